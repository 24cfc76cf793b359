import type { Verdict } from '../verdict.ts'
import { withoutAnchors } from '../verdict.ts'
import { verifyCms } from '../verify.ts'
import type { Contents, EnclosedFile, EnclosedSignature } from './contents.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { isForeign } from './foreign-issuer.ts'
import { places } from './manifest.ts'
import type { Enclosed } from './seal.ts'
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
 * give, which counts as proven in a sealed package.
 */
export async function furtherSignatures(
  files: Files,
  contents: Contents | null,
  enclosed: Enclosed,
  { bin, sealed }: { readonly bin: string | null; readonly sealed: boolean },
): Promise<Further> {
  const faults: EvidenceFault[] = []
  const codes = new Set<string>()
  const look = async (over: EnclosedFile, signer: Pick<Signer, 'expectIin' | 'company'>): Promise<void> => {
    for (const one of over.signatures) {
      const { result, code } = await verdictOn(files, over, one, { ...signer, received: sealed }, enclosed)
      if (result === 'invalid') faults.push({ code: 'further_signature_invalid', file: one.file })
      if (result === 'unknown') codes.add('further_unknown')
      if (result === 'unknown' && code === 'issuer_unconfirmed') codes.add('issuer_unconfirmed')
      if (one.timestamp === null) continue
      const told = { at: one.receivedAt, in: places.contents }
      const stamp = await stampOver(files, { signature: one.file, timestamp: one.timestamp, told }, enclosed)
      faults.push(...stamp.faults)
      for (const each of stamp.codes) codes.add(each)
    }
  }
  for (const { letter, sender } of contents?.submissions ?? [])
    if (letter !== null) await look(letter, { expectIin: sender.iin, company: false })
  const company = bin === null ? true : { bin }
  for (const one of contents?.replies.flatMap((reply) => reply.files) ?? [])
    await look(one, { expectIin: null, company })
  return { faults, codes: [...codes] }
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
