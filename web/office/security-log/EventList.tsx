import { Link } from 'wouter'
import type { SecurityRow } from '../../../wire/security-log.ts'
import { aboutEvent } from '../../../words/about-event.ts'
import { deviceWords } from '../../../words/device-words.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { type Column, ListTable } from '../../ui/ListTable.tsx'
import { useWords } from '../../words.ts'

interface EventListProps {
  readonly rows: readonly SecurityRow[]
  /** Where the events of one person alone are. */
  readonly hrefOfPerson: (id: string) => string
}

/** Events of the security log, the latest first: a table on a desk, cards on a phone. */
export function EventList({ rows, hrefOfPerson }: EventListProps) {
  const words = useWords('securityLog')
  const account = useWords('account')
  const named = (one: SecurityRow['by']) => {
    if (one === null) return null
    const name = one.kind === 'client' ? fill(words.client, { iin: one.name }) : one.name
    return (
      <Link className="link" href={hrefOfPerson(one.id)} aria-label={fill(words.onlyThem, { name })}>
        {name}
      </Link>
    )
  }
  const columns: Column<SecurityRow>[] = [
    {
      label: words.event,
      kind: 'first',
      cell: (row) => (
        <>
          <strong>{words.events[row.code]}</strong>
          <AboutEvent row={row} />
        </>
      ),
    },
    { label: words.outcome, kind: 'state', cell: ({ outcome }) => words[outcome] },
    { label: words.at, cell: ({ at }) => <span className="nowrap">{shortMoment(at)}</span> },
    { label: words.by, cell: ({ by }) => named(by) ?? words.nobody },
    { label: words.whom, cell: ({ whom }) => named(whom) ?? '–' },
    {
      label: words.where,
      cell: ({ address, device, request }) => (
        <>
          {device !== null && deviceWords(account, device)}
          {address !== null && (
            <>
              <br />
              <span className="meta">{fill(account.address, { address })}</span>
            </>
          )}
          {request !== null && (
            <>
              <br />
              <span className="meta">{fill(words.request, { id: request })}</span>
            </>
          )}
        </>
      ),
    },
  ]
  return <ListTable caption={words.title} columns={columns} rows={rows} keyOf={({ seq }) => String(seq)} />
}

/** What an event tells besides. */
function AboutEvent({ row }: { row: SecurityRow }) {
  const log = useWords('securityLog')
  const { roles } = useWords('site')
  const signature = useWords('signature')
  const text = aboutEvent(row.about, { log, roles, signature })
  if (text === '') return null
  return (
    <>
      <br />
      <span className="meta">{text}</span>
    </>
  )
}
