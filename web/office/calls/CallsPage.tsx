import { type FormEvent, useState } from 'react'
import { localDate } from '../../../domain/calendar/instant.ts'
import type { CallRow } from '../../../wire/case.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { Badge } from '../../appeal/Badge.tsx'
import { faultWords } from '../../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../../frame/Page.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { Notes } from '../case/Notes.tsx'
import { StaffZone } from '../case/Zone.tsx'

/** The call centre: one search by whole numbers, what may be told on the phone, notes of calls. No letter, no file. */
export function CallsPage() {
  useAllWords('case', 'statuses')
  const words = useWords('case')
  const site = useWords('site')
  const [query, setQuery] = useState('')
  const [rows, setRows] = useState<readonly CallRow[] | null>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  useTitle(words.callsTitle, { office: true, hasErrors: error !== undefined })
  const find = async (event: FormEvent) => {
    event.preventDefault()
    if (query.trim() === '') {
      setError(words.queryMissing)
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      const found = await call('POST /api/office/calls', { body: { query: query.trim() } })
      setRows(found.understood ? found.rows : null)
      if (!found.understood) setError(words.notWhole)
    } catch (fault) {
      setError(faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="calls stack">
      <PageHead title={words.callsTitle} hint={words.callsHint} />
      <form noValidate className="card stack" onSubmit={find} aria-busy={busy}>
        <TextField
          id="calls-query"
          label={words.callsLabel}
          value={query}
          onChange={setQuery}
          error={error}
        />
        <div>
          <Button submit icon="search" busy={busy && words.finding}>
            {words.find}
          </Button>
        </div>
      </form>
      <p role="status" className="meta found">
        {rows !== null && (rows.length === 0 ? words.callsNone : fill(words.callsFound, { n: rows.length }))}
      </p>
      {rows?.map((row) => (
        <Found key={row.id} row={row} />
      ))}
    </div>
  )
}

/** One appeal as it may be told on the phone. */
function Found({ row }: { row: CallRow }) {
  const words = useWords('case')
  const short = (day: string | null) => day && formatShortDate(day)
  const dayOf = (moment: string | null) => moment && formatShortDate(localDate(Date.parse(moment)))
  return (
    <section className="card stack" aria-labelledby={`h-${row.id}`}>
      <h2 id={`h-${row.id}`}>{fill(words.otherNumber, { number: row.number })}</h2>
      <p className="row">
        <Badge status={row.status} />
        <span className="meta">{row.client}</span>
      </p>
      <Facts
        columns
        rows={[
          [words.sentAt, dayOf(row.sentAt)],
          [words.registeredAt, short(row.registrationDate)],
          [words.dueAt, short(row.dueDate)],
          [words.executedAt, dayOf(row.executedAt)],
          [words.executor, row.executor?.name ?? words.nobody],
          [words.extension, row.executor && (row.executor.extension ?? words.noExtension)],
        ]}
      />
      <StaffZone of={`h-${row.id}`}>
        <CallNotes id={row.id} />
      </StaffZone>
    </section>
  )
}

function CallNotes({ id }: { id: string }) {
  const load = useLoad(id, (signal) => call('GET /api/office/appeals/:id/notes', { params: { id }, signal }))
  if (load.data === undefined) return load.loading ? <Skeleton /> : null
  return (
    <Notes
      appealId={id}
      of={`h-${id}`}
      notes={load.data.notes}
      draft={load.data.draft}
      mayWrite
      ofCalls
      onNotes={(notes) => load.put({ notes, draft: '' })}
    />
  )
}
