import { parseCertificate } from '../certificate.ts'
import { parseCms } from '../cms.ts'
import { readOrNull } from '../signer-check.ts'
import { checkTimestamp } from '../timestamp.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { places } from './manifest.ts'
import type { Receipt } from './receipt.ts'
import type { Enclosed } from './seal.ts'

/** Clocks of the company and of the timestamp's authority may differ by so much. */
export const clocksMs = 10 * 60_000

/** What the timestamp beside a signature tells: that it was there by then. */
export interface StampFinding {
  readonly faults: readonly EvidenceFault[]
  /** Warnings. */
  readonly codes: readonly string[]
  /** Epoch milliseconds; null unless its authority is trusted here. */
  readonly at: number | null
}

/** Of the client's signature over the letter. */
export async function stampOf(
  files: ReadonlyMap<string, Uint8Array>,
  receipt: Receipt | null,
  enclosed: Enclosed,
): Promise<StampFinding> {
  const { signature, timestamp } = places
  const told = receipt === null ? null : { at: receipt.receivedAt, in: places.receipt }
  return await stampOver(files, { signature, timestamp, told }, enclosed)
}

/**
 * A token that the company asked for after it received the signature; a receipt, or contents, that tell of later are
 * edited. `told`: when it was received (ISO 8601), and which file says so.
 */
export async function stampOver(
  files: ReadonlyMap<string, Uint8Array>,
  one: {
    readonly signature: string
    readonly timestamp: string
    readonly told: { readonly at: string; readonly in: string } | null
  },
  enclosed: Enclosed,
): Promise<StampFinding> {
  const token = files.get(one.timestamp)
  const cms = files.get(one.signature)
  if (token === undefined || cms === undefined) return { faults: [], codes: [], at: null }
  const signature = readOrNull(() => parseCms(cms).signers[0]?.signature ?? null)
  const { state, info } = await checkTimestamp(token, signature, {
    anchors: enclosed.anchors.map(parseCertificate),
    intermediates: enclosed.chain.map(parseCertificate),
    evidence: enclosed.answers,
    now: enclosed.now,
  })
  if (state === 'invalid')
    return { faults: [{ code: 'bad_timestamp', file: one.timestamp }], codes: [], at: null }
  if (state === 'untrusted' || info === null) return { faults: [], codes: ['timestamp_untrusted'], at: null }
  const { told } = one
  const late = told !== null && Date.parse(told.at) > info.time + clocksMs
  const code = told?.in === places.receipt ? 'receipt_differs' : 'contents_differ'
  return {
    faults: late ? [{ code, file: told.in }] : [],
    codes: [],
    at: info.time,
  }
}
