import { useState } from 'react'
import type { Book } from '../../../domain/book/book.ts'
import { isMonthOver } from '../../../domain/book/month.ts'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import type { Edition } from '../../../wire/book.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button, DownloadButton } from '../../ui/Button.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useWords } from '../../words.ts'
import { Pick } from '../queue/Pick.tsx'
import { useAttempt } from '../use-attempt.ts'

/** The months of the year as they were printed and sealed; a further edition leaves the old one. */
export function Editions({ book, year }: { book: Book; year: number }) {
  const words = useWords('book')
  const site = useWords('site')
  const list = useLoad(`${book} ${year}`, (signal) =>
    call('GET /api/office/books/:book/editions', { params: { book }, query: { year }, signal }),
  )
  const today = plainDate(useSession().session.today)
  // A month that is not over is not printed.
  const over = words.months
    .map((label, index) => ({ value: String(index + 1), label }))
    .filter(({ value }) => isMonthOver({ year, month: Number(value) }, today))
  const [chosen, setMonth] = useState<string>()
  const month = chosen ?? over.at(-1)?.value
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  if (list.data === undefined) return null
  const { editions, mayMake } = list.data
  async function make() {
    if (month === undefined) return
    setBusy(true)
    setFault(null)
    const body = { year, month: Number(month) }
    try {
      list.put(
        await call('POST /api/office/books/:book/editions', {
          params: { book },
          body,
          idempotencyKey: attempt.keyOf([book, body, editions.length]),
        }),
      )
      attempt.done()
    } catch (refused) {
      setFault(faultWords(refused, site))
    }
    setBusy(false)
  }
  return (
    <section className="editions" aria-labelledby="editions">
      <h2 id="editions">{words.editions}</h2>
      <p className="hint">{words.editionsHint}</p>
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      {editions.length === 0 ? (
        <p className="sub">{words.noEditions}</p>
      ) : (
        <ul className="side-lines">
          {editions.map((one) => (
            <li key={one.id}>
              <Line one={one} book={book} />
            </li>
          ))}
        </ul>
      )}
      {mayMake && month !== undefined && (
        <div className="picks open">
          <Pick label={words.month} value={month} options={over} onChange={setMonth} />
          <Button kind="secondary" small onPress={make} busy={busy && words.making}>
            {words.make}
          </Button>
        </div>
      )}
    </section>
  )
}

function Line({ one, book }: { one: Edition; book: Book }) {
  const words = useWords('book')
  const month = words.months[one.month - 1] ?? ''
  const named = { month, n: one.edition }
  const params = { book, id: one.id }
  return (
    <div className="proposal">
      <div>
        <p className="strong">{fill(words.editionLine, named)}</p>
        <p className="sub">
          {fill(words.editionFacts, { entries: one.entries, at: shortMoment(one.asOf) })}
          {', '}
          {one.sealed ? words.sealed : words.unsealed}
        </p>
        {one.stale && <p className="sub">{words.stale}</p>}
      </div>
      <div className="row">
        <DownloadButton
          small
          href={fileUrl('GET /api/office/books/:book/editions/:id', { params })}
          label={fill(words.download, named)}
        >
          PDF
        </DownloadButton>
        {one.sealed && (
          <DownloadButton
            small
            href={fileUrl('GET /api/office/books/:book/editions/:id/seal', { params })}
            label={fill(words.downloadSeal, named)}
          >
            {words.sealFile}
          </DownloadButton>
        )}
      </div>
    </div>
  )
}
