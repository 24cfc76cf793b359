import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import { refuse } from '../../domain/refusal.ts'
import { checkWords, isSigned, mayAskAgain } from '../../domain/submission/submission.ts'
import type { PreparedSubmission } from '../../wire/submission-signing.ts'
import { findSentAppeal } from '../appeal/appeal-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { letterFileName } from '../appeal/file-names.ts'
import { deleteFiles, findFile, forgetBytes, keepFiles } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { signedOnSubmission } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { freezeLetter, readFrozenLetter } from '../letter/frozen-letter.ts'
import type { Letter } from '../letter/letter.ts'
import { letterMaker } from '../letter/letter-maker.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { hasFee } from '../signature/signature-store.ts'
import {
  deleteSubmissionLetter,
  insertSubmissionLetter,
  letterOfSubmission,
  type SubmissionLetter,
} from '../signature/submission-letter-store.ts'
import { type MadeLetter, untilMade } from '../signature/until-made.ts'
import { holdToWrite } from './held-draft.ts'
import type { SubmissionDraft } from './submission-draft-store.ts'
import { withdrawalLetter } from './withdrawal-letter.ts'

/**
 * docs/decisions/0059: freezes what a client wrote, of a kind that is signed, as the letter to be signed, as
 * server/signature/prepare-letter.ts does an appeal: rendered once, void at local midnight, and while nothing has
 * changed the same is answered again. Throws NotFound or Refused; 429 `too_much_at_once`.
 */
export async function prepareSubmission(
  context: Context,
  asker: Asker,
  draftId: string,
): Promise<PreparedSubmission> {
  return await untilMade(context, (made) => prepare(context, asker, draftId, made))
}

async function prepare(
  context: Context,
  asker: Asker,
  draftId: string,
  made: MadeLetter | null,
): Promise<PreparedSubmission | { readonly toMake: Letter }> {
  let outdated: string[] = []
  const answer = await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const draft = await holdToWrite(trx, context, asker, draftId)
    const letter = await letterToMake(trx, context, draft)
    const before = await letterOfSubmission(trx, draftId)
    const signed = await signedOnSubmission(trx, draftId, context.now())
    // As of an appeal's: midnight alone voids no signature from a phone that waits for «Жіберу».
    const date = before !== null && signed !== null ? before.localDate : letter.date
    if (before !== null && (await isSame(inside, before, { ...letter, date })))
      return await answerOf(inside, before)
    if (made === null || !isDeepStrictEqual(made.letter, letter)) return { toMake: letter }
    outdated = await deleteSubmissionLetter(trx, draftId)
    await deleteFiles(trx, outdated)
    return await answerOf(inside, await freeze(trx, inside, draft, made))
  })
  await forgetBytes(context, outdated)
  return answer
}

async function letterToMake(trx: Db, context: Context, draft: SubmissionDraft): Promise<Letter> {
  const { kind, appeal, personId, text } = draft
  if (!isSigned(kind)) throw new NotFound()
  const twice = mayAskAgain(kind, await historyOf(trx, appeal.id))
  if (twice !== null) throw new Refused(twice)
  const wrong = checkWords(kind, tidy(text))
  if (wrong !== null) throw new Refused(wrong, [{ field: 'text', refusal: wrong }])
  const sent = await findSentAppeal(trx, appeal.id)
  const client = await clientById(trx, personId)
  if (sent === null || client === null) throw new NotFound()
  const today = localDate(context.now())
  const settings = await readSettings(trx, today)
  const paid = await hasFee(trx, appeal.id)
  return withdrawalLetter({ draft, appeal: sent, client, settings, hasFee: paid, today })
}

async function isSame(context: Context, before: SubmissionLetter, letter: Letter): Promise<boolean> {
  if (!before.open) return false
  const { letter: frozen, ...made } = await readFrozenLetter(context, before.pagesFileId)
  // What another version of the program made, its pages can't be drawn by this one.
  return made.maker === letterMaker() && isDeepStrictEqual(frozen, letter)
}

async function freeze(
  trx: Db,
  context: Context,
  draft: SubmissionDraft,
  { letter, document }: MadeLetter,
): Promise<SubmissionLetter> {
  const { pdf, pageCount, text } = document
  const today = localDate(context.now())
  // Midnight came while it was made: it says the day before.
  if (letter.date !== today) throw new Refused(refuse('letter_void'))
  const number = (await findSentAppeal(trx, draft.appeal.id))?.number ?? null
  const name = letterFileName('withdrawal', letter.language, number, today)
  const json = freezeLetter({ letter, pageCount, maker: letterMaker() })
  const [file, frozen] = await keepFiles(trx, context, draft.appeal.fileKeyId, [
    { name, mediaType: 'application/pdf', bytes: pdf, scan: 'clean' },
    { name: 'letter.json', mediaType: 'application/json', bytes: json, scan: 'clean' },
  ])
  if (file === undefined || frozen === undefined) throw new Error('two files were to be kept')
  const kept: SubmissionLetter = {
    id: randomUUID(),
    submissionId: draft.id,
    appealId: draft.appeal.id,
    draftVersion: draft.version,
    localDate: today,
    fileId: file.id,
    pagesFileId: frozen.id,
    text,
    open: true,
  }
  await insertSubmissionLetter(trx, kept, context.now())
  return kept
}

async function answerOf(context: Context, letter: SubmissionLetter): Promise<PreparedSubmission> {
  const file = await findFile(context.db, letter.fileId)
  if (file === null) throw new Error('the letter is gone')
  const { pageCount } = await readFrozenLetter(context, letter.pagesFileId)
  const { name: fileName, sha256, size } = file
  return {
    letterId: letter.id,
    fileName,
    sha256,
    size,
    pages: pageCount,
    text: letter.text,
    localDate: letter.localDate,
  }
}
