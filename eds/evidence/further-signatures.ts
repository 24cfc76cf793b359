import type { Verdict } from '../verdict.ts'
import { withoutAnchors } from '../verdict.ts'
import { verifyCms } from '../verify.ts'
import type { Contents, EnclosedFile, EnclosedSignature } from './contents.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { isForeign } from './foreign-issuer.ts'
import { places } from './manifest.ts'
import type { Enclosed } from './seal.ts'
import type { ShownHistory } from './shown-history.ts'
import { stampOver } from './stamp.ts'

interface Further {
  readonly faults: readonly EvidenceFault[]
  /** Warnings. */
  readonly codes: readonly string[]
}

type Files = ReadonlyMap<string, Uint8Array>

/**
 * The signatures of a package beside the client's over the letter: over submissions, by the IIN of who sent them, and
 * over replies, by keys of the company whose BIN is given (null: of any). Each is judged at the moment the contents
 * give, which counts as proven in a sealed package. A withdrawal that ended because its key was not valid, as the
 * history says with the verdict, is void and no fault; it is one where the signature says otherwise.
 */
export async function furtherSignatures(
  files: Files,
  { contents, history }: { readonly contents: Contents | null; readonly history: ShownHistory | null },
  enclosed: Enclosed,
  { bin, sealed }: { readonly bin: string | null; readonly sealed: boolean },
): Promise<Further> {
  const faults: EvidenceFault[] = []
  const codes = new Set<string>()
  const look = async (
    over: EnclosedFile,
    signer: Pick<Signer, 'expectIin' | 'company'>,
    voidBy: string | null = null,
  ): Promise<void> => {
    for (const one of over.signatures) {
      const { result, code } = await verdictOn(files, over, one, { ...signer, received: sealed }, enclosed)
      if (voidBy !== null && code === voidBy) codes.add('withdrawal_key_invalid')
      else if (voidBy !== null && result === 'valid')
        faults.push({ code: 'contents_differ', file: places.history })
      else if (result === 'invalid') faults.push({ code: 'further_signature_invalid', file: one.file })
      if (result === 'unknown') codes.add('further_unknown')
      if (result === 'unknown' && code === 'issuer_unconfirmed') codes.add('issuer_unconfirmed')
      if (one.timestamp === null) continue
      const told = { at: one.receivedAt, in: places.contents }
      const stamp = await stampOver(files, { signature: one.file, timestamp: one.timestamp, told }, enclosed)
      faults.push(...stamp.faults)
      for (const each of stamp.codes) codes.add(each)
    }
  }
  for (const { id, letter, sender } of contents?.submissions ?? [])
    if (letter !== null) await look(letter, { expectIin: sender.iin, company: false }, voidedBy(history, id))
  const company = bin === null ? true : { bin }
  for (const one of contents?.replies.flatMap((reply) => reply.files) ?? [])
    await look(one, { expectIin: null, company })
  return { faults, codes: [...codes] }
}

/** The verdict by which a withdrawal ended by itself; null for every other submission. */
function voidedBy(history: ShownHistory | null, submissionId: string): string | null {
  const ended = history?.shown.find(
    ({ type, data }) => type === 'withdrawalDeclined' && data.submissionId === submissionId,
  )
  return typeof ended?.data.verdict === 'string' ? ended.data.verdict : null
}

interface Signer {
  readonly expectIin: string | null
  readonly company: boolean | { readonly bin: string }
  readonly received: boolean
}

async function verdictOn(
  files: Files,
  over: EnclosedFile,
  one: EnclosedSignature,
  signer: Signer,
  { anchors, chain, answers, now }: Enclosed,
): Promise<Verdict> {
  const cms = files.get(one.file) ?? new Uint8Array()
  const verdict = await verifyCms({
    cms,
    content: files.get(over.file ?? '') ?? new Uint8Array(),
    at: Date.parse(one.receivedAt),
    now: Math.max(now, Date.parse(one.receivedAt)),
    anchors,
    intermediates: chain,
    purpose: 'letter',
    evidence: answers,
    ...signer,
  })
  return isForeign(verdict, cms, chain, anchors) ? withoutAnchors(verdict) : verdict
}
