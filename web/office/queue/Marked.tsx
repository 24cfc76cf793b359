import { foldWithPlaces } from '../../../domain/search/fold.ts'
import { wordsOfQuery } from '../../../domain/search/words-of-query.ts'

/** Where in a text words of a query are, in order and apart. */
function hitsIn(text: string, q: string): { readonly from: number; readonly to: number }[] {
  const { folded, places } = foldWithPlaces(text)
  const found = wordsOfQuery(q)
    .flatMap(({ texts }) => texts)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .flatMap((word) => {
      const at = folded.indexOf(word)
      return at < 0 ? [] : [{ from: places[at] ?? 0, to: places[at + word.length] ?? text.length }]
    })
    .sort((a, b) => a.from - b.from)
  return found.filter((hit, at) => at === 0 || hit.from >= (found[at - 1]?.to ?? 0))
}

/** A piece of a letter with the words marked by which it was found. */
export function Marked({ text, q }: { text: string; q: string }) {
  const hits = hitsIn(text, q)
  return (
    <>
      {hits.map(({ from, to }, at) => (
        <span key={from}>
          {text.slice(hits[at - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(hits.at(-1)?.to ?? 0)}
    </>
  )
}
