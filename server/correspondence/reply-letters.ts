import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage, Localised } from '../../domain/language.ts'
import { fullName, type PersonName, shortName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import { refuse } from '../../domain/refusal.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { letterFileName } from '../appeal/file-names.ts'
import { keepFile } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'
import type { RenderedDocument } from '../letter/letter.ts'
import { type Reply, renderReply } from '../letter/render-reply.ts'
import { Refused } from '../refused.ts'
import { readSettings, type Settings } from '../setting/setting-store.ts'

const words = { kk, ru }

/** One letter of a reply as staff wrote it. */
export interface WrittenLetter {
  readonly language: LetterLanguage
  readonly text: string
}

/**
 * Who is named under a reply: the head who signs it, if any, and the executor who can be called; null before anybody
 * has taken the appeal.
 */
export interface ReplyPeople {
  readonly head: { readonly name: PersonName; readonly position: Localised | null } | null
  readonly executor: { readonly name: PersonName; readonly extension: string | null } | null
}

/** A letter of a reply as it is, or will be, sent. */
export interface LaidOutLetter extends WrittenLetter {
  /** Of the file. */
  readonly name: string
  readonly document: RenderedDocument
}

/** §10: lays out the letters of a reply. `newDueDate` makes it an interim reply. The appeal must be registered. */
export async function layOutReply(
  trx: Db,
  context: Context,
  appeal: SentAppeal,
  reply: {
    readonly letters: readonly WrittenLetter[]
    readonly people: ReplyPeople
    readonly newDueDate: PlainDate | null
  },
): Promise<LaidOutLetter[]> {
  const { number, registrationDate } = appeal
  if (number === null || registrationDate === null) throw new Error('a reply to an appeal without a number')
  const { people, newDueDate } = reply
  const today = localDate(context.now())
  const settings = await readSettings(trx, today)
  const kind = newDueDate === null ? 'answer' : 'interim'
  return reply.letters.map(({ language, text }) => ({
    language,
    text,
    name: letterFileName(kind === 'interim' ? 'interimReply' : 'answer', language, number, today),
    document: renderReply({
      language,
      kind,
      company: companyLines(settings, language),
      addressee: { name: fullName(appeal.client.name), address: appeal.letter.address },
      appeal: { number, date: registrationDate },
      paragraphs: text.split(/\n+/).filter((line) => line.trim() !== ''),
      newDueDate,
      signer: people.head === null ? null : signerOf(people.head, language),
      executor: people.executor === null ? null : executorOf(people.executor, settings),
      date: today,
    }),
  }))
}

/**
 * Keeps laid out letters under the appeal's key. `shown` are the SHA-256 of those that were looked at before sending:
 * other letters than these are refused with `reply_changed`, for the day or a setting has changed since.
 */
export async function keepReplyLetters(
  trx: Db,
  context: Context,
  appeal: SentAppeal,
  letters: readonly LaidOutLetter[],
  shown: readonly string[] | undefined,
): Promise<{ fileId: string; language: LetterLanguage; text: string }[]> {
  const now = letters.map(({ document }) => document.sha256)
  if (shown !== undefined && shown.join() !== now.join()) throw new Refused(refuse('reply_changed'))
  const kept: { fileId: string; language: LetterLanguage; text: string }[] = []
  for (const { language, text, name, document } of letters) {
    const file = await keepFile(trx, context, {
      keyId: appeal.fileKeyId,
      name,
      mediaType: 'application/pdf',
      bytes: document.pdf,
      scan: 'clean',
    })
    kept.push({ fileId: file.id, language, text })
  }
  return kept
}

function signerOf({ name, position }: NonNullable<ReplyPeople['head']>, language: LetterLanguage) {
  return { position: position?.[language] ?? words[language].head, name: shortName(name) }
}

function executorOf({ name, extension }: NonNullable<ReplyPeople['executor']>, settings: Settings) {
  return { name: fullName(name), phone: phoneOf(settings), extension }
}

function companyLines(settings: Settings, language: LetterLanguage): Reply['company'] {
  return { name: settings['company.name'][language], lines: [phoneOf(settings)] }
}

function phoneOf(settings: Settings): string {
  const phone = parsePhone(settings['company.callCentre'])
  return phone === null ? settings['company.callCentre'] : formatPhone(phone)
}
