import type { ReactNode } from 'react'

// «№ АВ-71-004215», «2026-01-12», «12-пәтер», «14 тамыз», «+7 700 000 00 01»: a line must not end inside them.
const together =
  /(\d+ \/ \d{4}-\d{2}-\d{2}|\d{4}-\d{2}-\d{2}|№ ?\S+|\p{L}{2}-\d{2}-\d+|\d+-\p{L}+|(?<![\d.])\d{1,2} \p{L}+|\+7[ \d]+\d)/u

/** Text whose numbers, dates and flats don't break across lines. Spans, so that what is copied stays the same. */
export function NoBreak({ text }: { text: string }): ReactNode {
  let place = 0
  return text.split(together).map((part) => {
    place++
    return part !== '' && together.test(part) ? (
      <span key={place} className="nowrap">
        {part}
      </span>
    ) : (
      part
    )
  })
}
