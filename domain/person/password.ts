import { type Refusal, refuse } from '../refusal.ts'

/** NIST SP 800-63B: length is what guards, not kinds of characters; what can be guessed first is refused. */
const passwordLength = { least: 10, most: 200 } as const

/** ASVS 6.1.2: words that say where a password is for. */
const ofThisPlace = ['otinish', 'өтініш', 'обращение', 'cabinet', 'кабинет', 'құпиясөз', 'құпия', 'пароль']

/** A password that says nothing else but these has so few characters of its own. */
const leastOfOwn = 7
/** A keyboard's rows as Latin letters, with the shapes that hands draw on them. */
const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
]
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбю'
const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."

/** What a password must not be. `isCommon` looks a word up, in small letters, in the list of common passwords. */
export interface Guessable {
  readonly isCommon: (word: string) => boolean
  /** Of the account and the company: login, names, numbers. */
  readonly own: readonly string[]
}

/** ASVS 6.2: why a new password is not taken; null when it is. Passwords that are in use are not asked. */
export function whyNotPassword(password: string, { isCommon, own }: Guessable): Refusal | null {
  const length = [...password].length
  if (length < passwordLength.least || length > passwordLength.most) return refuse('password_length')
  const text = plain(password)
  if (isOwn(text, own)) return refuse('password_own')
  const typed = [text, byOtherKeys(text)]
  const forms = [...typed, ...typed.map(withoutFigures)]
  if (forms.some((form) => isGuessed(form, isCommon))) return refuse('password_common')
  return null
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Typed in Russian or Kazakh while Latin was meant. */
const byOtherKeys = (text: string): string =>
  [...text].map((sign) => latinKeys[cyrillicKeys.indexOf(sign)] ?? sign).join('')

const figures: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' },
}
/** Figures within a word read as letters; those around it are no part of it. */
const withoutFigures = (text: string): string =>
  [...text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')].map((sign) => figures[sign] ?? sign).join('')

/** Nothing is left once the words of the account, the company and this place are taken out. */
function isOwn(text: string, own: readonly string[]): boolean {
  const words = [...own, ...ofThisPlace]
    .flatMap((word) => [plain(word), ...plain(word).split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text)
  return left !== text && left.replace(/[^\p{L}\p{N}]/gu, '').length < leastOfOwn
}

/** On the list, or one or two words of it with figures around, or one piece said again, or a walk over the keys. */
function isGuessed(form: string, isCommon: Guessable['isCommon']): boolean {
  if (isCommon(form) || new Set(form).size < 4) return true
  const words = form.split(/[^\p{L}]+/u).filter((word) => word !== '')
  const few = words.length > 0 && words.length <= 2
  if (few && words.every((word) => isCommon(word) || isCommon(unitOf(word)))) return true
  const unit = unitOf(form)
  return (unit !== form && (unit.length < 8 || isCommon(unit))) || unwalked(form) <= 3
}

/** The shortest piece that makes the text when it is said again and again. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length)
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return unit
  }
  return text
}

/** How many characters are no walk of four or more along a row, there or back. */
function unwalked(text: string): number {
  let left = 0
  for (let at = 0; at < text.length; ) {
    const walked = walkAt(text, at)
    if (walked === 0) left += 1
    at += Math.max(1, walked)
  }
  return left
}

function walkAt(text: string, at: number): number {
  for (let length = text.length - at; length >= 4; length -= 1) {
    const piece = text.slice(at, at + length)
    const back = [...piece].reverse().join('')
    if (rows.some((row) => row.includes(piece) || row.includes(back))) return length
  }
  return 0
}
