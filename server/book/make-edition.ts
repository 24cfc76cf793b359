import { randomUUID } from 'node:crypto'
import { books } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { sealOver } from '../../eds/evidence/seal.ts'
import { formatMoment } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { forgetBytes, keepFile, newFileKey } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { companySeal } from '../evidence/company-seal.ts'
import { inTransaction } from '../in-transaction.ts'
import { startRound } from '../outside-round.ts'
import { outgoingRegister } from '../registry/outgoing-store.ts'
import { appealsRegister, lockRegister } from '../registry/registry-store.ts'
import { readSettings } from '../setting/setting-store.ts'
import { askAuthority, type Patience } from '../signature/ask-authority.ts'
import { rowsOf } from './book-rows.ts'
import { bookWords } from './book-words.ts'
import { insertEdition, lastEdition, monthsToPrint, type NewEditionRow } from './edition-store.ts'
import { factsOfMonth, type MonthOfBook, numbersOfMonth } from './facts-store.ts'
import { printBook, titleOf } from './print-book.ts'

/** A sheet of print takes the process for a moment: a company that comes from years before is not done at once. */
const mostAtOnce = 3
const mostTries = 12
/** Somebody waits for an edition that they asked for. */
const patienceMs = 10_000

/**
 * Prints and seals each month that is over and has no edition, or was changed since its last one. One that fails keeps
 * no other from its turn. Answers how many were made.
 */
export async function makeDueEditions(context: Context, round = startRound()): Promise<number> {
  let [tried, made] = [0, 0]
  for (const book of books) {
    for (const month of await monthsToPrint(context.db, book, localDate(context.now()))) {
      if (made === mostAtOnce || tried === mostTries || round.isOver()) return made
      tried += 1
      try {
        await makeEdition(context, month, null, { round })
        made += 1
      } catch (error) {
        context.log({ level: 'error', message: 'a month was not printed', ...month, reason: String(error) })
      }
    }
  }
  return made
}

/**
 * A month of a book as a PDF, in the state language, sealed by the company's key where it has one, kept beside the
 * editions before it; none where the last one says the same. `by`: who asked for it, null: by itself.
 */
export async function makeEdition(
  context: Context,
  month: MonthOfBook,
  by: string | null,
  patience: Patience = { patienceMs },
): Promise<void> {
  const { book, year } = month
  const { db } = context
  // Nothing is registered, annulled or corrected while the rows of this moment are read.
  const read = await inTransaction(db, async (trx) => {
    await lockRegister(trx, book === 'incoming' ? appealsRegister : outgoingRegister)
    const asOf = new Date(context.now())
    const numbers = await numbersOfMonth(trx, month, asOf)
    const rows = await rowsOf(trx, book, year, numbers, asOf)
    const [last, facts] = [await lastEdition(trx, month), await factsOfMonth(trx, month, asOf)]
    // Another process has printed it meanwhile.
    return last?.facts === facts ? null : { asOf, rows, edition: (last?.edition ?? 0) + 1, facts }
  })
  if (read === null) return
  const { asOf, rows, edition, facts } = read
  const [language, date] = ['kk', localDate(asOf.getTime())] as const
  const at = formatMoment(asOf.getTime())
  const { pdf } = printBook({
    ...month,
    language,
    company: (await readSettings(db, date))['company.name'][language],
    lines: [fill(bookWords[language].asOf, { at, n: edition })],
    rows,
    foot: fill(bookWords[language].asOf, { at, n: edition }),
    date,
  })
  const seal = await sealed(context, pdf, patience)
  const made = { ...month, id: randomUUID(), edition, asOf, entries: rows.length, facts, seal, by }
  await keep(context, made, pdf, `${titleOf({ ...month, language })}, ${edition}.pdf`)
}

async function keep(
  context: Context,
  made: Omit<NewEditionRow, 'fileId' | 'madeAt'>,
  bytes: Uint8Array,
  name: string,
): Promise<void> {
  const unused: string[] = []
  await inTransaction(context.db, async (trx) => {
    const keyId = await newFileKey(trx, context)
    const file = await keepFile(trx, context, {
      keyId,
      name,
      mediaType: 'application/pdf',
      bytes,
      scan: 'clean',
    })
    const first = await insertEdition(trx, { ...made, fileId: file.id, madeAt: context.now() })
    if (!first) unused.push(file.id)
  })
  await forgetBytes(context, unused)
}

/** The company's seal over these bytes; null where it has no key, or one that may not seal any more. */
async function sealed(
  context: Context,
  content: Uint8Array,
  patience: Patience,
): Promise<NewEditionRow['seal']> {
  const seal = await companySeal(context)
  if (seal === null) return null
  const { authority } = context.config
  const answers =
    authority === null
      ? { ocsp: [], crls: [] }
      : await askAuthority(authority, seal.chain, context.now(), patience)
  const at = context.now()
  const cms = await seal.sign(content, at)
  const enclosed = {
    anchors: context.trust.anchors,
    chain: [...context.trust.intermediates, ...seal.chain.map(({ der }) => der)],
    answers,
    now: at,
  }
  const { state } = await sealOver(content, cms, enclosed)
  if (state === 'invalid') {
    context.log({ level: 'error', message: 'the company key may not seal any more', seal: seal.id })
    return null
  }
  return { id: seal.id, cms, answers }
}
