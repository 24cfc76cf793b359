import { type FormEvent, useState } from 'react'
import type { Contacts, Profile } from '../../../wire/profile.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useWords, type Words } from '../../words.ts'

/** Address, phone and e-mail of later letters. What was typed stays after a refusal; the rules are the server's. */
export function ContactsForm({
  profile,
  onSaved,
}: {
  profile: Profile
  onSaved: (profile: Profile) => void
}) {
  const words = useWords('profile')
  const site = useWords('site')
  const { address, phone, email } = profile
  const [answers, setAnswers] = useState<Contacts>({ address, phone, email })
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [saved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setSaved(false)
    try {
      const next = await call('PATCH /api/profile', { body: answers })
      setAnswers({ address: next.address, phone: next.phone, email: next.email })
      setLines([])
      setSaved(true)
      onSaved(next)
    } catch (error) {
      setLines(linesOf(error, site))
    } finally {
      setBusy(false)
    }
  }
  const control = (field: keyof Contacts) => ({
    id: `contacts-${field}`,
    value: answers[field],
    error: lines.find((line) => line.field === `contacts-${field}`)?.text,
    onChange: (value: string) => {
      setSaved(false)
      setAnswers((before) => ({ ...before, [field]: value }))
    },
  })
  return (
    <form className="fields" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary lines={lines} />
      <TextField
        {...control('address')}
        label={words.address}
        hint={words.addressHint}
        autoComplete="street-address"
      />
      <TextField
        {...control('phone')}
        label={words.phone}
        hint={words.phoneHint}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      <TextField
        {...control('email')}
        label={words.email}
        hint={words.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
        optional
      />
      <div className="row">
        <Button submit busy={busy && words.saving}>
          {words.save}
        </Button>
      </div>
      <div role="status">
        {saved && (
          <Note icon="done" kind="good">
            {words.saved}
          </Note>
        )}
      </div>
    </form>
  )
}

function linesOf(error: unknown, site: Words<'site'>): SummaryLine[] {
  const fields = error instanceof ProblemError ? error.fields : []
  if (fields.length === 0) return [{ text: faultWords(error, site) }]
  return fields.map(({ field, detail }) => ({ field: `contacts-${field}`, text: detail }))
}
