import { useState } from 'react'
import { Link } from 'wouter'
import type { Person } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { buttonClass } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { type Load, useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { AccessPanel } from './AccessPanel.tsx'
import { RolesPanel } from './RolesPanel.tsx'
import { FactorOf, StateOf } from './StateOf.tsx'
import { refusedLines } from './said.ts'

/** One person: what they may do and since when, where they belong, when they are away, how they sign in. */
export function PersonPage({ id }: { id: string }) {
  const load = useLoad(id, (signal) => call('GET /api/office/people/:id', { params: { id }, signal }))
  useTitle(load.data?.fullName ?? '', { office: true })
  if (load.data === undefined) {
    return load.loading ? <Skeleton /> : <LoadFailed error={load.error} retry={load.reload} />
  }
  return <Shown person={load.data} load={load} />
}

function Shown({ person, load }: { person: Person; load: Load<Person> }) {
  const words = useWords('people')
  const site = useWords('site')
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [turn, setTurn] = useState(0)
  const { id } = person
  const onFault = (error: unknown) => setFaults(refusedLines(error, site, ['deputyId', 'to', 'iin']))
  const take = (answer: Promise<Person>) =>
    answer.then((next) => {
      setFaults([])
      setTurn(turn + 1)
      load.put(next)
    }, onFault)
  const hint = [
    person.login,
    person.extension === null ? '' : fill(words.extensionOf, { n: person.extension }),
  ]
  return (
    <>
      <ErrorSummary lines={faults} />
      <PageHead title={person.fullName} hint={hint.filter((text) => text !== '').join(', ')} />
      {person.self && <Banner>{words.self}</Banner>}
      <div className="row">
        <StateOf person={person} />
        <FactorOf person={person} />
        <span className="meta">
          {words.lastSignedIn}:{' '}
          {person.lastSignedInAt === null ? words.never : shortMoment(person.lastSignedInAt)}
        </span>
      </div>
      {turn > 0 && faults.length === 0 && (
        <p className="meta" role="status">
          {words.done}
        </p>
      )}
      <section className="panel" aria-labelledby="absence-title">
        <h2 id="absence-title">{words.absenceTitle}</h2>
        <AbsenceForm
          key={turn}
          staffId={id}
          open={person.open}
          mayHandOver
          absences={person.absences}
          deputies={person.deputies}
          onDone={() => {
            setFaults([])
            setTurn(turn + 1)
            load.reload()
          }}
          onFault={onFault}
        />
      </section>
      <RolesPanel key={`roles ${turn}`} person={person} take={take} />
      <AccessPanel person={person} take={take} onFault={onFault} />
      {!person.self && (
        <section className="panel" aria-labelledby="leave-title">
          <h2 id="leave-title">{words.leave}</h2>
          <p className="meta">{words.leaveHint}</p>
          <div className="row">
            <Link className={buttonClass('secondary', false, '')} href={paths.officeLeaving(id)}>
              {words.leave}
            </Link>
          </div>
        </section>
      )}
      <History person={person} />
    </>
  )
}

function History({ person }: { person: Person }) {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  const roles = person.roleChanges.map((one) => ({
    ...one,
    said: fill(one.change === 'granted' ? words.roleGranted : words.roleWithdrawn, {
      role: site.roles[one.role],
    }),
  }))
  const units = person.unitChanges.map((one) => ({
    ...one,
    said: fill(one.change === 'joined' ? words.unitJoined : words.unitLeft, { unit: one.unit[language] }),
  }))
  const all = [...roles, ...units].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section className="panel" aria-labelledby="history-title">
      <h2 id="history-title">{words.historyTitle}</h2>
      <ul>
        {all.map(({ at, by, said }) => (
          <li key={`${at} ${said}`}>
            <span className="meta">{shortMoment(at)}</span> {said},{' '}
            <span className="meta">{by ?? words.byCommand}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
