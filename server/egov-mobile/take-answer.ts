import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { lockDraft } from '../appeal/draft-store.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { clientById } from '../person/person-store.ts'
import { verifySignIn } from '../person/sign-in-signature.ts'
import { HttpRefused, Refused, SignatureRefused } from '../refused.ts'
import { checkClientSignature, checkSignature, letterToSign } from '../signature/check-signature.ts'
import { frozenReplyLetter } from '../signature/reply-letter-store.ts'
import { staffKeyExpected } from '../signature/staff-key-expected.ts'
import { submissionLetterById } from '../signature/submission-letter-store.ts'
import { giveBackAnswerTry, markRefused, takeAnswerTry } from './answer-try-store.ts'
import { readAnswer } from './egov-mobile-answer.ts'
import { isOpen } from './egov-mobile-state.ts'
import {
  type EgovMobilePurpose,
  type EgovMobileRow,
  findBySecret,
  hashOfCms,
  keepSigned,
  lockEgovMobileSigning,
  markCancelled,
} from './egov-mobile-store.ts'

/** After so long the client is told that the letter is signed and not sent. */
const remindAfterMs = 10 * 60_000

/**
 * What the phone puts back (docs/signature-facts.md 5.1, steps 5–6): a signature is checked at once by the server's
 * own rules and over the stored bytes, and kept once; the same again is thanked for again. Throws 404
 * `egov_mobile_code_gone`, 403 `egov_mobile_code_used`, 429 `too_many_requests` while as many as may be refused are
 * being checked, and whatever refuses the signature, which the page hears of too.
 */
export async function takeAnswer(context: Context, secret: string, body: unknown): Promise<void> {
  const now = context.now()
  const row = await findBySecret(context.db, secret, now)
  if (row === null) throw new HttpRefused(404, 'egov_mobile_code_gone')
  const answer = readAnswer(body)
  if (answer.kind === 'cancelled') return await cancel(context, row)
  const cms = answer.kind === 'signature' ? answer.cms : new Uint8Array()
  if (isRepeated(row, cms)) return
  refuseLate(row)
  if (!(await takeAnswerTry(context.db, row.id))) throw new HttpRefused(429, 'too_many_requests')
  try {
    if (answer.kind === 'unusable') throw new SignatureRefused('bad_format')
    await accept(context, row, cms, now)
    await giveBackAnswerTry(context.db, row.id)
  } catch (error) {
    const code = codeOf(error)
    if (code === null) await giveBackAnswerTry(context.db, row.id)
    else await markRefused(context.db, row.id, code, now)
    throw error
  }
}

async function cancel(context: Context, row: EgovMobileRow): Promise<void> {
  if (row.state === 'cancelled') return
  refuseLate(row)
  await markCancelled(context.db, row.id)
}

/** Its thanks were lost on the way. */
const isRepeated = ({ cmsHash }: EgovMobileRow, cms: Uint8Array): boolean =>
  cmsHash?.equals(hashOfCms(cms)) ?? false

function refuseLate({ state }: EgovMobileRow): void {
  if (state === 'signed' || state === 'used') throw new HttpRefused(403, 'egov_mobile_code_used')
  if (!isOpen(state)) throw new HttpRefused(404, 'egov_mobile_code_gone')
}

async function accept(context: Context, row: EgovMobileRow, cms: Uint8Array, now: number): Promise<void> {
  const { purpose } = row
  // Who it is and whether they may come in is asked when the page comes for them.
  if (purpose.kind === 'signIn') {
    await verifySignIn(context, { kind: purpose.whose, content: purpose.content, cms })
  }
  await inTransaction(context.db, async (trx) => {
    if (purpose.kind === 'letter') await checkLetter({ ...context, db: trx }, trx, purpose, cms, now)
    if (purpose.kind === 'reply') await checkReplyLetter({ ...context, db: trx }, purpose, cms, now)
    if (purpose.kind === 'submission') await checkSubmission({ ...context, db: trx }, purpose, cms, now)
    const locked = await lockEgovMobileSigning(trx, row.id, now)
    if (locked === null) throw new HttpRefused(404, 'egov_mobile_code_gone')
    // Another answer was quicker.
    if (isRepeated(locked, cms)) return
    refuseLate(locked)
    const isClients = purpose.kind === 'letter' || purpose.kind === 'submission'
    const remindAt = isClients ? now + remindAfterMs : null
    await keepSigned(trx, context, locked, cms, { signedAt: now, remindAt })
  })
}

async function checkLetter(
  context: Context,
  trx: Db,
  purpose: EgovMobilePurpose & { kind: 'letter' },
  cms: Uint8Array,
  now: number,
): Promise<void> {
  const draft = await lockDraft(trx, purpose.personId, purpose.appealId, localDate(now))
  if (draft === null) throw new Refused(refuse('already_sent'))
  const toSign = await letterToSign(context, draft, purpose.letterId, now)
  await checkClientSignature(context, toSign, Buffer.from(cms).toString('base64'), now)
}

/** Whether it may still be sent is asked again at the press. */
async function checkSubmission(
  context: Context,
  { submissionLetterId, personId }: EgovMobilePurpose & { kind: 'submission' },
  cms: Uint8Array,
  now: number,
): Promise<void> {
  const letter = await submissionLetterById(context.db, submissionLetterId)
  if (letter === null || !letter.open) throw new Refused(refuse('letter_changed'))
  if (letter.localDate !== localDate(now)) throw new Refused(refuse('letter_void'))
  const iin = (await clientById(context.db, personId))?.iin ?? null
  const { fileId } = letter
  await checkSignature(context, { document: 'submission', fileId, iin, bin: null }, cms, now)
}

/** Whether they may sign it, and whether it is still to be signed, is asked again when the page comes for it. */
async function checkReplyLetter(
  context: Context,
  { replyLetterId, staffId }: EgovMobilePurpose & { kind: 'reply' },
  cms: Uint8Array,
  now: number,
): Promise<void> {
  const letter = await frozenReplyLetter(context.db, replyLetterId)
  if (letter === null || !letter.open) throw new Refused(refuse('reply_void'))
  const { fileId } = letter
  const expected = await staffKeyExpected(context, staffId)
  await checkSignature(context, { document: 'reply', fileId, ...expected }, cms, now)
}

/** Why what came was refused, for the page; null when it is not the answer's fault. */
function codeOf(error: unknown): string | null {
  if (error instanceof SignatureRefused) return error.code
  if (error instanceof Refused) return error.refusal.code
  return error instanceof HttpRefused && error.status === 422 ? error.code : null
}
