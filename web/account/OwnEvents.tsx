import { useState } from 'react'
import { ownEventDays } from '../../domain/security/security-event.ts'
import type { SecurityRow } from '../../wire/security-log.ts'
import { deviceWords } from '../../words/device-words.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { useWords } from '../words.ts'

const lately = { days: ownEventDays }

/** What happened to somebody's own account, a client's or one of the staff's, fetched when it is asked for. */
export function OwnEvents() {
  const words = useWords('securityLog')
  const site = useWords('site')
  const [rows, setRows] = useState<readonly SecurityRow[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const more = async () => {
    setBusy(true)
    setLines([])
    try {
      const query = next === null ? {} : { before: next }
      const page = await call('GET /api/account/events', { query })
      setRows([...(rows ?? []), ...page.rows])
      setNext(page.next)
    } catch (error) {
      setLines([{ text: faultWords(error, site) }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card" aria-labelledby="h-own-events">
      <div className="stack tight">
        <h2 id="h-own-events">{words.ownTitle}</h2>
        <p className="hint">{fill(words.ownHint, lately)}</p>
      </div>
      <ErrorSummary lines={lines} />
      <div role="status">{rows?.length === 0 && fill(words.ownEmpty, lately)}</div>
      {rows !== null && rows.length > 0 && (
        <ul className="own-sessions">
          {rows.map((row) => (
            <li key={row.seq}>
              <Event row={row} />
            </li>
          ))}
        </ul>
      )}
      {(rows === null || next !== null) && (
        <p className="row">
          <Button kind="secondary" small busy={busy && site.loading} onPress={() => void more()}>
            {rows === null ? words.show : words.earlier}
          </Button>
        </p>
      )}
    </section>
  )
}

function Event({ row }: { row: SecurityRow }) {
  const words = useWords('securityLog')
  const account = useWords('account')
  const { code, outcome, at, device, address } = row
  return (
    <div>
      <p>
        <strong>{words.events[code]}</strong>
        {outcome === 'refused' && ` (${words.refused})`}
      </p>
      <p className="meta">
        {[
          shortMoment(at),
          device === null ? '' : deviceWords(account, device),
          address === null ? '' : fill(account.address, { address }),
        ]
          .filter((text) => text !== '')
          .join(' · ')}
      </p>
    </div>
  )
}
