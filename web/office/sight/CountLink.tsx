import { Link } from 'wouter'
import { type Counter, type Dates, listOf, type Place } from '../../../domain/sight/figure.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words.ts'

/** Of which list a number is the count. */
interface ListOf {
  readonly counter: Counter
  readonly span: Dates
  readonly place: Place
}

interface CountLinkProps extends ListOf {
  readonly n: number
  /** What is counted, and where: «Мерзімі өткен, Иманбекова С. М.» */
  readonly name: string
  /** What is shown; the number itself unless told. */
  readonly text?: string
}

/** A number that leads to its rows; of nothing there is no list to open. */
export function CountLink({ n, name, text, counter, span, place }: CountLinkProps) {
  const words = useWords('sight')
  const shown = text ?? countText({ total: n, more: false })
  if (n === 0) return shown
  const query = listOf(counter, span, place)
  return (
    <Link
      className="tall"
      href={query === '' ? paths.officeQueue : `${paths.officeQueue}?${query}`}
      aria-label={fill(words.toList, { name, n: shown })}
      data-list={query}
      data-n={n}
    >
      {shown}
    </Link>
  )
}
