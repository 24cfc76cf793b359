import { randomBytes, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { termsOf } from '../../domain/appeal/due-date.ts'
import { isTwin } from '../../domain/appeal/twin.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { normalAnswers } from '../../domain/catalogue/normal-answers.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { PreparedLetter } from '../../wire/appeal.ts'
import { type DraftInFull, draftInFull } from '../appeal/draft-in-full.ts'
import { lockDraft } from '../appeal/draft-store.ts'
import { letterFileName } from '../appeal/file-names.ts'
import { sameInWork } from '../appeal/twin-store.ts'
import { deleteFiles, findFile, forgetBytes, keepFiles } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { signedOnDraft } from '../egov-mobile/egov-mobile-store.ts'
import { dropSigned } from '../egov-mobile/waiting-signature-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { freezeLetter, readFrozenLetter } from '../letter/frozen-letter.ts'
import type { Letter } from '../letter/letter.ts'
import { letterMaker } from '../letter/letter-maker.ts'
import { NotFound } from '../refused.ts'
import { forecastOf, registryDates, rulesOf } from '../registry/registry-rules.ts'
import { checkReady } from './check-ready.ts'
import { letterOfDraft } from './letter-of-draft.ts'
import { currentLetter, deleteLetters, insertLetter, type PreparedRow } from './signature-store.ts'
import { type MadeLetter, untilMade } from './until-made.ts'

/**
 * §8: freezes a complete draft as the letter to be signed: rendered once, its pages drawn when they are first looked
 * at, void at local midnight. While nothing has changed, the same letter is answered again. Throws NotFound or Refused
 * with fields; 429 `too_much_at_once` for a draft that others write into meanwhile, over and over.
 */
export async function prepareLetter(
  context: Context,
  asker: Asker,
  draftId: string,
): Promise<PreparedLetter> {
  return await untilMade(context, (made) => prepare(context, asker, draftId, made))
}

/** Freezes the letter that was made, if it is still what the draft says; else tells what is to be made. */
async function prepare(
  context: Context,
  asker: Asker,
  draftId: string,
  made: MadeLetter | null,
): Promise<PreparedLetter | { readonly toMake: Letter }> {
  let outdated: string[] = []
  const answer = await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const stored = await lockDraft(trx, asker.id, draftId, localDate(context.now()))
    if (stored === null) throw new NotFound()
    const draft = await draftInFull(trx, stored, context.now())
    await checkReady(trx, draft)
    const letter = letterOfDraft(draft)

    const before = await currentLetter(trx, draftId)
    const signed = await signedOnDraft(trx, draftId, context.now())
    // A letter that a phone has signed keeps its day: midnight alone voids no signature that waits for «Жіберу».
    const date = before !== null && signed !== null ? before.localDate : letter.date
    const same = before !== null && (await isSame(inside, before, draft, { ...letter, date }))
    if (!same && !isDeepStrictEqual(made?.letter, letter)) return { toMake: letter }
    if (!same) {
      if (before !== null) await dropSigned(trx, before.id)
      outdated = await deleteLetters(trx, draftId)
      await deleteFiles(trx, outdated)
    }
    const prepared = same || made === null ? before : await freeze(trx, inside, draft, made)
    if (prepared === null) throw new Error('there is no letter')
    return await answerOf(inside, draft, prepared)
  })
  await forgetBytes(context, outdated)
  return answer
}

async function isSame(
  context: Context,
  before: PreparedRow,
  draft: DraftInFull,
  letter: Letter,
): Promise<boolean> {
  if (before.draftVersion !== draft.stored.version) return false
  if (before.typeId !== draft.stored.typeId || before.tariffId !== draft.tariffId) return false
  const { letter: frozen, ...made } = await readFrozenLetter(context, before.pagesFileId)
  // What another version of the program made, its pages can't be drawn by this one.
  const canBeShown = made.pages !== null || made.maker === letterMaker()
  return canBeShown && isDeepStrictEqual(frozen, letter)
}

async function freeze(
  trx: Db,
  context: Context,
  draft: DraftInFull,
  { letter, document }: MadeLetter,
): Promise<PreparedRow> {
  const { stored, fee, tariffId, day } = draft
  if (fee === null || tariffId === null || stored.typeId === null)
    throw new Error('the draft is not complete')
  const { pdf, pageCount, text } = document
  const name = letterFileName('appeal', letter.language, null, day.today)
  const json = freezeLetter({ letter, pageCount, maker: letterMaker() })
  const [file, frozen] = await keepFiles(trx, context, stored.fileKeyId, [
    { name, mediaType: 'application/pdf', bytes: pdf, scan: 'clean' },
    { name: 'letter.json', mediaType: 'application/json', bytes: json, scan: 'clean' },
  ])
  if (file === undefined || frozen === undefined) throw new Error('two files were to be kept')
  const row: PreparedRow = {
    id: randomUUID(),
    draftVersion: stored.version,
    localDate: day.today,
    fileId: file.id,
    pagesFileId: frozen.id,
    text,
    salt: new Uint8Array(randomBytes(32)),
    typeId: stored.typeId,
    tariffId,
    enclosures: letter.enclosures,
  }
  await insertLetter(trx, {
    ...row,
    appealId: stored.id,
    preparedAt: context.now(),
    feeTiyn: fee.feeTiyn,
    vatPercent: fee.vatPercent,
    address: letter.sender.address,
    email: letter.sender.email ?? '',
    answers: draft.type === null ? {} : normalAnswers(draft.type.type, stored.answers),
    paymentMethod: letter.payment?.method ?? null,
  })
  return row
}

async function answerOf(
  context: Context,
  { stored, type, contract, settings, day }: DraftInFull,
  prepared: PreparedRow,
): Promise<PreparedLetter> {
  const { db } = context
  const file = await findFile(db, prepared.fileId)
  if (file === null || type === null) throw new Error('the letter is gone')
  const now = context.now()
  const dates = registryDates(now, termsOf(type.type, contract.kind), rulesOf(settings, day.calendar))
  const { id, partyId, contractId } = stored
  const answers = normalAnswers(type.type, stored.answers)
  const same = await sameInWork(db, { id, partyId, contractId, typeCode: type.type.code })
  const twin = same.find((other) => isTwin(type.type, answers, other.answers)) ?? null
  const { pageCount } = await readFrozenLetter(context, prepared.pagesFileId)
  return {
    letterId: prepared.id,
    fileName: file.name,
    sha256: file.sha256,
    size: file.size,
    pages: pageCount,
    text: prepared.text,
    localDate: prepared.localDate,
    forecast: forecastOf(dates, now),
    duplicateOf:
      twin === null
        ? null
        : twin.registration === null
          ? formatCoupon(twin.coupon)
          : formatRegistration(twin.registration),
  }
}
