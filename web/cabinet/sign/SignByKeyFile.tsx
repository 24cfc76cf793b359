import { useSession } from '../../session.tsx'
import { KeyFileWindow } from '../../signing/KeyFileWindow.tsx'
import { useWords } from '../../words.ts'
import type { SigningWindowProps } from './ways-to-sign.ts'

/** §8.1: with a key file, in its own frame. */
export function SignByKeyFile({ content, onSigned, onClose }: SigningWindowProps) {
  const words = useWords('writing')
  const { person } = useSession().session
  return (
    <KeyFileWindow
      title={words.keyWindow}
      purpose="letter"
      content={content}
      expectIin={person?.iin ?? null}
      onSigned={(cms) => onSigned({ method: 'keyFile', cms })}
      onClose={onClose}
    />
  )
}
