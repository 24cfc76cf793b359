import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { CorrespondenceKind } from '../../domain/correspondence/thread.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'

const words = { kk, ru }

/** Messages of both sides are words alone: no file is named after them. A withdrawal is signed, and has one. */
type WrittenKind = Exclude<CorrespondenceKind, 'submission' | 'message'> | 'withdrawal'

const titles = {
  appeal: 'appealTitle',
  interimReply: 'interim',
  answer: 'answer',
  papers: 'papers',
  forwarding: 'forwarding',
  return: 'return',
  correction: 'correction',
  withdrawal: 'withdrawalTitle',
} as const satisfies Record<WrittenKind, keyof typeof kk>

/**
 * The full name of a letter's file (docs/decisions/0003): «Өтініш 3864, 2026-01-12.pdf». `number` is the
 * registration number, before it the coupon's, and null for a letter that is not sent yet.
 */
export function letterFileName(
  kind: WrittenKind,
  language: LetterLanguage,
  number: number | string | null,
  date: PlainDate,
): string {
  const title = words[language][titles[kind]]
  return number === null ? `${title}, ${date}.pdf` : `${title} ${number}, ${date}.pdf`
}

/** The name of the detached signature beside a letter: the same, and `.p7s`. */
export function signatureFileName(letterName: string): string {
  return `${letterName}.p7s`
}
