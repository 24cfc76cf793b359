import { useSession } from '../../session.tsx'
import { NcaLayerWindow } from '../../signing/NcaLayerWindow.tsx'
import { useAllWords } from '../../words.ts'
import type { SigningWindowProps } from './ways-to-sign.ts'

/** §8: with NCALayer, on a computer. */
export function SignByNcaLayer({ content, onSigned, onFail, onClose }: SigningWindowProps) {
  useAllWords('ncalayer')
  const { person } = useSession().session
  return (
    <NcaLayerWindow
      purpose="letter"
      content={content}
      expectIin={person?.iin ?? null}
      onSigned={(cms) => onSigned({ method: 'ncaLayer', cms })}
      onFail={onFail}
      onClose={onClose}
    />
  )
}
