import { useState } from 'react'
import { Link } from 'wouter'
import { mostPrinted } from '../../../domain/book/book.ts'
import type { BookRow, BookPage as Page } from '../../../wire/book.ts'
import { checkLine, whyWords } from '../../../words/book-lines.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl } from '../../api.ts'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button, DownloadButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { Keys } from '../Keys.tsx'
import { NotLoaded } from '../NotLoaded.tsx'
import { PrintedBy } from '../PrintedBy.tsx'
import { BookTable } from './BookTable.tsx'
import { BookTools } from './BookTools.tsx'
import { CorrectWindow } from './CorrectWindow.tsx'
import { Editions } from './Editions.tsx'
import { Proposals } from './Proposals.tsx'
import { type BookState, useBook } from './use-book.ts'
import '../queue/queue.css'
import './book.css'

/** The register book of a year, provably whole: rows by number, gaps told in words, corrections for ever visible. */
export function BookPage() {
  // What is under the book, and on paper alone, comes with its rows.
  useAllWords('book', 'areas', 'queue', 'statuses')
  const words = useWords('book')
  const state = useBook()
  const { book, ...query } = state.asked
  const page = useLoad(JSON.stringify(state.asked), (signal) =>
    call('GET /api/office/books/:book', { params: { book }, query, signal }),
  )
  const [corrected, setCorrected] = useState<BookRow | null>(null)
  useTitle(words.title, { office: true })
  const { data } = page
  return (
    <div className="book-page">
      <div className="head-row">
        <PageTitle>{words.title}</PageTitle>
        {data && <Files page={data} state={state} />}
      </div>
      <BookTools state={state} years={data?.years ?? []} year={data?.year} />
      {data === undefined &&
        (page.loading ? (
          <Skeleton />
        ) : (
          <NotLoaded
            error={page.error}
            retry={page.reload}
            title={words.noRightTitle}
            hint={words.noRightHint}
          />
        ))}
      {data && (
        <>
          {data.proposals.length > 0 && <Proposals proposals={data.proposals} onDecided={page.reload} />}
          <Stamped page={data} onCorrect={setCorrected} />
          <Places page={data} state={state} />
          {data.whole && <Editions book={book} year={data.year} />}
          <PrintedBy />
          <Keys
            keys={[
              { keys: ['↑', '↓'], does: 'keyMove' },
              { keys: ['Enter'], does: 'keyOpen' },
              { keys: ['Ctrl', 'K'], does: 'keyJump' },
            ]}
          />
        </>
      )}
      {corrected && data && (
        <CorrectWindow
          row={corrected}
          book={book}
          onClose={() => setCorrected(null)}
          onDone={() => {
            setCorrected(null)
            page.reload()
          }}
        />
      )}
    </div>
  )
}

/** What all numbers of the year came to. */
function Numbers({ book, check }: { book: Page['book']; check: NonNullable<Page['check']> }) {
  const words = useWords('book')
  return (
    <p className={check.whole ? 'note good' : 'note wait'}>
      <Icon name={check.whole ? 'done' : 'warning'} />
      <span>
        {checkLine(words, check, book === 'outgoing')}
        {check.annulled.length > 0 && (
          <>
            {' '}
            {fill(words.annulledOnes, {
              list: check.annulled.map(({ shown, why }) => `${shown} (${whyWords(words, why)})`).join(', '),
            })}
          </>
        )}
      </span>
    </p>
  )
}

/** The rows within the double rule, with what the numbers came to over them. */
function Stamped({ page, onCorrect }: { page: Page; onCorrect: (row: BookRow) => void }) {
  const words = useWords('book')
  const { book, rows, check } = page
  const [first, last] = [rows[0], rows.at(-1)]
  const number = (row: BookRow) => fill(words.number, { number: row.shown })
  return (
    <section className="book" aria-labelledby="book-title">
      <div className="book-in">
        <div className="book-title">
          <h2 id="book-title">{fill(words.titles[book], { year: page.year })}</h2>
          {first && last && <p>{fill(words.range, { first: number(first), last: number(last) })}</p>}
        </div>
        {check !== null && <Numbers book={book} check={check} />}
        {!page.whole && <Note>{words.partly}</Note>}
        {rows.length === 0 ? (
          <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
        ) : (
          <BookTable page={page} onCorrect={onCorrect} />
        )}
        <p className="sub">{words.never}</p>
      </div>
    </section>
  )
}

function Files({ page, state }: { page: Page; state: BookState }) {
  const words = useWords('book')
  const { book, month, mark } = state.asked
  const query = {
    year: page.year,
    ...(month === undefined ? {} : { month }),
    ...(mark === undefined ? {} : { mark }),
  }
  const printable = page.total <= mostPrinted
  return (
    <div className="row">
      <Button kind="secondary" small icon="print" onPress={() => window.print()}>
        {words.print}
      </Button>
      {(printable ? (['pdf', 'xlsx', 'csv'] as const) : (['xlsx', 'csv'] as const)).map((format) => (
        <DownloadButton
          key={format}
          small
          href={fileUrl('GET /api/office/books/:book/file', {
            params: { book },
            query: { ...query, format },
          })}
          label={fill(words.fileOf, { format: format.toUpperCase(), n: countText(page) })}
        >
          {format.toUpperCase()}
        </DownloadButton>
      ))}
    </div>
  )
}

/** Before and after by their numbers; nothing where there is neither. */
function Places({ page, state }: { page: Page; state: BookState }) {
  const words = useWords('book')
  const [first, last] = [page.rows[0], page.rows.at(-1)]
  if (first === undefined || last === undefined) return null
  const total = countText(page)
  return (
    <nav className="pager" aria-label={words.pages}>
      <span>
        <span className="hide">
          {fill(words.shownRange, { first: first.number, last: last.number, total })}
        </span>
        <span aria-hidden="true">
          {first.number}–{last.number} / {total}
        </span>
      </span>
      <span className="pages">
        {page.hasBefore && (
          <Link
            className="button secondary square"
            href={state.hrefOf({ to: first.number - 1 })}
            aria-label={words.before}
          >
            <Icon name="left" />
          </Link>
        )}
        {page.hasAfter && (
          <Link
            className="button secondary square"
            href={state.hrefOf({ from: last.number + 1 })}
            aria-label={words.after}
          >
            <Icon name="right" />
          </Link>
        )}
      </span>
    </nav>
  )
}
