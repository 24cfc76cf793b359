import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { eventKinds } from '../../domain/appeal/history.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { containerType } from '../../eds/evidence/container.ts'
import { type ContainerEntry, closingPart, localHead } from '../../eds/evidence/container-writer.ts'
import { digestListOf } from '../../eds/evidence/digest-list.ts'
import { manifestOf, places, sealPlace } from '../../eds/evidence/manifest.ts'
import { type Format, readReceipt } from '../../eds/evidence/receipt.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import type { StoredEvent } from '../appeal/event-chain.ts'
import { chainOf } from '../appeal/event-store.ts'
import { hexOf, sha256 } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { answersOf } from '../signature/revocation-store.ts'
import { type CompanySeal, companySeal } from './company-seal.ts'
import { furtherParts } from './enclosed-contents.ts'
import {
  answerParts,
  chainParts,
  clientParts,
  mediaTypePart,
  type Part,
  partOf,
  replyParts,
} from './evidence-parts.ts'
import { makeReceipt } from './make-receipt.ts'
import { madeSeal } from './make-seal.ts'
import { signatureProof } from './proof-store.ts'
import { findMadeSeal, type MadeSeal } from './seal-store.ts'

/**
 * The evidence of a sent appeal as one package that anybody can check offline, years later (docs/decisions/0015):
 * sealed by the company's key where there is one, else plain. Files are read piece by piece while it is sent; one
 * that can't be read breaks the download off. What has not changed gives the same bytes again. Who may read the
 * appeal has been asked before.
 */
export async function openEvidence(context: Context, appeal: SentAppeal): Promise<StreamAnswer> {
  const seal = await companySeal(context)
  const chain = await chainOf(context.db, appeal.id)
  const before = seal === null ? null : await gather(context, appeal, chain, 1)
  const old = before !== null && seal !== null && (await isSealedBefore(context, appeal, chain, before, seal))
  const found = old ? before : await gather(context, appeal, chain, 2)
  const sealed = seal === null ? null : await sealedParts(context, appeal, found, seal)
  const parts = sealed ?? plainParts(found)
  const number = appeal.number ?? formatCoupon(appeal.coupon)
  const date = appeal.registrationDate ?? localDate(appeal.sentAt)
  return {
    stream: Readable.from(packed(parts), { objectMode: false }),
    mediaType: sealed === null ? 'application/zip' : containerType,
    name: `${number}-${date}.${sealed === null ? 'zip' : 'asice'}`,
  }
}

/** All that is known of an appeal before anybody seals it. */
interface Found {
  readonly format: Format
  readonly own: readonly Part[]
  readonly further: readonly Part[]
  readonly receipt: Uint8Array
  /** Certificates and answers that the signatures are checked by. */
  readonly chain: readonly Uint8Array[]
  readonly answers: readonly RevocationEvidence[]
}

async function gather(
  context: Context,
  appeal: SentAppeal,
  chain: readonly StoredEvent[],
  format: Format,
): Promise<Found> {
  const proof = await signatureProof(context.db, appeal.signature.id)
  const stamp = proof.timestampToken === null ? [] : [partOf(places.timestamp, proof.timestampToken)]
  const further =
    format === 1
      ? { parts: await replyParts(context, appeal), chain: [], answers: [] }
      : await furtherParts(context, appeal, chain)
  return {
    format,
    own: [...(await clientParts(context, appeal)), ...stamp],
    further: further.parts,
    receipt: await makeReceipt(context, appeal, chain, format),
    chain: [...proof.chain, ...further.chain],
    answers: [await answersOf(context.db, appeal.signature.id), ...further.answers],
  }
}

/**
 * Was this sealed in format 1, and has nothing that the client is shown happened since? Then it is given as it was:
 * what has not changed is the same bytes, and no key seals it again.
 */
async function isSealedBefore(
  { db }: Context,
  appeal: SentAppeal,
  chain: readonly StoredEvent[],
  found: Found,
  seal: CompanySeal,
): Promise<boolean> {
  const receiptSeal = await findMadeSeal(db, keyOf(appeal, found.receipt, seal))
  if (receiptSeal === null) return false
  const basis = manifest(sealable(found, seal, receiptSeal, []), 1)
  const whole = await findMadeSeal(db, keyOf(appeal, basis, seal))
  const shown = chain.filter(({ type }) => eventKinds[type].seenBy === 'client').at(-1)
  return whole !== null && shown !== undefined && Date.parse(shown.recordedAt) <= whole.madeAt
}

const keyOf = (appeal: SentAppeal, basis: Uint8Array, seal: CompanySeal) => ({
  appealId: appeal.id,
  sealed: hexOf(sha256(basis)),
  sealId: seal.id,
})

/** All that is sealed, with these answers on the seal's own certificate. */
const sealable = (
  found: Found,
  seal: CompanySeal,
  receiptSeal: MadeSeal,
  answers: readonly RevocationEvidence[],
): Part[] => [
  mediaTypePart(),
  ...found.own,
  partOf(places.receipt, found.receipt),
  partOf(places.receiptSeal, receiptSeal.cms),
  ...found.further,
  ...chainParts([...found.chain, ...seal.chain.map(({ der }) => der)]),
  ...answerParts([...answers, ...found.answers, receiptSeal.answers]),
]

async function sealedParts(
  context: Context,
  appeal: SentAppeal,
  found: Found,
  seal: CompanySeal,
): Promise<Part[] | null> {
  const { receipt } = found
  // Of an appeal to the company that this one has replaced since: its key vouches for what that one received no more.
  if (seal.certificate.facts.subject.bin !== readReceipt(receipt)?.company.bin) return null
  const receiptSeal = await madeSeal(context, seal, appeal.id, receipt, () => receipt)
  if (receiptSeal === null) return null
  const { format } = found
  const partsWith = (answers: readonly RevocationEvidence[]): Part[] =>
    sealable(found, seal, receiptSeal, answers)
  const basis = manifest(partsWith([]), format)
  const whole = await madeSeal(context, seal, appeal.id, basis, (answers) =>
    manifest(partsWith([answers]), format),
  )
  if (whole === null) return null
  const parts = partsWith([whole.answers])
  return [...parts, partOf(places.manifest, manifest(parts, format)), partOf(sealPlace(format), whole.cms)]
}

function plainParts({ own, further, receipt, chain, answers }: Found): Part[] {
  const parts = [
    ...own,
    partOf(places.receipt, receipt),
    ...further,
    ...chainParts(chain),
    ...answerParts(answers),
  ]
  return [...parts, partOf(places.sums, new TextEncoder().encode(digestListOf(digests(parts))))]
}

const digests = (parts: readonly Part[]) => new Map(parts.map(({ name, sha256 }) => [name, sha256]))
const manifest = (parts: readonly Part[], format: Format) =>
  new TextEncoder().encode(manifestOf(digests(parts), format))

async function* packed(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  const entries: ContainerEntry[] = []
  for (const { name, size, read } of parts) {
    // Read twice: the checksum comes before the bytes.
    let crc = 0
    for await (const bytes of read()) crc = crc32(bytes, crc)
    const entry = { name, size, crc }
    entries.push(entry)
    yield localHead(entry)
    yield* read()
  }
  yield closingPart(entries)
}
