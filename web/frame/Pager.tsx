import { Link } from 'wouter'
import { pageSizes, pagesOf, rangeOf, rowsBefore } from '../../domain/mailbox/paging.ts'
import { countText } from '../../words/count.ts'
import { fill } from '../../words/fill.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

interface PagerProps {
  readonly page: number
  readonly size: number
  readonly total: number
  /** Where `total` is only as far as they were counted: rows on this page, whether there are more, another page. */
  readonly counted?: { readonly shown: number; readonly more: boolean; readonly hasNext: boolean }
  readonly sizes?: readonly number[]
  /** The address of a page: page and size are in the URL. */
  readonly hrefOf: (page: number) => string
  readonly onSize: (size: number) => void
}

/** §2: «1–2 / 2», the page size, arrows only when there is another page; nothing where there is nothing. */
export function Pager(props: PagerProps) {
  const words = useWords('site')
  const { page, size, total, counted, sizes = pageSizes, hrefOf, onSize } = props
  const hasNext = counted?.hasNext ?? page < pagesOf(size, total)
  const { from, to } = rangeOf(
    page,
    size,
    counted === undefined ? total : seenSoFar(page, size, counted.shown),
  )
  if (total === 0) return null
  // The last page knows how many there are, however far they were counted.
  const all = counted?.more && !hasNext ? to : countText({ total, more: counted?.more ?? false })
  return (
    <nav className="pager" aria-label={words.pages}>
      <span>
        <span className="hide">{fill(words.range, { from, to, total: all })}</span>
        <span aria-hidden="true">
          {from}–{to} / {all}
        </span>
      </span>
      {sizes.length > 1 && (
        <label>
          {words.show}
          <select className="input" value={size} onChange={(event) => onSize(Number(event.target.value))}>
            {sizes.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {(page > 1 || hasNext) && (
        <span className="pages">
          {page > 1 && (
            <Link className="button secondary square" href={hrefOf(page - 1)} aria-label={words.previousPage}>
              <Icon name="left" />
            </Link>
          )}
          {hasNext && (
            <Link className="button secondary square" href={hrefOf(page + 1)} aria-label={words.nextPage}>
              <Icon name="right" />
            </Link>
          )}
        </span>
      )}
    </nav>
  )
}

const seenSoFar = (page: number, size: number, shown: number): number => rowsBefore(page, size) + shown
