import { useState } from 'react'
import type { Person } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call, type ResponseOf } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../words.ts'
import { FirstPasswordShown } from './FirstPasswordShown.tsx'
import { SecretShown } from './SecretShown.tsx'

interface AccessPanelProps {
  readonly person: Person
  readonly take: (answer: Promise<Person>) => Promise<void>
  readonly onFault: (error: unknown) => void
}

/** How somebody signs in: password, second factor, national key, open sessions, and whether they may at all. */
export function AccessPanel({ person, take, onFault }: AccessPanelProps) {
  const words = useWords('people')
  const [iin, setIin] = useState('')
  const [secret, setSecret] = useState<ResponseOf<'POST /api/office/people/:id/code'> | null>(null)
  const [first, setFirst] = useState<ResponseOf<'POST /api/office/people/:id/password'> | null>(null)
  const [asking, setAsking] = useState(false)
  const params = { id: person.id }
  const setKey = (value: string | null) =>
    take(call('POST /api/office/people/:id/key', { params, body: { iin: value } })).then(() => setIin(''))
  const setActive = (active: boolean) => {
    setAsking(false)
    return take(call('POST /api/office/people/:id/access', { params, body: { active } }))
  }
  return (
    <section className="panel" aria-labelledby="access-title">
      <h2 id="access-title">{words.accessTitle}</h2>
      <p className="row">
        <span>{fill(words.sessions, { n: person.sessions.length })}</span>
        {person.sessions.length > 0 && (
          <Button
            kind="plain"
            onPress={() => take(call('DELETE /api/office/people/:id/sessions', { params }))}
          >
            {words.endSessions}
          </Button>
        )}
      </p>
      {!person.self && (
        <>
          <div className="several">
            <TextField
              id="iin"
              label={words.key}
              hint={person.iin === null ? words.keyHint : fill(words.keyNow, { iin: person.iin })}
              value={iin}
              onChange={setIin}
              inputMode="numeric"
            />
            <div className="row">
              <Button kind="secondary" unavailable={iin === ''} onPress={() => setKey(iin)}>
                {words.setKey}
              </Button>
              {person.iin !== null && (
                <Button kind="plain" onPress={() => setKey(null)}>
                  {words.removeKey}
                </Button>
              )}
            </div>
          </div>
          <p className="hint">{words.identityHint}</p>
          <div className="row">
            <Button
              kind="secondary"
              onPress={() => {
                call('POST /api/office/people/:id/password', { params }).then(setFirst, onFault)
              }}
            >
              {words.resetPassword}
            </Button>
            <Button
              kind="secondary"
              onPress={() => {
                call('POST /api/office/people/:id/code', { params }).then(setSecret, onFault)
              }}
            >
              {words.resetCode}
            </Button>
            {person.active ? (
              <Button kind="danger" onPress={() => setAsking(true)}>
                {words.disable}
              </Button>
            ) : (
              <Button kind="secondary" onPress={() => setActive(true)}>
                {words.enable}
              </Button>
            )}
          </div>
          {first !== null && <FirstPasswordShown {...first} />}
          {secret !== null && <SecretShown {...secret} />}
        </>
      )}
      {asking && (
        <Dialog
          title={`${words.disable}: ${person.fullName}`}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button kind="plain" onPress={() => setAsking(false)}>
                {words.cancel}
              </Button>
              <Button onPress={() => setActive(false)}>{words.disable}</Button>
            </>
          }
        >
          <p>{fill(words.disableEffect, { n: person.open, leave: words.leave })}</p>
        </Dialog>
      )}
    </section>
  )
}
