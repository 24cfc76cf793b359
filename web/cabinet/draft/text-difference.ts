/**
 * Cuts a text where it differs from another: what both begin with, what is its own, what both end with. Whole words
 * only, so that no letter is marked alone; long stretches in common are cut short.
 */
export function textDifference(text: string, other: string): [before: string, own: string, after: string] {
  const [mine, theirs] = [wordsOf(text), wordsOf(other)]
  const shorter = Math.min(mine.length, theirs.length)
  let start = 0
  while (start < shorter && mine[start] === theirs[start]) start++
  let end = 0
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++
  const own = mine.slice(start, mine.length - end).join('')
  return [tailOf(mine.slice(0, start).join('')), own, headOf(mine.slice(mine.length - end).join(''))]
}

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? []
const shown = 120
const tailOf = (text: string): string => (text.length > shown ? `… ${text.slice(-shown)}` : text)
const headOf = (text: string): string => (text.length > shown ? `${text.slice(0, shown)} …` : text)
