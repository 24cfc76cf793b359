import { transitions } from '../../domain/appeal/status.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import { recheckAfterMs, revocationOutcome } from '../../domain/signature/revocation-outcome.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { verifyCms } from '../../eds/verify.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { readFile } from '../attachment/file-store.ts'
import type { AuthorityAddresses } from '../config.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { type OutsideRound, startRound } from '../outside-round.ts'
import { queueJob } from '../queue-job.ts'
import { withdrawQuestions } from '../unit/withdraw-questions.ts'
import { dropWithdrawal } from './drop-withdrawal.ts'
import {
  dueSignatures,
  keepDecision,
  lockOpen,
  type OpenSignature,
  postponeCheck,
} from './revocation-store.ts'
import { measureOf } from './signed-document-store.ts'
import { type AskedVerdict, verifyWithAuthority } from './verify-with-authority.ts'

/** As many questions as one round asks. */
const atOnce = 50

/**
 * Asks the national authority about every signature that is not decided yet and whose time has come
 * (docs/decisions/0014): good, or finally revoked, and then the appeal is returned, or to be asked again. Without
 * an authority nobody is asked. Run again, or twice at once, it decides nothing twice. Where it is silent, what is
 * left keeps its turn. Answers how many were decided.
 */
export async function checkRevocations(context: Context, round = startRound()): Promise<number> {
  const { authority } = context.config
  if (authority === null) return 0
  let decided = 0
  const addresses = [authority.ocsp, ...authority.lists]
  for (const signature of await dueSignatures(context.db, context.now(), atOnce)) {
    if (round.isOver() || addresses.every((address) => round.wasSilent(address))) break
    try {
      if (await check(context, authority, signature, round)) decided += 1
    } catch (error) {
      context.log({
        level: 'error',
        message: 'a signature could not be checked',
        appeal: signature.appealId,
        signature: signature.id,
        reason: String(error),
      })
    }
  }
  return decided
}

async function check(
  context: Context,
  authority: AuthorityAddresses,
  signature: OpenSignature,
  round: OutsideRound,
): Promise<boolean> {
  const cms = (await readFile(context, signature.cmsFileId)).bytes
  const content = (await readFile(context, signature.documentFileId)).bytes
  const verification = {
    cms,
    content,
    at: signature.receivedAt,
    now: context.now(),
    received: true,
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    ...measureOf(signature),
  } as const
  const first = await verifyCms(verification)
  const asked = await verifyWithAuthority(context, authority, verification, { first, round })
  // Broken off by our own end, it stays due.
  return round.isBrokenOff() ? false : await decide(context, signature, asked)
}

async function decide(
  context: Context,
  signature: OpenSignature,
  { verdict, evidence, answered }: AskedVerdict,
): Promise<boolean> {
  const now = context.now()
  const waitedMs = now - signature.receivedAt
  const outcome = revocationOutcome({
    result: verdict.result,
    codes: verdict.codes,
    onlyLists: !answered,
    before: signature.code,
    waitedMs,
    answerBeforeReceipt: answeredAsOf(verdict) < Math.floor(signature.receivedAt / 1000) * 1000,
  })
  const revokedAt = verdict.findings.find((finding) => finding.revokedAt !== null)?.revokedAt ?? null
  return await inTransaction(context.db, async (trx) => {
    const status = await lockOpen(trx, signature)
    if (status === null) return false
    const known = { revokedAt, verifiedAt: now }
    const recheckAt = now + recheckAfterMs(signature.checks)
    if (outcome.kind === 'wait') {
      if (signature.revocation === 'good' && outcome.code === 'revocation_unavailable') {
        await postponeCheck(trx, signature.id, recheckAt)
        return false
      }
      const open = { result: 'unknown', revocation: 'unknown', recheckAt } as const
      await keepDecision(trx, signature.id, { ...known, ...open, code: outcome.code }, evidence)
      return false
    }
    const good = outcome.kind === 'good'
    await keepDecision(
      trx,
      signature.id,
      {
        ...known,
        result: good ? 'valid' : 'invalid',
        code: good ? 'ok' : outcome.code,
        revocation: good ? 'good' : 'revoked',
        recheckAt: outcome.kind === 'good' && !outcome.final ? recheckAt : null,
      },
      evidence,
    )
    if (signature.document === 'reply') {
      await queueJob(trx, 'send-signed', {})
      return outcome.kind !== 'good' || outcome.final
    }
    if (signature.submissionId !== null) {
      const { appealId, submissionId } = signature
      if (!good) await dropWithdrawal(trx, { appealId, submissionId, verdict: outcome.code, now })
      return outcome.kind !== 'good' || outcome.final
    }
    // What was answered before anybody could be asked stays answered; staff see the verdict.
    if (!good && transitions.return.from.includes(status)) {
      await withdrawQuestions(trx, signature.appealId, null, now)
      await appendEvent(trx, {
        appealId: signature.appealId,
        type: 'returned',
        occurredAt: now,
        recordedAt: now,
        actor: 'system',
        source: 'registry',
        key: 'returned',
        data: {
          reason: outcome.code,
          ...(revokedAt === null || outcome.code === 'not_known_to_ca'
            ? {}
            : { revokedAt: toIso(revokedAt) }),
        },
      })
    }
    return outcome.kind !== 'good' || outcome.final
  })
}

/** The moment that the word on the signer's certificate speaks of; answers tell it in whole seconds. */
const answeredAsOf = ({ findings: [signer] }: Verdict): number =>
  signer?.thisUpdate ?? Number.NEGATIVE_INFINITY
