import type { ReactNode } from 'react'
import { fill } from '../../words/fill.ts'
import { useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

/** A letter as a sheet of paper. `block` is what is at its upper right; `lang` the letter's language. */
export function Sheet({ block, lang, children }: { block?: ReactNode; lang: string; children: ReactNode }) {
  return (
    <article className="sheet" lang={lang}>
      {block && <div className="block">{block}</div>}
      {children}
    </article>
  )
}

interface LetterPagesProps {
  readonly pages: number
  /** The address of a page's image, from page 1. */
  readonly srcOf: (page: number) => string
  /** The letter's whole text, for those who can't see the images. */
  readonly text: string
  readonly lang: string
  /** The text is shown at once. */
  readonly textOpen?: boolean
}

/** The letter as page images of the very bytes that are or will be signed, with its text beside them. */
export function LetterPages({ pages, srcOf, text, lang, textOpen = false }: LetterPagesProps) {
  const words = useWords('site')
  return (
    <div className="letter-pages">
      {Array.from({ length: pages }, (_, index) => index + 1).map((page) => (
        <img
          key={page}
          className="letter-page"
          src={srcOf(page)}
          width={794}
          height={1123}
          loading="lazy"
          alt={fill(words.letterPage, { page, pages })}
        />
      ))}
      <details className="more-box" open={textOpen}>
        <summary>
          <Icon name="right" />
          {words.letterText}
        </summary>
        <p className="letter-text" lang={lang}>
          {text}
        </p>
      </details>
    </div>
  )
}

interface StampRow {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
}

/** The mark of an incoming office: number and date over the due date. */
export function Stamp({ rows }: { rows: readonly StampRow[] }) {
  return (
    <div className="stamp">
      <dl>
        {rows.map(({ label, value, note }) => (
          <StampLines key={label} label={label} value={value} note={note} />
        ))}
      </dl>
    </div>
  )
}

function StampLines({ label, value, note }: StampRow) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note && <dd className="left">{note}</dd>}
    </>
  )
}
