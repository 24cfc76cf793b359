import { z } from 'zod'
import { formatLongDate, formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { letterWords } from './compose-letter.ts'
import type { RenderedDocument } from './letter.ts'
import { printableLine, printableLines } from './printable.ts'
import { rendered } from './rendered.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
const plainDate = z.iso.date()

/** §10: the company's letter to a client, an interim reply or the answer. Dates are 'YYYY-MM-DD'. */
export const replySchema = z
  .strictObject({
    language: z.enum(['kk', 'ru']),
    kind: z.enum(['interim', 'answer', 'papers', 'forwarding', 'return', 'correction']),
    /** `lines` are the requisites under the name: address, phone, BIN. */
    company: z.strictObject({ name: line(300), lines: z.array(line(300)).max(6) }),
    addressee: z.strictObject({ name: line(200), address: line(300).nullable() }),
    appeal: z.strictObject({ number: z.int().positive(), date: plainDate }),
    /** A new line inside begins a new paragraph. */
    paragraphs: z.array(z.string().max(20_000)).min(1).max(200),
    newDueDate: plainDate.nullable(),
    /** The body that the appeal is forwarded to. */
    forwardedTo: z
      .strictObject({ name: line(200), address: line(300) })
      .nullable()
      .default(null),
    /** What the client is asked for and by which day; `names` with what there is to know of each. */
    papers: z
      .strictObject({ by: plainDate, names: z.array(line(800)).min(1).max(20) })
      .nullable()
      .default(null),
    /** The sentence on the right to object, at the end of an answer or a return. */
    appealRight: line(1000).nullable().default(null),
    /** Who answers for the letter: position and name; null when only the executor is named. */
    signer: z.strictObject({ position: line(200), name: line(200) }).nullable(),
    /** Null: nobody has taken the appeal, and the company's own phone is at the head of the letter. */
    executor: z
      .strictObject({
        name: line(200),
        phone: line(40),
        extension: z
          .string()
          .regex(/^\d{3,6}$/, 'must be 3 to 6 digits')
          .nullable(),
      })
      .nullable(),
    date: plainDate,
    /** The outgoing number, «Ш-26-000123»; null where a letter has none, from before there was a register. */
    outgoing: line(40).nullable().default(null),
    /** A look before sending: number and date are given then, and the same content looks the same on every day. */
    beforeSending: z.boolean().default(false),
  })
  .refine((reply) => (reply.kind === 'interim') === (reply.newDueDate !== null), {
    path: ['newDueDate'],
    error: 'must be given in an interim reply and only there',
  })
export type Reply = z.input<typeof replySchema>

/** §10: render a reply of the company. Same determinism and layout rules as the client's letter. */
export function renderReply(reply: Reply): RenderedDocument {
  const { language, executor, appeal, beforeSending = false, outgoing = null } = reply
  const { forwardedTo = null, appealRight = null, papers = null } = reply
  const words = letterWords[language]
  const one = (text: string): string => printableLine(text, language)
  const date = beforeSending ? words.dateAtSending : formatLongDate(reply.date, language)
  const number = beforeSending ? words.numberAtSending : outgoing === null ? null : `№\u00a0${outgoing}`
  const given = [...(number === null ? [] : [number]), date]
  const day = beforeSending ? appeal.date : reply.date
  const data = {
    language,
    title: words[reply.kind],
    company: one(reply.company.name),
    companyLines: reply.company.lines.map(one),
    given,
    reference: fill(words.inReplyTo, { number: appeal.number, date: formatShortDate(appeal.date) }),
    addressee: [
      reply.addressee.name,
      ...(reply.addressee.address === null ? [] : [reply.addressee.address]),
    ].map(one),
    paragraphs: reply.paragraphs.flatMap((text) => printableLines(text, language)),
    apart: [
      ...(reply.newDueDate === null
        ? []
        : [fill(words.newDueDate, { date: formatLongDate(reply.newDueDate, language) })]),
      ...(papers === null
        ? []
        : [
            fill(words.papersAsked, { date: formatLongDate(papers.by, language) }),
            ...papers.names.map((name, index) => one(`${index + 1}. ${name}`)),
          ]),
      ...(forwardedTo === null ? [] : [one(fill(words.forwardedTo, forwardedTo))]),
    ],
    closing: appealRight === null ? [] : printableLines(appealRight, language),
    signer: reply.signer === null ? [] : [one(reply.signer.position), one(reply.signer.name)],
    executor: executor === null ? [] : executorLines(executor, words).map(one),
    day: day.split('-').map(Number),
  }
  const text = [
    [data.company, ...data.companyLines].join('\n'),
    [...given, data.reference].join('\n'),
    data.addressee.join('\n'),
    data.title,
    ...data.paragraphs,
    ...data.apart,
    ...data.closing,
    ...(data.signer.length > 0 ? [data.signer.join('\n')] : []),
    ...(data.executor.length > 0 ? [data.executor.join('\n')] : []),
  ].join('\n\n')
  return rendered('reply.typ', data, day, text)
}

function executorLines(
  { name, phone, extension }: NonNullable<Reply['executor']>,
  words: (typeof letterWords)['kk'],
): string[] {
  const together = phone.replaceAll(' ', '\u00a0')
  return [
    fill(words.executor, { name }),
    extension === null
      ? fill(words.phone, { phone: together })
      : fill(words.executorPhone, { phone: together, extension }),
  ]
}
