import type { ReactNode } from 'react'

// «№ АВ-71-004215», «Ш-26-000123», «26-000138», «2026-01-12», «12-пәтер», «14 тамыз», «+7 700 000 00 01»,
// «Бекова Г. Т.»: a line must not end inside them.
const together =
  /(\d+ \/ \d{4}-\d{2}-\d{2}|\d{4}-\d{2}-\d{2}|№ ?\S+|\p{L}{1,3}-\d{2}-\d+|\d{2}-\d{4,}|\d+-\p{L}+|(?<![\d.])\d{1,2} \p{L}+|\p{Lu}\p{L}+(?: \p{Lu}\.){1,2}|\+7[ \d]+\d)/u

/** A text in pieces; a line must not end inside of those that are whole. */
export const piecesOf = (text: string): { readonly piece: string; readonly whole: boolean }[] =>
  text
    .split(together)
    .filter((piece) => piece !== '')
    .map((piece) => ({ piece, whole: together.test(piece) }))

/** Text whose numbers, dates and flats don't break across lines. Spans, so that what is copied stays the same. */
export function NoBreak({ text }: { text: string }): ReactNode {
  let place = 0
  return piecesOf(text).map(({ piece, whole }) => {
    place++
    return whole ? (
      <span key={place} className="nowrap">
        {piece}
      </span>
    ) : (
      piece
    )
  })
}
