import type { Approver } from '../../domain/reply/may-approve.ts'
import type { ReplySignature } from '../../domain/reply/reply.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import { signatureFileName } from '../appeal/file-names.ts'
import { findFile, keepFile, readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { letterSeal, whyNoLetterSeal } from '../evidence/letter-seal.ts'
import type { Outgoing } from '../registry/outgoing-store.ts'
import { keepSignature } from '../signature/keep-signature.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { insteadOf, recordMove } from './record-move.ts'
import type { KeptReplyLetter } from './reply-letter-store.ts'
import { sendReply } from './send-reply.ts'

/** A signature of a person that was just kept, and how it was made. */
export interface SignedBy {
  readonly id: string
  readonly method: SigningMethod
}

/** A letter that has its number, and what is said of it. */
export interface NumberedReply {
  readonly place: ReplyInPlace
  readonly outgoing: Outgoing
  readonly letters: readonly KeptReplyLetter[]
  readonly approvedBy: string
  /** Whose press it is, and whom they replace. */
  readonly as: Approver
}

/**
 * Whether the company's own key seals letters by this setting: `seal` where the company has a key, `headAndSeal`
 * always, so that without one nothing goes.
 */
export async function isSealed(context: Context, signature: ReplySignature): Promise<boolean> {
  if (signature === 'headAndSeal') return true
  return signature === 'seal' && (await whyNoLetterSeal(context)) !== 'seal_missing'
}

/** The company's seal over each letter, kept as a signature; answers their ids. Throws Refused as `letterSeal`. */
export async function sealLetters(
  context: Context,
  keyId: string,
  letters: readonly KeptReplyLetter[],
): Promise<string[]> {
  const { id: sealId, bin, seal } = await letterSeal(context)
  const ids: string[] = []
  for (const letter of letters) {
    const { cms, verdict } = await seal((await readFile(context, letter.fileId)).bytes)
    const name = (await findFile(context.db, letter.fileId))?.name ?? `${letter.language}.pdf`
    const file = await keepFile(context.db, context, {
      keyId,
      name: signatureFileName(`${name}.seal`),
      mediaType: 'application/pkcs7-signature',
      bytes: cms,
      scan: 'clean',
    })
    ids.push(
      await keepSignature(context.db, context, {
        over: { document: 'reply', replyLetterId: letter.id },
        by: { kind: 'seal', sealId, bin },
        cmsFileId: file.id,
        receivedAt: context.now(),
        verdict,
      }),
    )
  }
  return ids
}

/**
 * A letter whose number is taken goes out: sealed where the setting says so. Where an authority is asked whether the
 * keys were revoked, it waits for that as `sending`; what sends it then is `sendSigned`. `context.db` is the
 * transaction of the press.
 */
export async function sealAndSend(
  context: Context,
  numbered: NumberedReply,
  signed: readonly SignedBy[],
): Promise<void> {
  const { place, outgoing, letters, approvedBy, as } = numbered
  const { reply, sent, signature } = place
  const { db: trx } = context
  const seals = (await isSealed(context, signature))
    ? await sealLetters(context, sent.fileKeyId, letters)
    : []
  const made = [...signed.map(({ id }) => id), ...seals]
  if (made.length > 0) {
    await recordMove(trx, place, {
      step: 'signed',
      move: 'sign',
      type: 'replySigned',
      data: {
        replyId: reply.id,
        signatureIds: made,
        methods: signed.map(({ method }) => method),
        ...insteadOf(as.insteadOf),
      },
      insteadOf: as.insteadOf,
      approvedBy,
    })
    if (context.config.authority !== null) return
  }
  await sendReply(trx, { place, outgoing, letters, approvedBy, insteadOf: as.insteadOf, by: as.id })
}
