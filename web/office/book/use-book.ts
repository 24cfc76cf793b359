import { useMemo } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { type Book, type BookMark, bookMarks, bookSizes, books } from '../../../domain/book/book.ts'

/** What the page of a book is asked for: all of it is in the URL. */
export interface BookAddress {
  readonly book: Book
  readonly year: number | undefined
  readonly month: number | undefined
  readonly mark: BookMark | undefined
  readonly from: number | undefined
  readonly to: number | undefined
  readonly size: (typeof bookSizes)[number]
}

function askedBy(params: URLSearchParams): BookAddress {
  const number = (key: string, most: number) => {
    const value = params.get(key)
    return value !== null && /^\d{1,9}$/.test(value) && Number(value) <= most ? Number(value) : undefined
  }
  return {
    book: books.find((one) => one === params.get('book')) ?? 'incoming',
    year: number('year', 2999),
    month: number('month', 12),
    mark: bookMarks.find((one) => one === params.get('mark')),
    from: number('from', 999_999_999),
    to: number('to', 999_999_999),
    size: bookSizes.find((one) => one === Number(params.get('size'))) ?? 25,
  }
}

function addressOf(asked: BookAddress): string {
  const { book, size, ...rest } = asked
  const params = new URLSearchParams()
  if (book !== 'incoming') params.set('book', book)
  for (const [key, value] of Object.entries(rest)) if (value !== undefined) params.set(key, String(value))
  if (size !== 25) params.set('size', String(size))
  return params.toString()
}

/** A change of anything but the place goes back to the last page. */
export function useBook() {
  const [params, setParams] = useSearchParams()
  const [path] = useLocation()
  const asked = useMemo(() => askedBy(params), [params])
  const next = (change: Partial<BookAddress>) =>
    addressOf({ ...asked, from: undefined, to: undefined, ...change })
  return {
    asked,
    change: (change: Partial<BookAddress>) => setParams(new URLSearchParams(next(change))),
    hrefOf: (change: Partial<BookAddress>) => {
      const query = next(change)
      return query === '' ? path : `${path}?${query}`
    },
  }
}
export type BookState = ReturnType<typeof useBook>
