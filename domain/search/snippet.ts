import { foldWithPlaces } from './fold.ts'
import { withoutPersonNumbers } from './searchable.ts'
import { asInLetter, type SearchWord } from './words-of-query.ts'

/** Signs of the letter before the words found, and in all. */
const before = 40
const most = 140

/**
 * What of the letter was found that the row does not show: a stretch around the first such word, whole words, `…` where
 * it was cut. Null where the card holds every word by itself.
 * @param card as foldedCard keeps it
 */
export function snippet(letter: string, card: string, words: readonly SearchWord[]): string | null {
  const unseen = words.filter(({ texts, iin, phone }) => {
    const wholeNumber = iin !== undefined || phone !== undefined
    return !wholeNumber && !texts.some((text) => card.includes(text))
  })
  if (unseen.length === 0) return null
  const shown = withoutPersonNumbers(letter).replace(/\s+/g, ' ')
  const { folded, places } = foldWithPlaces(shown)
  const kept = ` ${folded} `
  const found = unseen.flatMap(({ texts }) => {
    // A word that a dash joins to another begins in the middle.
    const ats = texts.map((text) =>
      [kept.indexOf(asInLetter(text)), kept.indexOf(text)].find((at) => at >= 0),
    )
    return ats.filter((at) => at !== undefined)
  })
  if (found.length === 0) return null
  // One sign was put in front; a text may begin with the edge of its word.
  const at = places[Math.min(Math.max(0, Math.min(...found) - 1), places.length - 1)] ?? 0
  return cutAround(shown, at)
}

function cutAround(text: string, at: number): string {
  const from = at <= before ? 0 : text.indexOf(' ', at - before) + 1
  const begin = from > at ? at : from
  const rest = text.slice(begin)
  if (rest.length <= most) return `${begin > 0 ? '…' : ''}${rest.trim()}`
  const last = rest.lastIndexOf(' ', most)
  const piece = rest.slice(0, last > before ? last : most)
  return `${begin > 0 ? '…' : ''}${piece.trim()}…`
}
