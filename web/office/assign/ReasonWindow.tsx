import { type ReactNode, useState } from 'react'
import { faultWords, isUnanswered } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { StaffOnly } from './StaffOnly.tsx'
import './assign.css'
import { useAttempt } from '../use-attempt.ts'

interface ReasonWindowProps {
  readonly title: string
  /** The filled button, and its words while it runs. */
  readonly button: string
  readonly busyWords: string
  /** The button that does nothing, where «cancel» would be what the act does. */
  readonly leave?: string
  /** What comes of it, and what the client sees. */
  readonly note: string
  /** The act; `key` is the same for every retry of one press. It refuses by throwing. */
  readonly act: (reason: string, key: string) => Promise<void>
  readonly onClose: () => void
  /** What else was chosen, a part of what is said. */
  readonly chosen?: string
  /** What else is to be chosen, and what is wrong with it: the words, or null. */
  readonly children?: ReactNode
  readonly wrong?: () => boolean
}

/** One question before an act that needs a reason: why. What was written stays when it is refused. */
export function ReasonWindow(props: ReasonWindowProps) {
  const { title, button, busyWords, note, act, onClose, chosen, children, wrong } = props
  const words = useWords('assign')
  const site = useWords('site')
  const { leave = site.cancel } = props
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [fault, setFault] = useState<string | null>(null)
  const [lost, setLost] = useState(false)
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  function press() {
    const short = reason.trim().length < 5
    setError(short ? words.reasonNeeded : undefined)
    if ((wrong?.() ?? false) || short) return
    setBusy(true)
    act(reason.trim(), attempt.keyOf([chosen, reason.trim()])).catch((refused: unknown) => {
      setBusy(false)
      setFault(faultWords(refused, site))
      setLost(isUnanswered(refused))
    })
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="secondary" onPress={onClose} unavailable={busy}>
            {leave}
          </Button>
          <Button onPress={press} busy={busy && busyWords}>
            {button}
          </Button>
        </>
      }
    >
      {fault !== null && (
        <Banner kind="wait" role="alert" title={lost && words.notConfirmed}>
          <p>{fault}</p>
        </Banner>
      )}
      <div className="stack">
        {children}
        <StaffOnly note={note}>
          <TextArea
            id="work-reason"
            label={words.reason}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(text) => {
              setReason(text)
              setError(undefined)
            }}
            error={error}
          />
        </StaffOnly>
      </div>
    </Dialog>
  )
}
