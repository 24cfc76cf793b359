import type { IncomingRow } from '../../wire/mailbox.ts'

/** What a search has found in the letter, where the row does not show it. */
export function Found({ row }: { row: Pick<IncomingRow, 'found' | 'letterLanguage'> }) {
  if (row.found === null) return null
  return (
    <>
      <br />
      <span className="meta" lang={row.letterLanguage}>
        {row.found}
      </span>
    </>
  )
}
