import type { Language } from '../domain/language.ts'
import { signatureRefusals as enSignature } from './en/signature.ts'
import { verify as en } from './en/verify.ts'
import { fill } from './fill.ts'
import { signatureRefusals as kkSignature } from './kk/signature.ts'
import { verify as kk } from './kk/verify.ts'
import { signatureRefusals as ruSignature } from './ru/signature.ts'
import { verify as ru } from './ru/verify.ts'

/** What a check of a file says, on its page and at the terminal. */
export const checkWords: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const signatures = { kk: kkSignature, ru: ruSignature, en: enSignature }

/** A code of a finding in words; one that we have none for is shown itself. */
export function codeInWords(code: string, language: Language): string {
  const own: Readonly<Record<string, string>> = checkWords[language].codes
  const ofSignature: Readonly<Record<string, { title: string }>> = signatures[language]
  return own[code] ?? ofSignature[code]?.title ?? code
}

/** What a key is of; in every language by its own name. */
export const algorithmName = (algorithm: string): string => algorithms[algorithm] ?? algorithm

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'gost2015-512': 'GOST R 34.10-2015 (512)',
  'gost2015-256': 'GOST R 34.10-2015 (256)',
  gost2004: 'GOST 34.310-2004',
  other: '–',
}

/** How much a package holds beside the letter; `signed`: how many signatures. */
interface Counts {
  readonly submissions: { readonly count: number; readonly signed: number }
  readonly replies: { readonly count: number; readonly signed: number }
  readonly history: { readonly count: number }
}

/** The same as labels and values; of a package that tells none, nothing. */
export function contentsInWords(counts: Counts | null, said: (typeof kk)['facts']): [string, string][] {
  if (counts === null) return []
  return [
    [said.submissions, fill(said.submissionsIn, counts.submissions)],
    [said.replies, fill(said.repliesIn, counts.replies)],
    [said.history, String(counts.history.count)],
  ]
}

/** A date of a receipt, which may say anything. */
export function receiptDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  return day === undefined ? date : `${day}.${month}.${year}`
}
