import { useState } from 'react'
import { Link } from 'wouter'
import { discardWish } from '../../domain/reply/reply-heir.ts'
import type { Leaving } from '../../wire/people.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { useAttempt } from '../office/use-attempt.ts'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { HandOverProgress, useRenewed } from './HandOverProgress.tsx'
import { refusedLines } from './said.ts'

type Thing = Leaving['things'][number]
type Named = Readonly<Record<string, string | null>>

/** So many at first, and with each press: of thousands the page stays quick. */
const shownAtOnce = 100

/** Somebody leaves: everything they have in hand, each with an heir; done when nothing is left. */
export function LeavingPage({ id }: { id: string }) {
  const words = useWords('people')
  const site = useWords('site')
  const [all, setAll] = useState<string | null>(null)
  const [each, setEach] = useState<Named>({})
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(shownAtOnce)
  const attempt = useAttempt()
  const [params, body] = [{ id }, { all, each }]
  const person = useLoad(id, (signal) => call('GET /api/office/people/:id', { params, signal }))
  const load = useLoad(JSON.stringify(body), (signal) =>
    call('POST /api/office/people/:id/leaving/preview', { params, body, signal }),
  )
  const title = fill(words.leavingTitle, { name: person.data?.fullName ?? '' })
  useTitle(title, { office: true, hasErrors: faults.length > 0 })
  const columns = useColumns(load.data?.heirs ?? [], (thing, heirId) =>
    setEach({ ...each, [thing.key]: heirId }),
  )
  useRenewed(load.data?.handOver?.finished === false, load.renew)
  if (load.data === undefined || person.data === undefined) {
    const { error, loading, reload } = load.data === undefined ? load : person
    return loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />
  }
  const { things, sessions, questionsAsked, active, handOver } = load.data
  const isStopped = ({ outcome }: Thing) => outcome === 'needed' || outcome === 'unable'
  const stopped = things.some(isStopped)
  const rows = shownFirst(things, isStopped).slice(0, shown)
  const apply = () => {
    setBusy(true)
    call('POST /api/office/people/:id/leaving', { params, body, idempotencyKey: attempt.keyOf(body) })
      .then((left) => {
        attempt.done()
        load.put(left)
      })
      .catch((error) => setFaults(refusedLines(error, site)))
      .finally(() => setBusy(false))
  }
  return (
    <>
      <ErrorSummary lines={faults} />
      <div className="head-row">
        <div>
          <PageTitle>{title}</PageTitle>
          <p className="hint" role="status">
            {fill(words.things, { n: things.length })}
          </p>
        </div>
        <Link className="link" href={paths.officePerson(id)}>
          {words.toPerson}
        </Link>
      </div>
      <div className="stack">
        {handOver !== null && <HandOverProgress handOver={handOver} />}
        {things.length === 0 && handOver?.finished !== false && (
          <Banner kind="good" title={words.nothingLeft}>
            {words.nothingLeftHint} {active ? '' : words.isOff}
          </Banner>
        )}
      </div>
      {things.length > 0 && (
        <>
          <SelectField
            id="all"
            label={words.heirAll}
            value={all ?? ''}
            onChange={(value) => setAll(value === '' ? null : value)}
            empty={words.nobody}
            options={load.data.heirs.map(({ id: value, name: label }) => ({ value, label }))}
          />
          <ListTable caption={title} columns={columns} rows={rows} keyOf={(thing) => thing.key} />
          {things.length > rows.length && (
            <Button kind="secondary" onPress={() => setShown(shown + shownAtOnce)}>
              {fill(words.showMore, { n: things.length - rows.length })}
            </Button>
          )}
        </>
      )}
      {active && (
        <section className="panel" aria-label={words.leave}>
          <p>{fill(words.leaveEffect, { sessions, questions: questionsAsked })}</p>
          <div className="row">
            <Button onPress={apply} busy={busy && words.saving} unavailable={stopped}>
              {words.leaveNow}
            </Button>
          </div>
        </section>
      )}
    </>
  )
}

/** What still needs somebody comes before the rest, where it can't be overlooked; else the order stays. */
function shownFirst(things: readonly Thing[], isStopped: (thing: Thing) => boolean): readonly Thing[] {
  if (things.length <= shownAtOnce) return things
  return [...things.filter(isStopped), ...things.filter((thing) => !isStopped(thing))]
}

function useColumns(
  heirs: Leaving['heirs'],
  choose: (thing: Thing, heirId: string | null) => void,
): Column<Thing>[] {
  const words = useWords('people')
  const language = useLanguage()
  const nameOf = ({ called, from, to }: Thing): string => {
    const text = typeof called === 'string' ? called : called[language]
    return from === null || to === null ? text : `${text}, ${formatShortDate(from)} – ${formatShortDate(to)}`
  }
  const outcomes = {
    heir: { kind: 'ok', icon: 'tick', said: words.outcomeHeir },
    free: { kind: 'wait', icon: 'clock', said: words.outcomeFree },
    discarded: { kind: 'wait', icon: 'bin', said: words.outcomeDiscarded },
    needed: { kind: 'bad', icon: 'warning', said: words.outcomeNeeded },
    unable: { kind: 'bad', icon: 'warning', said: words.outcomeUnable },
  } as const
  return [
    {
      label: words.thing,
      kind: 'first',
      cell: (thing) => (
        <>
          {nameOf(thing)}
          <br />
          <span className="meta">{words.leavingKinds[thing.kind]}</span>
        </>
      ),
    },
    {
      label: words.heir,
      kind: 'action',
      cell: (thing) => (
        <select
          className="input"
          aria-label={fill(words.heirOf, { thing: `${words.leavingKinds[thing.kind]}, ${nameOf(thing)}` })}
          value={thing.outcome === 'discarded' ? discardWish : (thing.heirId ?? '')}
          onChange={({ target }) => choose(thing, target.value === '' ? null : target.value)}
        >
          <option value="">{words.nobody}</option>
          {thing.discardable && <option value={discardWish}>{words.discardLetter}</option>}
          {heirs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ),
    },
    {
      label: words.becomes,
      cell: ({ outcome }) => (
        <span className={`state-dot ${outcomes[outcome].kind}`}>
          <Icon name={outcomes[outcome].icon} size={18} />
          {outcomes[outcome].said}
        </span>
      ),
    },
  ]
}
