declare const foldedBrand: unique symbol

/**
 * A text as search compares it, ASCII only. Made by `fold` alone and never folded again: its letters are codes.
 */
export type Folded = string & { readonly [foldedBrand]: true }

/** The folding that rows are kept by: a change of the rules below needs the next number, and rows are folded again. */
export const foldVersion = 1

// One letter is one sign, so that no match begins in the middle of a letter. pg_trgm sees no Cyrillic under LC_CTYPE C,
// which our databases have. What looks alike on paper is one letter (АВ and AB), and so is what is exchanged where a
// keyboard has no Kazakh (Ә–А, Ғ–Г, Қ–К, Ң–Н, Ө–О, Ұ and Ү–У, Һ–Х, І–И); Ё–Е and Й–И come by dropping the mark above.
// What no Latin letter looks like is a capital, which Latin never yields.
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'аaәa бR вb гGғG дD еeєe жJ зZ иiіi кkқk лL мm нhңh оoөo пN рp сc тt уyұyүy фF хxһx цS чX шW щV ъB ыY ьM эE юU яQ',
    'ѕs јj ԛq ԝw һx',
  ].flatMap(
    (line) =>
      line
        .replaceAll(' ', '')
        .match(/../gu)
        ?.map((pair) => [...pair]) ?? [],
  ),
)

/** Eight capitals that code no letter, for letters of other alphabets: their code point in base 8. */
const octal = 'ACHIKOPT'
const ofOther = (letter: string): string => {
  const digits = (letter.codePointAt(0) ?? 0).toString(8).padStart(7, '0')
  return `{${[...digits].map((digit) => octal[Number(digit)]).join('')}`
}

// Dashes and slashes of all kinds and apostrophes are left out: 26-000123, 26/000123 and 26000123 are one number.
const leftOut = /[\p{Pd}\p{Cf}\p{M}−⁄∕/\\'’‘ʼʻ`´ʹ′]/u
const kept = /[\p{L}\p{N}]/u

/** The code of one sign: '' where it is left out, ' ' where it parts words, '.' is decided by its neighbours. */
function codeOf(sign: string): string {
  if (/^[a-z0-9.]$/.test(sign)) return sign
  if (leftOut.test(sign)) return ''
  return letters[sign] ?? (kept.test(sign) ? ofOther(sign) : ' ')
}

/** Small letters without marks, whatever form they came in; «№» is no «no». */
const plain = (sign: string): string =>
  sign === '№' || leftOut.test(sign)
    ? sign
    : [...sign.normalize('NFKD').replace(/\p{M}/gu, '')]
        .map((part) => part.toUpperCase().toLowerCase())
        .join('')
        .normalize('NFKD')

// Each sign is worked out once.
const known = new Map<string, string>()
function codesOf(sign: string): string {
  const before = known.get(sign)
  if (before !== undefined) return before
  const codes = [...plain(sign)].map(codeOf).join('')
  known.set(sign, codes)
  return codes
}

/** A folded text, and where in the text each of its signs comes from. */
export interface FoldedWithPlaces {
  readonly folded: Folded
  readonly places: readonly number[]
}

const isDigit = (code: string | undefined): boolean => code !== undefined && code >= '0' && code <= '9'

export function foldWithPlaces(text: string): FoldedWithPlaces {
  let codes = ''
  const from: number[] = []
  let at = 0
  for (const sign of text) {
    for (const code of codesOf(sign)) {
      codes += code
      from.push(at)
    }
    at += sign.length
  }
  let folded = ''
  const places: number[] = []
  for (let n = 0; n < codes.length; n += 1) {
    // A dot between digits stays, so that 12.01 is no number 1201; any other parts words.
    const dotted = codes[n] === '.' && isDigit(codes[n - 1]) && isDigit(codes[n + 1])
    const code = codes[n] === '.' && !dotted ? ' ' : (codes[n] ?? '')
    if (code === ' ' && (folded === '' || folded.endsWith(' '))) continue
    folded += code
    places.push(from[n] ?? 0)
  }
  return { folded: folded.trimEnd() as Folded, places }
}

/** The text as search compares it: words of ASCII letters and digits, parted by single spaces. */
export function fold(text: string): Folded {
  return foldWithPlaces(text).folded
}
