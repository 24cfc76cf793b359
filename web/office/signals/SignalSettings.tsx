import { useState } from 'react'
import { type SignalSubject, signalSubjects, toldRoles, waysOf } from '../../../domain/signal/choice.ts'
import type { SignalSettings as Settings } from '../../../wire/signal.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useLanguage, useWords } from '../../words.ts'

/** How somebody is told: a way for each kind, the digest, and the address of mails. */
export function SignalSettings() {
  const words = useWords('signals')
  const { data, put } = useLoad('signal-settings', (signal) =>
    call('GET /api/office/signals/settings', { signal }),
  )
  return (
    <section className="card signal-settings" aria-labelledby="h-signal-settings">
      <h2 id="h-signal-settings">{words.settingsTitle}</h2>
      <p className="hint">{words.settingsHint}</p>
      {data !== undefined && <Form settings={data} onSaved={put} />}
    </section>
  )
}

function Form({ settings, onSaved }: { settings: Settings; onSaved: (settings: Settings) => void }) {
  const words = useWords('signals')
  const site = useWords('site')
  const language = useLanguage()
  const roles = useSession().session.person?.roles ?? []
  // Others are told of their account alone, which is not chosen.
  const works = toldRoles.some((role) => roles.includes(role))
  const [choices, setChoices] = useState(settings.choices)
  const [email, setEmail] = useState(settings.email ?? '')
  const [state, setState] = useState<'still' | 'saving' | 'saved'>('still')
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [wrong, setWrong] = useState<string>()
  const choose = (subject: SignalSubject, way: string) => {
    const chosen = waysOf(subject).find((one) => one === way)
    if (chosen !== undefined) setChoices({ ...choices, [subject]: chosen })
    setState('still')
  }
  const save = async () => {
    setState('saving')
    setLines([])
    setWrong(undefined)
    try {
      onSaved(await call('PUT /api/office/signals/settings', { body: { choices, email } }))
      setState('saved')
    } catch (error) {
      const isAddress = hasField(error, 'email')
      const text = isAddress ? words.emailWrong : faultWords(error, site)
      if (isAddress) setWrong(text)
      setLines([isAddress ? { text, field: 'signal-email' } : { text }])
      setState('still')
    }
  }
  return (
    <>
      <ErrorSummary lines={lines} />
      {settings.available ? (
        <>
          {settings.refusedAt !== null && (
            <Note kind="wait" icon="warning">
              {fill(words.emailRefused, { date: longMoment(settings.refusedAt, language) })}
            </Note>
          )}
          <TextField
            id="signal-email"
            type="email"
            inputMode="email"
            autoComplete="email"
            label={words.email}
            hint={words.emailHint}
            optional
            width="line"
            value={email}
            error={wrong}
            onChange={(typed) => {
              setEmail(typed)
              setState('still')
            }}
          />
        </>
      ) : (
        <Note>{words.noMail}</Note>
      )}
      <div className="signal-choices">
        {(works ? signalSubjects : [])
          .filter((subject) => subject !== 'digest' || settings.available)
          .map((subject) => (
            <SelectField
              key={subject}
              id={`way-${subject}`}
              label={words.subjects[subject]}
              value={choices[subject]}
              onChange={(way) => choose(subject, way)}
              options={waysOf(subject).map((way) => ({ value: way, label: words.ways[way] }))}
            />
          ))}
      </div>
      <p className="row">
        <Button busy={state === 'saving' && words.saving} onPress={() => void save()}>
          {words.save}
        </Button>
        <span role="status">{state === 'saved' && words.saved}</span>
      </p>
    </>
  )
}

const hasField = (error: unknown, field: string): boolean =>
  error instanceof ProblemError && error.fields.some((one) => one.field === field)
