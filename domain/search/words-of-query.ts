import { type Phone, parsePhone } from '../person/phone.ts'
import { datesIn } from './dates-in-query.ts'
import { type Folded, fold } from './fold.ts'

/** One of the words that somebody looks for; an appeal must have every one, in one of its spellings. */
export interface SearchWord {
  /** Pieces of folded text, one of which must occur; a space in them is the edge of a word. */
  readonly texts: readonly string[]
  /** The whole IIN or phone that the word may be as well. */
  readonly iin?: string
  readonly phone?: Phone
}

/** Beyond these words a query says nothing more, and costs. */
const mostWords = 12
/** A shorter word is looked for where words begin: inside of others it is everywhere. */
const shortest = 3

export const iins = /(?<![\d\p{L}])\d{6}[ \u00a0]?\d{6}(?![\d\p{L}])/gu
// +7 701 111 22 33, 8 (7172) 79-75-75, 7011112233.
export const phones =
  /(?<![\d\p{L}])(?:(?:\+7|\+?7|8)[\s().\u2010-\u2013-]*)?\(?[67](?:[\s().\u2010-\u2013-]{0,2}\d){9}(?![\d\p{L}])/gu
// Between a number and its date: «3864 от 04.10.2022», «2022 жылғы».
const joining = new Set(['от', 'г', 'год', 'года', 'ж', 'жыл', 'жылғы'].map(fold))

/** What was typed with the stretches that were understood taken out of it. */
interface Typed {
  readonly words: readonly SearchWord[]
  readonly rest: string
}

function takeOut(query: string, pattern: RegExp, read: (text: string) => SearchWord | null): Typed {
  const words: SearchWord[] = []
  const rest = query.replace(pattern, (text) => {
    const word = read(text)
    if (word === null) return text
    words.push(word)
    return ' '
  })
  return { words, rest }
}

const glued = (text: string): string => text.replace(/\D/g, '')

function phoneIn(text: string): SearchWord | null {
  const digits = glued(text)
  const phone = parsePhone(digits.length === 10 ? `+7${digits}` : `+${digits.replace(/^8/, '7')}`)
  return phone === null ? null : { texts: [digits], phone }
}

function datedWords(query: string): Typed {
  const dates = datesIn(query)
  const words = dates.map(({ from, to, shown }): SearchWord => {
    // A letter may hold it as it was typed.
    const typed = fold(query.slice(from, to))
    return { texts: typed === shown ? [shown] : [shown, typed] }
  })
  const rest = dates.reduceRight((text, { from, to }) => `${text.slice(0, from)} ${text.slice(to)}`, query)
  return { words, rest }
}

/**
 * 003864 is the number 3864 too, as a whole word: for a piece of a number it is not. A short number is a whole one, or
 * 12 would be every day of that name; so is one with its date, `isDated`.
 */
function plainWord(word: string, isDated: boolean): SearchWord {
  const number = /^\d+$/.test(word)
  const whole = ` ${word.replace(/^0+(?=\d)/, '')} `
  if (number && (isDated || word.length < shortest)) return { texts: [whole] }
  if (number && word.startsWith('0')) return { texts: [word, whole] }
  return { texts: [word.length < shortest ? ` ${word}` : word] }
}

/**
 * A piece as letters are searched for it: by how words begin, so that «Асқар» is not found in every «басқарма». In the
 * card, and with digits in it, it is found anywhere.
 */
export const asInLetter = (text: string): string =>
  /\d/.test(text) || text.startsWith(' ') ? text : ` ${text}`

/**
 * The words of a query, each with its spellings: dates of any shape, an IIN or a phone where the whole number is given,
 * and what is left word by word. Empty where nothing was typed that could be looked for.
 */
export function wordsOfQuery(query: string): SearchWord[] {
  const iin = takeOut(query, iins, (text) => ({ texts: [glued(text)], iin: glued(text) }))
  const phone = takeOut(iin.rest, phones, phoneIn)
  const dated = datedWords(phone.rest)
  const left = fold(dated.rest)
    .split(' ')
    .filter((word) => word !== '' && !(dated.words.length > 0 && joining.has(word as Folded)))
  const isDated = dated.words.length > 0 && left.length === 1
  return [
    ...iin.words,
    ...phone.words,
    ...dated.words,
    ...left.map((word) => plainWord(word, isDated)),
  ].slice(0, mostWords)
}
