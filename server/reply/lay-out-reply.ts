import { saysHowToObject } from '../../domain/appeal/reply-kind.ts'
import { sentKindOf } from '../../domain/correspondence/thread.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import type { Approver } from '../../domain/reply/may-approve.ts'
import { languagesOf } from '../../domain/reply/reply-faults.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import { letterFileName } from '../appeal/file-names.ts'
import type { Db } from '../context.ts'
import type { MadeDocument, RenderedDocument } from '../letter/letter.ts'
import { type Reply, renderReply } from '../letter/render-reply.ts'
import { type Staff, staffById } from '../person/staff-store.ts'
import type { Outgoing } from '../registry/outgoing-store.ts'
import type { Settings } from '../setting/setting-store.ts'
import type { ReplyInPlace } from './held-reply.ts'

const words = { kk, ru }

/** A letter of a reply as it is, or will be, printed. */
export interface ReplyToPrint {
  readonly language: LetterLanguage
  readonly text: string
  /** Of the file. */
  readonly name: string
  readonly printed: Reply
}

/** The same, printed. */
export interface LaidOutLetter extends ReplyToPrint {
  readonly document: RenderedDocument
}

/**
 * §10: the letters of a reply, one a language, as the approver's. Without a number they are as before sending: number
 * and date blank, everything else the same bytes of text. The appeal must be registered.
 */
export async function replyToPrint(
  db: Db,
  { reply, sent, day, approval }: ReplyInPlace,
  approver: Approver | null,
  outgoing: Outgoing | null,
): Promise<ReplyToPrint[]> {
  const { number, registrationDate } = sent
  if (number === null || registrationDate === null) throw new Error('a reply to an appeal without a number')
  // Where who writes it approves it too, the executor is named and nobody above.
  const signer = approval === 'executor' || approver === null ? null : await staffById(db, approver.id)
  const replaced = approver?.insteadOf == null ? null : await staffById(db, approver.insteadOf)
  const { settings } = day
  return languagesOf(reply.texts).map((language) => {
    const text = reply.texts[language].trim()
    const date = outgoing?.date ?? registrationDate
    return {
      language,
      text,
      name: letterFileName(sentKindOf[reply.kind], language, number, date),
      printed: {
        language,
        kind: reply.kind,
        company: { name: settings['company.name'][language], lines: [phoneOf(settings)] },
        addressee: { name: fullName(sent.client.name), address: sent.letter.address },
        appeal: { number, date: registrationDate },
        paragraphs: text.split(/\n+/).filter((line) => line.trim() !== ''),
        newDueDate: reply.kind === 'interim' ? reply.newDueDate : null,
        papers: printedPapers(reply.papers),
        forwardedTo: reply.kind === 'forwarding' ? trimmed(reply.receiver) : null,
        appealRight: saysHowToObject(reply.kind) ? settings['letter.appealRight'][language] : null,
        signer: signer === null ? null : signerOf(signer, replaced, language),
        executor:
          sent.executor === null
            ? null
            : {
                name: fullName(sent.executor.name),
                phone: phoneOf(settings),
                extension: sent.executor.extension,
              },
        date,
        outgoing: outgoing === null ? null : formatOutgoing(outgoing),
        beforeSending: outgoing === null,
      },
    }
  })
}

/**
 * Prints them here and now. Within the transaction that gives the number or asks for these very bytes, where nothing
 * may wait for a thread.
 */
export const laidOut = (letters: readonly ReplyToPrint[]): LaidOutLetter[] =>
  letters.map((letter) => ({ ...letter, document: renderReply(letter.printed) }))

/** SHA-256 of each letter, in their order. */
export const digestsOf = (letters: readonly { readonly document: MadeDocument }[]): string[] =>
  letters.map(({ document }) => document.sha256)

/** The body as it was typed; a letter without one never comes this far but to be looked at. */
function trimmed(receiver: ReplyInPlace['reply']['receiver']) {
  if (receiver === null || receiver.name.trim() === '' || receiver.address.trim() === '') return null
  return { name: receiver.name.trim(), address: receiver.address.trim() }
}

/** What is asked for, as far as it is there: a letter that lacks some never goes, but is looked at. */
function printedPapers(papers: ReplyInPlace['reply']['papers']) {
  const names = (papers?.slots ?? [])
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, note }) =>
      [name, note]
        .map((one) => one.trim())
        .filter(Boolean)
        .join('. '),
    )
  return papers?.by == null || names.length === 0 ? null : { by: papers.by, names }
}

/** Who answers for the letter; a deputy says for whom (docs/office.md 3). No name is inflected. */
function signerOf({ name, position }: Staff, replaced: Staff | null, language: LetterLanguage) {
  const own = position?.[language] ?? words[language].head
  if (replaced === null) return { position: own, name: shortName(name) }
  const office = replaced.position?.[language] ?? words[language].head
  const acting = { position: office, name: shortName(replaced.name) }
  return { position: fill(words[language].actingFor, acting), name: shortName(name) }
}

function phoneOf(settings: Settings): string {
  const phone = parsePhone(settings['company.callCentre'])
  return phone === null ? settings['company.callCentre'] : formatPhone(phone)
}
