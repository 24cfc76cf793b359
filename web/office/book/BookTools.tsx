import { type FormEvent, useState } from 'react'
import { bookMarks, books } from '../../../domain/book/book.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { Pick } from '../queue/Pick.tsx'
import type { BookState } from './use-book.ts'

interface BookToolsProps {
  readonly state: BookState
  readonly years: readonly number[]
  /** The year that is shown. */
  readonly year: number | undefined
}

/** Which book, year, month and mark; and a jump to a number. */
export function BookTools({ state, years, year }: BookToolsProps) {
  const words = useWords('book')
  const { asked, change } = state
  const [number, setNumber] = useState('')
  const go = (event: FormEvent) => {
    event.preventDefault()
    const digits = /(\d{1,9})\s*$/.exec(number)?.[1]
    if (digits !== undefined) change({ from: Number(digits) })
  }
  return (
    <form className="picks open book-tools" aria-label={words.search} onSubmit={go}>
      <Pick
        label={words.which}
        value={asked.book}
        options={books.map((one) => ({ value: one, label: words.books[one] }))}
        onChange={(value) =>
          change({ book: books.find((one) => one === value) ?? 'incoming', mark: undefined })
        }
      />
      <Pick
        label={words.year}
        value={year === undefined ? '' : String(year)}
        options={years.map((one) => ({ value: String(one), label: String(one) }))}
        onChange={(value) => change({ year: Number(value), month: undefined })}
      />
      <Pick
        label={words.month}
        value={asked.month === undefined ? '' : String(asked.month)}
        none={words.all}
        options={words.months.map((label, index) => ({ value: String(index + 1), label }))}
        onChange={(value) => change({ month: value === '' ? undefined : Number(value) })}
      />
      <Pick
        label={words.mark}
        value={asked.mark ?? ''}
        none={words.all}
        options={bookMarks.map((mark) => ({ value: mark, label: words.marks[mark] }))}
        onChange={(value) => change({ mark: bookMarks.find((mark) => mark === value) })}
      />
      <span className="numgo">
        <label htmlFor="book-number">{words.goTo}</label>
        <input
          id="book-number"
          className="input"
          inputMode="numeric"
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
        <Button kind="secondary" small submit>
          {words.go}
        </Button>
      </span>
    </form>
  )
}
