import { type FormEvent, useState } from 'react'
import type { Session } from '../../wire/person.ts'
import { call } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/Field.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { useWords } from '../words.ts'

const ids = { login: 'login', password: 'password', code: 'code' } as const

/** Login, password and the code of the authenticator. What was typed stays after a refusal. */
export function StaffForm({ onEntered }: { onEntered: (session: Session) => void }) {
  const words = useWords('site')
  const [answers, setAnswers] = useState({ login: '', password: '', code: '' })
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const errorAt = (field: string) => lines.find((line) => line.field === field)?.text
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing: SummaryLine[] = [
      ...(answers.login.trim() === '' ? [{ field: ids.login, text: words.loginMissing }] : []),
      ...(answers.password === '' ? [{ field: ids.password, text: words.passwordMissing }] : []),
      ...(/^\d{6}$/.test(answers.code.trim()) ? [] : [{ field: ids.code, text: words.codeWrong }]),
    ]
    setLines(missing)
    if (missing.length > 0) return
    setBusy(true)
    try {
      onEntered(await call('POST /api/staff-session', { body: answers }))
    } catch (error) {
      setLines([{ text: faultWords(error, words) }])
    } finally {
      setBusy(false)
    }
  }
  const change = (field: keyof typeof ids) => (value: string) =>
    setAnswers((before) => ({ ...before, [field]: value }))
  return (
    <form className="fields" noValidate onSubmit={submit}>
      <ErrorSummary lines={lines} />
      <TextField
        id={ids.login}
        label={words.login}
        value={answers.login}
        onChange={change('login')}
        error={errorAt(ids.login)}
        autoComplete="username"
      />
      <PasswordField
        id={ids.password}
        label={words.password}
        value={answers.password}
        onChange={change('password')}
        error={errorAt(ids.password)}
      />
      <TextField
        id={ids.code}
        label={words.code}
        hint={words.codeHint}
        value={answers.code}
        onChange={change('code')}
        error={errorAt(ids.code)}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
      <div className="row">
        <Button submit busy={busy && words.signingIn}>
          {words.signIn}
        </Button>
      </div>
    </form>
  )
}
