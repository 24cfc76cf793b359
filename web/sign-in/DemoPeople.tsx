import { Fragment, useId, useState } from 'react'
import { isRole } from '../../domain/person/role.ts'
import type { DemoPerson, Session } from '../../wire/person.ts'
import { fill } from '../../words/fill.ts'
import { call, fileUrl } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useWords } from '../words.ts'

interface DemoPeopleProps {
  readonly onEntered: (session: Session) => void
  /** Only these. */
  readonly kind?: 'client' | 'staff'
}

/** The invented people of a demo: one press signs in; their keys and secrets are there to be taken. */
export function DemoPeople({ onEntered, kind }: DemoPeopleProps) {
  const words = useWords('site')
  const heading = useId()
  const { data } = useLoad('demo people', (signal) => call('GET /api/demo/people', { signal }))
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const people = data?.people.filter((person) => kind === undefined || person.kind === kind) ?? []
  const enter = (personId: string) =>
    call('POST /api/demo/session', { body: { personId } }).then(onEntered, (error: unknown) =>
      setFaults([{ text: faultWords(error, words) }]),
    )
  return (
    <section className="demo" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{words.demoTitle}</h2>
        <p className="meta">{words.demoHint}</p>
      </div>
      <ErrorSummary lines={faults} />
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className="way slim" onClick={() => enter(person.id)}>
              <Icon name="person" size={24} />
              <span>
                <b>{person.fullName}</b>
                <span className="meta">
                  <PersonNote person={person} />
                </span>
              </span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
      <More title={words.demoKeys}>
        <p className="meta">{words.demoKeysHint}</p>
        {people.map((person) => (
          <Secrets key={person.id} person={person} />
        ))}
      </More>
    </section>
  )
}

function PersonNote({ person }: { person: DemoPerson }) {
  const words = useWords('site')
  if (person.kind === 'staff') {
    const roles = person.note.map((role) => (isRole(role) ? words.roles[role] : role))
    return fill(words.demoStaff, { roles: roles.join(', ') })
  }
  if (person.note.length === 0) return words.demoClientPlain
  const [before, after] = words.demoClient.split('{contracts}')
  return (
    <>
      {before}
      {person.note.map((contract, index) => (
        <Fragment key={contract}>
          {index > 0 && ', '}
          <span className="nowrap">{contract}</span>
        </Fragment>
      ))}
      {after}
    </>
  )
}

const algorithmNames = { rsa: 'RSA', gost2015: 'GOST' } as const

function Secrets({ person }: { person: DemoPerson }) {
  const words = useWords('site')
  return (
    <div className="secrets">
      <h3>{person.fullName}</h3>
      {person.keys.map((key) => (
        <dl key={key.fileName} className="secret">
          <dt>
            <a
              href={fileUrl('GET /api/demo/keys/:fileName', { params: { fileName: key.fileName } })}
              download={key.fileName}
            >
              {key.fileName}
            </a>
            <span className="meta">
              {algorithmNames[key.algorithm]},{' '}
              {key.purpose === 'sign' ? words.demoKeySign : words.demoKeyAuth}
            </span>
          </dt>
          <Secret name={words.password} value={key.password} of={key.fileName} />
        </dl>
      ))}
      {person.login !== null && (
        <dl className="secret">
          <Secret name={words.login} value={person.login} of={person.fullName} />
          <Secret name={words.password} value={person.password} of={person.fullName} />
          <Secret name={words.demoSecret} value={person.totpSecret} of={person.fullName} />
        </dl>
      )}
    </div>
  )
}

function Secret({ name, value, of }: { name: string; value: string | null; of: string }) {
  if (value === null) return null
  return (
    <dd className="copy">
      <span>
        <span className="meta">{name}:</span> <code>{value}</code>
      </span>
      <CopyButton text={value} what={`${name}, ${of}`} />
    </dd>
  )
}
