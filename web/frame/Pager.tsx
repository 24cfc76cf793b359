import { Link } from 'wouter'
import { pageSizes, pagesOf, rangeOf } from '../../domain/mailbox/paging.ts'
import { fill } from '../../words/fill.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

interface PagerProps {
  readonly page: number
  readonly size: number
  readonly total: number
  /** The address of a page: page and size are in the URL. */
  readonly hrefOf: (page: number) => string
  readonly onSize: (size: number) => void
}

/** §2: «1–2 / 2», the page size, arrows only when there is another page; nothing where there is nothing. */
export function Pager({ page, size, total, hrefOf, onSize }: PagerProps) {
  const words = useWords('site')
  const { from, to } = rangeOf(page, size, total)
  const last = pagesOf(size, total)
  if (total === 0) return null
  return (
    <nav className="pager" aria-label={words.pages}>
      <span>
        <span className="hide">{fill(words.range, { from, to, total })}</span>
        <span aria-hidden="true">
          {from}–{to} / {total}
        </span>
      </span>
      <label>
        {words.show}
        <select className="input" value={size} onChange={(event) => onSize(Number(event.target.value))}>
          {pageSizes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {last > 1 && (
        <span className="pages">
          {page > 1 && (
            <Link className="button secondary square" href={hrefOf(page - 1)} aria-label={words.previousPage}>
              <Icon name="left" />
            </Link>
          )}
          {page < last && (
            <Link className="button secondary square" href={hrefOf(page + 1)} aria-label={words.nextPage}>
              <Icon name="right" />
            </Link>
          )}
        </span>
      )}
    </nav>
  )
}
