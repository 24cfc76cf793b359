import { type FormEvent, useState } from 'react'
import { refusedLines } from '../admin/said.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { useWords } from '../words.ts'
import './account.css'

const nothing = { current: '', password: '' }

interface PasswordFormProps {
  /** It replaces one that was made for them: the page around says so. */
  readonly first?: boolean
  readonly onChanged?: () => Promise<void>
}

/** One of the staff changes their password; what is wrong with a new one is said at its field. */
export function PasswordForm({ first, onChanged }: PasswordFormProps) {
  const words = useWords('account')
  const site = useWords('site')
  const [typed, setTyped] = useState(nothing)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [state, setState] = useState<'still' | 'changing' | 'changed'>('still')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setState('changing')
    setLines([])
    try {
      await call('POST /api/office/account/password', { body: typed })
      await onChanged?.()
      setTyped(nothing)
      setState('changed')
    } catch (error) {
      setLines(refusedLines(error, site, ['current', 'password']))
      setState('still')
    }
  }
  const error = (field: string) => lines.find((one) => one.field === field)?.text
  return (
    <section className="card" aria-labelledby={first ? undefined : 'h-password'}>
      {!first && (
        <div className="stack tight">
          <h2 id="h-password">{words.password}</h2>
          <p className="hint">{words.passwordHint}</p>
        </div>
      )}
      <form className="own-password" onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary lines={lines} />
        <PasswordField
          id="current"
          label={first ? words.firstCurrent : words.current}
          value={typed.current}
          error={error('current')}
          onChange={(current) => setTyped({ ...typed, current })}
        />
        <PasswordField
          id="password"
          fresh
          label={words.fresh}
          hint={words.freshHint}
          value={typed.password}
          error={error('password')}
          onChange={(password) => setTyped({ ...typed, password })}
        />
        <p className="row">
          <Button submit busy={state === 'changing' && words.changing}>
            {words.change}
          </Button>
          <span role="status">{state === 'changed' && words.changed}</span>
        </p>
      </form>
    </section>
  )
}
