import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { EgovMobileState } from '../../wire/egov-mobile.ts'
import type { Context, Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { seal, unseal } from '../vault.ts'
import { newPair, newSecret, secretHashOf } from './egov-mobile-secret.ts'
import { codeLifeMs, type StoredState, stateAt } from './egov-mobile-state.ts'
import { cancelSigned, dropSigned, dropSignedOf } from './waiting-signature-store.ts'

/** What a code is for: a letter of either side, what a client sends later, or the text that a browser signs in with. */
export type EgovMobilePurpose =
  | {
      readonly kind: 'letter'
      readonly appealId: string
      readonly letterId: string
      readonly personId: string
    }
  | {
      readonly kind: 'reply'
      readonly replyId: string
      readonly replyLetterId: string
      readonly staffId: string
    }
  | {
      readonly kind: 'submission'
      readonly appealId: string
      readonly submissionId: string
      readonly submissionLetterId: string
      readonly personId: string
    }
  | {
      readonly kind: 'signIn'
      readonly whose: SignInKind
      readonly challengeId: string
      readonly content: Uint8Array
      /** The open session that it proves again; null: somebody comes in by it. */
      readonly sessionId: string | null
    }
  /** The letter was laid out again: nothing can be signed with this code any more. */
  | { readonly kind: 'void'; readonly personId: string }

/** One code as it is now. Instants are epoch milliseconds. */
export interface EgovMobileRow {
  readonly id: string
  readonly origin: string
  /** Where and when it was opened: browser and system in two words, null where that was not written down. */
  readonly device: string | null
  readonly openedAt: number
  readonly pair: string
  readonly state: EgovMobileState
  readonly code: string | null
  readonly expiresAt: number
  readonly signedAt: number | null
  readonly purpose: EgovMobilePurpose
  /** Of the browser that began a sign-in. */
  readonly cookieHash: Buffer | null
  readonly cmsHash: Buffer | null
}

const isSigned = sql<boolean>`exists (select 1 from signature
  where signature.reply_letter_id = signing.reply_letter_id and signature.staff_id is not null)`

/** A letter is signed for whom it was written only while the signer may act for them. */
const mayAct = (now: number) => sql<boolean>`exists (select 1 from appeal
  where appeal.id = coalesce(letter.appeal_id, submitted.appeal_id)
  and ${isForPartyOf(sql.ref('signing.person_id'), localDate(now))})`

const codes = (db: Db, now: number) =>
  db
    .selectFrom('phone_signing as signing')
    .leftJoin('prepared_letter as letter', 'letter.id', 'signing.letter_id')
    .leftJoin('appeal_draft as draft', 'draft.appeal_id', 'letter.appeal_id')
    .leftJoin('reply_letter', 'reply_letter.id', 'signing.reply_letter_id')
    .leftJoin('outgoing', 'outgoing.id', 'reply_letter.outgoing_id')
    .leftJoin('submission_letter as submitted', 'submitted.id', 'signing.submission_letter_id')
    .leftJoin('submission_draft as unsent', 'unsent.id', 'submitted.submission_id')
    .leftJoin('sign_in_challenge as challenge', 'challenge.id', 'signing.challenge_id')
    .select(['signing.id', 'signing.origin', 'signing.device', 'signing.pair', 'signing.state'])
    .select(['signing.code', 'signing.cms_hash'])
    .select(['signing.document', 'signing.letter_id', 'signing.person_id', 'signing.challenge_id'])
    .select(['signing.created_at', 'signing.expires_at', 'signing.signed_at'])
    .select(['letter.appeal_id', 'letter.draft_version', 'draft.version'])
    .select(['signing.staff_id', 'signing.reply_letter_id', 'reply_letter.reply_id'])
    .select(['signing.submission_letter_id', 'submitted.submission_id', 'unsent.version as unsent_version'])
    .select(['submitted.appeal_id as submitted_in'])
    .select(['outgoing.annulled_at', 'submitted.draft_version as submitted_version'])
    .select(isSigned.as('signed_by_staff'))
    .select(mayAct(now).as('may_act'))
    .select(['challenge.content', 'challenge.kind', 'challenge.cookie_hash', 'challenge.session_id'])
    .select(['challenge.used_at as challenge_used_at', 'challenge.expires_at as challenge_expires_at'])

type Row = Awaited<ReturnType<ReturnType<typeof codes>['executeTakeFirstOrThrow']>>

function egovMobileRow(row: Row, now: number): EgovMobileRow {
  const stored: StoredState = {
    state: row.state,
    expiresAt: row.expires_at.getTime(),
    signedAt: row.signed_at?.getTime() ?? null,
    holds: holds(row, now),
  }
  const { id, origin, device, pair, cookie_hash: cookieHash, cms_hash: cmsHash } = row
  const openedAt = row.created_at.getTime()
  const opened = { origin, device, openedAt }
  const state = stateAt(stored, now)
  const { expiresAt, signedAt } = stored
  const code = state === 'refused' ? row.code : null
  return {
    id,
    ...opened,
    pair,
    state,
    code,
    expiresAt,
    signedAt,
    purpose: purposeOf(row),
    cookieHash,
    cmsHash,
  }
}

function holds(row: Row, now: number): boolean {
  // A letter of the company waits for a signature until its number is annulled.
  if (row.document === 'reply') return row.annulled_at === null && !row.signed_by_staff
  if (row.document === 'submission') {
    return row.submitted_version !== null && row.submitted_version === row.unsent_version && row.may_act
  }
  if (row.challenge_id === null) {
    return row.draft_version !== null && row.draft_version === row.version && row.may_act
  }
  return row.challenge_used_at === null && now < (row.challenge_expires_at?.getTime() ?? 0)
}

function purposeOf(row: Row): EgovMobilePurpose {
  const { challenge_id, content, kind: whose, document, appeal_id, letter_id, person_id } = row
  if (challenge_id !== null && content !== null && whose !== null) {
    const { session_id: sessionId } = row
    return { kind: 'signIn', whose, challengeId: challenge_id, content: new Uint8Array(content), sessionId }
  }
  if (row.staff_id !== null && row.reply_letter_id !== null && row.reply_id !== null) {
    const { staff_id: staffId, reply_letter_id: replyLetterId, reply_id: replyId } = row
    return { kind: 'reply', replyId, replyLetterId, staffId }
  }
  const { submission_letter_id: submissionLetterId, submission_id: submissionId, submitted_in: sentId } = row
  if (submissionLetterId !== null && submissionId !== null && sentId !== null && person_id !== null) {
    const place = { appealId: sentId, personId: person_id }
    return { kind: 'submission', submissionId, submissionLetterId, ...place }
  }
  if (document === null || appeal_id === null || letter_id === null || person_id === null) {
    return { kind: 'void', personId: person_id ?? '' }
  }
  return { kind: 'letter', appealId: appeal_id, letterId: letter_id, personId: person_id }
}

export async function findEgovMobileSigning(db: Db, id: string, now: number): Promise<EgovMobileRow | null> {
  const row = await codes(db, now).where('signing.id', '=', id).executeTakeFirst()
  return row === undefined ? null : egovMobileRow(row, now)
}

/** Several at once, as the pages that listen need them. */
export async function findEgovMobileSignings(
  db: Db,
  ids: readonly string[],
  now: number,
): Promise<EgovMobileRow[]> {
  const rows = await codes(db, now).where('signing.id', 'in', ids).execute()
  return rows.map((row) => egovMobileRow(row, now))
}

/** The code in an address; null for one that never was, or that no phone may come with any more. */
export async function findBySecret(db: Db, secret: string, now: number): Promise<EgovMobileRow | null> {
  const row = await codes(db, now).where('signing.secret_hash', '=', secretHashOf(secret)).executeTakeFirst()
  return row === undefined ? null : egovMobileRow(row, now)
}

/** The same, held until the transaction ends. A letter's draft is locked before its codes. */
export async function lockEgovMobileSigning(trx: Db, id: string, now: number): Promise<EgovMobileRow | null> {
  const row = await codes(trx, now).where('signing.id', '=', id).forUpdate('signing').executeTakeFirst()
  return row === undefined ? null : egovMobileRow(row, now)
}

async function signedOn(
  db: Db,
  column: 'letter.appeal_id' | 'submitted.submission_id',
  id: string,
  now: number,
): Promise<EgovMobileRow | null> {
  const signed = codes(db, now).where(column, '=', id).where('signing.state', '=', 'signed')
  const row = await signed.executeTakeFirst()
  const found = row === undefined ? null : egovMobileRow(row, now)
  return found?.state === 'signed' ? found : null
}

/** The signature that waits on an appeal's draft; null where there is none, or what was signed is changed. */
export const signedOnDraft = (db: Db, draftId: string, now: number): Promise<EgovMobileRow | null> =>
  signedOn(db, 'letter.appeal_id', draftId, now)

/** The same on what a client writes in a sent appeal. */
export const signedOnSubmission = (db: Db, id: string, now: number) =>
  signedOn(db, 'submitted.submission_id', id, now)

/** What this person's phone has signed of a letter of the company and nobody has sent yet. */
export async function signedOnReply(
  db: Db,
  { replyId, staffId }: { readonly replyId: string; readonly staffId: string },
  now: number,
): Promise<{ readonly replyLetterId: string; readonly egovMobileSigningId: string }[]> {
  const rows = await codes(db, now)
    .where('reply_letter.reply_id', '=', replyId)
    .where('signing.staff_id', '=', staffId)
    .where('signing.state', '=', 'signed')
    .execute()
  return rows
    .map((row) => egovMobileRow(row, now))
    .flatMap(({ id, state, purpose }) =>
      state === 'signed' && purpose.kind === 'reply'
        ? [{ replyLetterId: purpose.replyLetterId, egovMobileSigningId: id }]
        : [],
    )
}

/** What a new code is for, and who is to sign. */
export type ToSignByPhone =
  | { readonly document: 'letter'; readonly letterId: string; readonly personId: string }
  | { readonly document: 'reply'; readonly replyLetterId: string; readonly staffId: string }
  | { readonly document: 'submission'; readonly submissionLetterId: string; readonly personId: string }
  | { readonly challengeId: string }

/** Makes a code for a letter or a sign-in text; the secret is told here and kept nowhere. */
export async function insertEgovMobileSigning(
  trx: Db,
  what: ToSignByPhone,
  { origin, device }: Pick<EgovMobileRow, 'origin' | 'device'>,
  now: number,
): Promise<{ row: EgovMobileRow; secret: string }> {
  const secret = newSecret()
  const id = randomUUID()
  await trx
    .insertInto('phone_signing')
    .values({
      id,
      secret_hash: secretHashOf(secret),
      origin,
      device,
      pair: newPair(),
      document: 'document' in what ? what.document : null,
      letter_id: 'letterId' in what ? what.letterId : null,
      person_id: 'personId' in what ? what.personId : null,
      reply_letter_id: 'replyLetterId' in what ? what.replyLetterId : null,
      submission_letter_id: 'submissionLetterId' in what ? what.submissionLetterId : null,
      staff_id: 'staffId' in what ? what.staffId : null,
      challenge_id: 'challengeId' in what ? what.challengeId : null,
      state: 'waiting',
      created_at: new Date(now),
      expires_at: new Date(now + codeLifeMs),
    })
    .execute()
  const row = await findEgovMobileSigning(trx, id, now)
  if (row === null) throw new Error('the code is gone')
  return { row, secret }
}

/**
 * How many codes a client, or somebody of the staff, has opened since a moment. Those who count for one person wait for
 * each other until their transactions end, so that codes opened at once are counted one after another.
 */
export async function countOpenedSince(
  trx: Db,
  whose: { readonly personId: string } | { readonly staffId: string },
  since: number,
): Promise<number> {
  const [column, id] =
    'personId' in whose ? (['person_id', whose.personId] as const) : (['staff_id', whose.staffId] as const)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`codes of ${id}`}, 0))`.execute(trx)
  const { n } = await trx
    .selectFrom('phone_signing')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(column, '=', id)
    .where('created_at', '>', new Date(since))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Ends the codes of a letter that still wait for a phone: a new one takes their place. */
export async function endOpenOf(
  trx: Db,
  letter:
    | { readonly letterId: string }
    | { readonly replyLetterId: string }
    | { readonly submissionLetterId: string },
  now: number,
): Promise<void> {
  const [column, id] =
    'letterId' in letter
      ? (['letter_id', letter.letterId] as const)
      : 'replyLetterId' in letter
        ? (['reply_letter_id', letter.replyLetterId] as const)
        : (['submission_letter_id', letter.submissionLetterId] as const)
  await trx
    .updateTable('phone_signing')
    .set({ expires_at: new Date(now) })
    .where(column, '=', id)
    .where('state', 'in', ['waiting', 'fetched', 'refused'])
    .where('expires_at', '>', new Date(now))
    .execute()
}

/** A phone has the document. Not told twice, and nothing that came meanwhile is undone. */
export async function markFetched(db: Db, id: string): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set({ state: 'fetched', code: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'refused'])
    .execute()
}

export async function markCancelled(db: Db, id: string): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set({ state: 'cancelled', code: null, cms: null, remind_at: null })
    .where('id', '=', id)
    .where('state', '!=', 'used')
    .execute()
}

export const hashOfCms = (cms: Uint8Array): Buffer => createHash('sha256').update(cms).digest()

/** Keeps an accepted signature until it is used; an earlier one over the same letter is dropped. */
export async function keepSigned(
  trx: Db,
  { config }: Context,
  row: EgovMobileRow,
  cms: Uint8Array,
  at: { readonly signedAt: number; readonly remindAt: number | null },
): Promise<void> {
  if (row.purpose.kind === 'letter') await dropSigned(trx, row.purpose.letterId)
  if (row.purpose.kind === 'reply') await cancelSigned(trx, row.purpose)
  if (row.purpose.kind === 'submission') await dropSignedOf(trx, row.purpose.submissionLetterId)
  await trx
    .updateTable('phone_signing')
    .set({
      state: 'signed',
      code: null,
      signed_at: new Date(at.signedAt),
      cms: Buffer.from(seal(config.masterKey, cms, sealedUnder.egovMobileSignature(row.id))),
      cms_hash: hashOfCms(cms),
      remind_at: at.remindAt === null ? null : new Date(at.remindAt),
    })
    .where('id', '=', row.id)
    .execute()
}

/** The signature of a code in state `signed`, DER; null when it is there no more. */
export async function readSigned(db: Db, { config }: Context, id: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('phone_signing')
    .select('cms')
    .where('id', '=', id)
    .where('state', '=', 'signed')
    .executeTakeFirst()
  return row?.cms ? unseal(config.masterKey, row.cms, sealedUnder.egovMobileSignature(id)) : null
}

/** The signature has done what it was made for: somebody came in, or it was sent as the signature with this id. */
export async function markUsed(db: Db, id: string, signatureId: string | null): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set({ state: 'used', signature_id: signatureId, cms: null, remind_at: null })
    .where('id', '=', id)
    .where('state', '=', 'signed')
    .execute()
}

/** Letters signed some minutes ago for which nobody has pressed «Жіберу»; rows stay locked, others' are passed over. */
export async function lockRemindersDue(trx: Db, now: number): Promise<EgovMobileRow[]> {
  const rows = await codes(trx, now)
    .where('signing.remind_at', '<=', new Date(now))
    .orderBy('signing.remind_at')
    .limit(100)
    .forUpdate('signing')
    .skipLocked()
    .execute()
  return rows.map((row) => egovMobileRow(row, now))
}

export async function forgetReminder(trx: Db, id: string): Promise<void> {
  await trx.updateTable('phone_signing').set({ remind_at: null }).where('id', '=', id).execute()
}
