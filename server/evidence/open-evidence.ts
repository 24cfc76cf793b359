import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { localDate } from '../../domain/calendar/instant.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { containerType } from '../../eds/evidence/container.ts'
import { type ContainerEntry, closingPart, localHead } from '../../eds/evidence/container-writer.ts'
import { digestListOf } from '../../eds/evidence/digest-list.ts'
import { manifestOf, places } from '../../eds/evidence/manifest.ts'
import { readReceipt } from '../../eds/evidence/receipt.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { answersOf } from '../signature/revocation-store.ts'
import { type CompanySeal, companySeal } from './company-seal.ts'
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
import { type SignatureProof, signatureProof } from './proof-store.ts'

/**
 * The evidence of a sent appeal as one package that anybody can check offline, years later (docs/decisions/0015):
 * sealed by the company's key where there is one, else plain. Files are read piece by piece while it is sent; one
 * that can't be read breaks the download off. What has not changed gives the same bytes again. Who may read the
 * appeal has been asked before.
 */
export async function openEvidence(context: Context, appeal: SentAppeal): Promise<StreamAnswer> {
  const found = await gather(context, appeal)
  const seal = await companySeal(context)
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
  readonly own: readonly Part[]
  readonly replies: readonly Part[]
  readonly receipt: Uint8Array
  readonly proof: SignatureProof
  readonly answers: RevocationEvidence
}

async function gather(context: Context, appeal: SentAppeal): Promise<Found> {
  const proof = await signatureProof(context.db, appeal.signature.id)
  const stamp = proof.timestampToken === null ? [] : [partOf(places.timestamp, proof.timestampToken)]
  return {
    own: [...(await clientParts(context, appeal)), ...stamp],
    replies: await replyParts(context, appeal),
    receipt: await makeReceipt(context, appeal),
    proof,
    answers: await answersOf(context.db, appeal.signature.id),
  }
}

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
  const partsWith = (answers: readonly RevocationEvidence[]): Part[] => [
    mediaTypePart(),
    ...found.own,
    partOf(places.receipt, receipt),
    partOf(places.receiptSeal, receiptSeal.cms),
    ...found.replies,
    ...chainParts([...found.proof.chain, ...seal.chain.map(({ der }) => der)]),
    ...answerParts([...answers, found.answers, receiptSeal.answers]),
  ]
  const basis = manifest(partsWith([]))
  const whole = await madeSeal(context, seal, appeal.id, basis, (answers) => manifest(partsWith([answers])))
  if (whole === null) return null
  const parts = partsWith([whole.answers])
  return [...parts, partOf(places.manifest, manifest(parts)), partOf(places.seal, whole.cms)]
}

function plainParts({ own, replies, receipt, proof, answers }: Found): Part[] {
  const parts = [
    ...own,
    partOf(places.receipt, receipt),
    ...replies,
    ...chainParts(proof.chain),
    ...answerParts([answers]),
  ]
  return [...parts, partOf(places.sums, new TextEncoder().encode(digestListOf(digests(parts))))]
}

const digests = (parts: readonly Part[]) => new Map(parts.map(({ name, sha256 }) => [name, sha256]))
const manifest = (parts: readonly Part[]) => new TextEncoder().encode(manifestOf(digests(parts)))

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
