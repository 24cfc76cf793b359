import { sentStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { contentFits, purposeOf, type SignedDocument } from '../../domain/signature/signed-content.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { type DraftInFull, draftInFull } from '../appeal/draft-in-full.ts'
import { lockDraft, type StoredDraft } from '../appeal/draft-store.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { NotFound, Refused, SignatureRefused } from '../refused.ts'
import { inThread } from '../threads/in-thread.ts'
import { checkReady } from './check-ready.ts'
import { currentLetter, type PreparedRow } from './signature-store.ts'
import { measureOf } from './signed-document-store.ts'

/** Throws NotFound; Refused `already_sent` for the client's own appeal that is a draft no more. */
export async function lockUnsent(
  trx: Db,
  personId: string,
  draftId: string,
  today: PlainDate,
): Promise<StoredDraft> {
  const draft = await lockDraft(trx, personId, draftId, today)
  if (draft !== null) return draft
  const sent = await trx
    .selectFrom('appeal')
    .select('id')
    .where('id', '=', draftId)
    .where('person_id', '=', personId)
    .where('status', 'in', sentStatuses)
    .where(isForPartyOf(personId, today))
    .executeTakeFirst()
  throw sent === undefined ? new NotFound() : new Refused(refuse('already_sent'))
}

/** A letter, and what its draft is at this moment. */
export interface LetterToSign {
  readonly letter: PreparedRow
  readonly full: DraftInFull
}

/**
 * The letter that waits for signature, if it is the one that was shown and everything it says still holds. It is
 * void at the midnight after it was prepared, unless it was signed before that (`signedAt`) and only the press came
 * later.
 */
export async function letterToSign(
  context: Context,
  draft: StoredDraft,
  letterId: string,
  now: number,
  signedAt = now,
): Promise<LetterToSign> {
  const letter = await currentLetter(context.db, draft.id)
  if (letter === null || letter.id !== letterId || letter.draftVersion !== draft.version) {
    throw new Refused(refuse('letter_changed'))
  }
  if (letter.localDate !== localDate(signedAt)) throw new Refused(refuse('letter_void'))
  return { letter, full: await stillHolding(context.db, draft, letter, now) }
}

/** Everything that a letter says, where it still holds. Throws NotFound; Refused as letterToSign. */
export async function stillHolding(
  db: Db,
  draft: StoredDraft,
  letter: PreparedRow,
  now: number,
): Promise<DraftInFull> {
  const full = await draftInFull(db, draft, now)
  await checkReady(db, full)
  if (letter.typeId !== draft.typeId || letter.tariffId !== full.tariffId) {
    throw new Refused(refuse('catalogue_changed'))
  }
  const enclosed = letter.enclosures.map(({ sha256 }) => sha256)
  if (enclosed.join() !== full.attachments.map(({ sha256 }) => sha256).join())
    throw new Refused(refuse('letter_changed'))
  return full
}

/** A document as it is kept, and whose key must have signed it (`SignedDocumentRow`). */
export interface DocumentToSign {
  readonly document: SignedDocument
  readonly fileId: string
  readonly iin: string | null
  readonly bin: string | null
}

/** The verdict on a client's signature over their stored letter. Throws SignatureRefused unless it is valid. */
export async function checkClientSignature(
  context: Context,
  { letter: { fileId }, full }: LetterToSign,
  cms: string,
  at: number,
): Promise<CheckedSignature> {
  const { iin } = full.client
  return await checkSignature(context, { document: 'letter', fileId, iin, bin: null }, cms, at)
}

export interface CheckedSignature {
  readonly verdict: Verdict
  /** Of the document. */
  readonly bytes: Uint8Array
}

/** The verdict on a signature over the stored bytes of a document. Throws SignatureRefused unless it is valid. */
export async function checkSignature(
  context: Context,
  { document, fileId, iin, bin }: DocumentToSign,
  cms: Uint8Array | string,
  at: number,
): Promise<CheckedSignature> {
  const { bytes } = await readFile(context, fileId)
  const purpose = purposeOf(document)
  if (!contentFits(purpose, bytes)) throw new Error(`the stored ${document} begins as none`)
  const verdict = await inThread(context, 'verdict', {
    cms,
    content: bytes,
    at,
    now: context.now(),
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    ...measureOf({ iin, bin }),
  })
  if (verdict.result !== 'valid') throw new SignatureRefused(verdict.code, purpose)
  return { verdict, bytes }
}
