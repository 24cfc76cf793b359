import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Session } from '../../wire/person.ts'
import { call } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/Field.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { useWords } from '../words.ts'
import { proofDoor } from './enter.ts'
import { Ways } from './Ways.tsx'
import './sign-in.css'

/**
 * Over the page whose act waits: who is signed in shows once more who they are, by the ways they sign in by. `onDone`
 * hears in whose session that was shown, or null; the page is as it was either way.
 */
export function ProveAgain({ onDone }: { onDone: (by: Session | null) => void }) {
  const words = useWords('prove')
  const { session, ended, enter } = useSession()
  const [door] = useState(proofDoor)
  const byKey = useId()
  const wasEnded = useRef(ended)
  useEffect(() => {
    // The session ended meanwhile, and they signed in again: that shows as much.
    if (wasEnded.current && !ended) onDone(session)
    wasEnded.current = ended
  }, [ended, onDone, session])
  const proved = (next: Session) => {
    enter(next)
    onDone(next)
  }
  const again = { door, names: words.ways, iin: session.person?.iin ?? null }
  const staff = session.person?.kind === 'staff'
  return (
    <Dialog title={words.title} onClose={() => onDone(null)}>
      <p>{words.why}</p>
      {staff && <PasswordAgain onProved={proved} />}
      <section className="stack" aria-labelledby={byKey}>
        <h3 id={byKey}>{words.byKey}</h3>
        <Ways kind={staff ? 'staff' : 'client'} again={again} onEntered={proved} />
      </section>
    </Dialog>
  )
}

/** Password and one-time code; whose they are is known. */
function PasswordAgain({ onProved }: { onProved: (session: Session) => void }) {
  const words = useWords('prove')
  const site = useWords('site')
  const heading = useId()
  const [typed, setTyped] = useState({ password: '', code: '' })
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setLines([])
    try {
      onProved(await call('POST /api/account/proof', { body: typed }))
    } catch (error) {
      setLines([{ text: faultWords(error, site) }])
      setBusy(false)
    }
  }
  return (
    <section className="stack" aria-labelledby={heading}>
      <h3 id={heading}>{words.byPassword}</h3>
      <form className="fields" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary lines={lines} />
        <PasswordField
          id="again-password"
          label={site.password}
          value={typed.password}
          onChange={(password) => setTyped({ ...typed, password })}
        />
        <TextField
          id="again-code"
          label={site.code}
          hint={site.codeHint}
          value={typed.code}
          onChange={(code) => setTyped({ ...typed, code })}
          autoComplete="one-time-code"
          inputMode="numeric"
        />
        <div className="row">
          <Button submit busy={busy && words.confirming}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </section>
  )
}
