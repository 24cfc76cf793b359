import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage, Localised } from '../../domain/language.ts'
import { fullName, type PersonName, shortName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { letterFileName } from '../appeal/file-names.ts'
import { keepFile } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'
import { type Reply, renderReply } from '../letter/render-reply.ts'
import { readSettings, type Settings } from '../setting/setting-store.ts'

const words = { kk, ru }

/** One letter of a reply as staff wrote it. */
export interface WrittenLetter {
  readonly language: LetterLanguage
  readonly text: string
}

/** Who is named under a reply: the head who signs it, if any, and the executor who can be called. */
export interface ReplyPeople {
  readonly head: { readonly name: PersonName; readonly position: Localised | null } | null
  readonly executor: { readonly name: PersonName; readonly extension: string | null }
}

/**
 * §10: lays out the letters of a reply and keeps them under the appeal's key. `newDueDate` makes it an interim reply.
 * The appeal must be registered.
 */
export async function keepReplyLetters(
  trx: Db,
  context: Context,
  appeal: SentAppeal,
  reply: {
    readonly letters: readonly WrittenLetter[]
    readonly people: ReplyPeople
    readonly newDueDate: PlainDate | null
  },
): Promise<{ fileId: string; language: LetterLanguage; text: string }[]> {
  const { number, registrationDate } = appeal
  if (number === null || registrationDate === null) throw new Error('a reply to an appeal without a number')
  const today = localDate(context.now())
  const settings = await readSettings(trx, today)
  const kind = reply.newDueDate === null ? 'answer' : 'interim'
  const kept: { fileId: string; language: LetterLanguage; text: string }[] = []
  for (const { language, text } of reply.letters) {
    const document = renderReply({
      language,
      kind,
      company: companyLines(settings, language),
      addressee: { name: fullName(appeal.client.name), address: appeal.letter.address },
      appeal: { number, date: registrationDate },
      paragraphs: text.split(/\n+/).filter((line) => line.trim() !== ''),
      newDueDate: reply.newDueDate,
      signer:
        reply.people.head === null
          ? null
          : {
              position: reply.people.head.position?.[language] ?? words[language].head,
              name: shortName(reply.people.head.name),
            },
      executor: {
        name: fullName(reply.people.executor.name),
        phone: phoneOf(settings),
        extension: reply.people.executor.extension,
      },
      date: today,
    })
    const file = await keepFile(trx, context, {
      keyId: appeal.fileKeyId,
      name: letterFileName(kind === 'interim' ? 'interimReply' : 'answer', language, number, today),
      mediaType: 'application/pdf',
      bytes: document.pdf,
      scan: 'clean',
    })
    kept.push({ fileId: file.id, language, text })
  }
  return kept
}

function companyLines(settings: Settings, language: LetterLanguage): Reply['company'] {
  return { name: settings['company.name'][language], lines: [phoneOf(settings)] }
}

function phoneOf(settings: Settings): string {
  const phone = parsePhone(settings['company.callCentre'])
  return phone === null ? settings['company.callCentre'] : formatPhone(phone)
}
