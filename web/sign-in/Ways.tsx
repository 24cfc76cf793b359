import { lazy, Suspense, useState } from 'react'
import type { Session } from '../../wire/person.ts'
import { ProblemError } from '../api.ts'
import { wordsOf } from '../frame/FaultPages.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'
import { enterByKey, signInContent } from './enter.ts'

const KeyFileWindow = lazy(async () => ({
  default: (await import('../signing/KeyFileWindow.tsx')).KeyFileWindow,
}))

interface WaysProps {
  readonly onEntered: (session: Session) => void
  /** The signature is right, but nobody here has this IIN. */
  readonly onUnknown: () => void
}

/** The ways for a client to come in. Each stands here once it is built. */
export function Ways({ onEntered, onUnknown }: WaysProps) {
  const words = useWords('site')
  const [content, setContent] = useState<Uint8Array | null>(null)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const fail = (error: unknown) => {
    setContent(null)
    if (error instanceof ProblemError && error.code === 'unknown_client') onUnknown()
    else setFaults([{ text: wordsOf(error, words) }])
  }
  const open = () => {
    setFaults([])
    signInContent().then(setContent, fail)
  }
  return (
    <>
      <ErrorSummary lines={faults} />
      <ul className="box ways">
        <li>
          <button type="button" className="way" onClick={open}>
            <Icon name="key" size={24} />
            <span>
              <b>{words.byKey}</b>
              <span className="meta">{words.byKeyHint}</span>
            </span>
            <Icon name="right" />
          </button>
        </li>
      </ul>
      {content && (
        <Suspense>
          <KeyFileWindow
            title={words.byKey}
            purpose="signIn"
            content={content}
            expectIin={null}
            onSigned={(cms) => enterByKey(cms).then(onEntered, fail)}
            onClose={() => setContent(null)}
          />
        </Suspense>
      )}
    </>
  )
}
