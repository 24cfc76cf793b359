import { randomBytes, randomUUID } from 'node:crypto'
import { type Book, type CorrectedField, correctedFields } from '../../domain/book/book.ts'
import type { Localised } from '../../domain/language.ts'
import { type RefusalCode, refuse } from '../../domain/refusal.ts'
import type { Correction, NewCorrection } from '../../wire/book.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import {
  approvedCorrections,
  correctionById,
  insertCorrection,
  isProposed,
  type KeptValue,
  shownCorrection,
} from './correction-store.ts'
import { contractOfClient, type Entry, entriesOf, lineOf, shownIn, typeInForce } from './entry-store.ts'

/**
 * A registrar says what is wrong in a row of a book, what is right, why and by which paper. Nothing is shown until a
 * head has approved it. Throws NotFound or Refused, with the field of the form.
 */
export async function proposeCorrection(
  context: Context,
  caller: Asker,
  appealId: string,
  asked: NewCorrection,
): Promise<Correction> {
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockForAct(trx, asker, 'correctRegister', appealId)
    const book: Book = asked.outgoingId === undefined ? 'incoming' : 'outgoing'
    const { field } = asked
    if (!correctedFields[book].includes(field)) throw wrong('field', 'option_unknown')
    const line = await lineOf(trx, appealId, asked.outgoingId)
    if (line === null) throw new NotFound()
    const [entry] = await entriesOf(trx, book, line.year, [line.number])
    if (entry === undefined) throw new NotFound()
    const row = { book, year: line.year, number: line.number, field }
    if (await isProposed(trx, row)) throw new Refused(refuse('correction_open'))
    const before = await shownNow(trx, book, entry, field)
    const after = await rightValue(trx, appealId, field, asked.value)
    if (before.kk === after.kk && before.ru === after.ru) throw wrong('value', 'correction_same')
    const id = randomUUID()
    await insertCorrection(trx, {
      id,
      ...row,
      appealId,
      outgoingId: entry.outgoingId,
      before,
      after,
      reason: asked.reason,
      basis: asked.basis,
      salt: randomBytes(16),
      proposedBy: asker.id,
      proposedAt: context.now(),
    })
    return shownCorrection(await correctionById(trx, id), ['withdraw'])
  })
}

function wrong(field: 'field' | 'value', code: RefusalCode): Refused {
  const refusal = refuse(code)
  return new Refused(refusal, [{ field, refusal }])
}

/** What the row shows in a field, after the corrections that it has had. */
async function shownNow(trx: Db, book: Book, entry: Entry, field: CorrectedField): Promise<KeptValue> {
  const { year, number } = entry
  const made = await approvedCorrections(trx, { book, year, numbers: [number] })
  const last = made.findLast((one) => one.field === field)
  if (last !== undefined) return last.after
  return { ...shownIn(entry, field), ...(field === 'type' ? { code: entry.typeCode } : {}) }
}

/** A type by its code, a contract of the same client by its number, else the text itself. */
async function rightValue(
  trx: Db,
  appealId: string,
  field: CorrectedField,
  value: string,
): Promise<KeptValue> {
  const same = (text: string): Localised => ({ kk: text, ru: text, en: text })
  if (field === 'type') {
    const type = await typeInForce(trx, value)
    if (type === null) throw wrong('value', 'option_unknown')
    return { ...type, code: value }
  }
  if (field === 'contract') {
    const number = await contractOfClient(trx, appealId, value)
    if (number === null) throw wrong('value', 'contract_not_clients')
    return same(number)
  }
  return same(value)
}
