import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Verdict } from '../../eds/verdict.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { measureOf } from '../signature/signed-document-store.ts'
import { inThread } from '../threads/in-thread.ts'
import { type CompanySeal, companySeal } from './company-seal.ts'
import { isSealRevoked, sealInUse } from './seal-store.ts'

/** The company's key as it seals letters: and for whom. */
export interface LetterSeal {
  readonly id: string
  readonly bin: string
  /** A detached CMS over a letter, and its verdict as far as it can be told without asking anybody. */
  seal(letter: Uint8Array): Promise<{ readonly cms: Uint8Array; readonly verdict: Verdict }>
}

/**
 * Why the company's key can't seal letters today; null: it can. Whether it was revoked since is asked at each letter.
 */
export async function whyNoLetterSeal(
  context: Context,
): Promise<'seal_missing' | 'seal_lapsed' | 'seal_revoked' | 'seal_of_another' | null> {
  const kept = await sealInUse(context.db)
  if (kept === null) return 'seal_missing'
  if (await isSealRevoked(context.db, kept.id)) return 'seal_revoked'
  const seal = await companySeal(context)
  if (seal === null) return 'seal_lapsed'
  return seal.certificate.facts.subject.bin === (await ownBin(context)) ? null : 'seal_of_another'
}

/**
 * The key that seals the company's letters now. No letter that is to be sealed goes without it: throws Refused
 * `seal_missing`, `seal_of_another` for a key of another company's BIN, `seal_lapsed` or `seal_revoked`.
 */
export async function letterSeal(context: Context): Promise<LetterSeal> {
  const why = await whyNoLetterSeal(context)
  const seal = why === null ? await companySeal(context) : null
  if (seal === null) throw new Refused(refuse(why ?? 'seal_missing'))
  const bin = await ownBin(context)
  return { id: seal.id, bin, seal: (letter) => sealed(context, seal, bin, letter) }
}

async function sealed(context: Context, seal: CompanySeal, bin: string, content: Uint8Array) {
  const at = context.now()
  const cms = await seal.sign(content, at)
  const verdict = await inThread(context, 'verdict', {
    cms,
    content,
    at,
    now: at,
    anchors: context.trust.anchors,
    intermediates: [...context.trust.intermediates, ...seal.chain.map(({ der }) => der)],
    ...measureOf({ iin: null, bin }),
  })
  if (verdict.result === 'valid') return { cms, verdict }
  context.log({ level: 'error', message: 'the company key seals no letters', code: verdict.code })
  throw new Refused(refuse('seal_lapsed'))
}

async function ownBin({ db, now }: Context): Promise<string> {
  return (await readSettings(db, localDate(now())))['company.requisites'].bin
}
