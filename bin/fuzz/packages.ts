import { toHex } from '../../eds/bytes.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { containerType } from '../../eds/evidence/container.ts'
import { writeContainer } from '../../eds/evidence/container-writer.ts'
import { writeDigestList } from '../../eds/evidence/digest-list.ts'
import { places, sha256Of, writeManifest } from '../../eds/evidence/manifest.ts'
import { writeReceipt } from '../../eds/evidence/receipt.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import { ocspRequest } from '../../eds/ocsp.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import type { Algorithm } from '../../pretend/certification-authority/key-pair.ts'
import { answerOcsp } from '../../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../../pretend/certification-authority/revocation-list.ts'
import { createRegister } from '../../pretend/certification-authority/revocation-register.ts'
import { mutate } from './mutate.ts'
import type { Random } from './random.ts'

/** Sealed evidence packages to be broken, each whole and right, with the roots they are right by. */
export interface Packages {
  readonly anchors: readonly Uint8Array[]
  readonly all: readonly ReadonlyMap<string, Uint8Array>[]
}

const text = (said: string): Uint8Array => new TextEncoder().encode(said)

export async function makePackages(at: number): Promise<Packages> {
  const authority = await createAuthority({ now: new Date(at) })
  const kinds = ['rsa', 'gost2015'] as const
  const all = await Promise.all(kinds.map((algorithm) => makePackage(authority, algorithm, at)))
  return { anchors: authority.anchors, all }
}

async function makePackage(authority: Authority, algorithm: Algorithm, at: number) {
  const client = await keyOf(authority, algorithm, at)
  const company = await keyOf(authority, algorithm, at, { bin: '990140990016', name: '«ҚТК» АҚ' })
  const attachment = text('жеке куәлік')
  const digest = toHex(await sha256Of(attachment))
  const letter = text(
    `%PDF-1.7 <?xpacket begin=""?><pdf:Keywords>sha256:${digest}</pdf:Keywords> /Keywords (sha256:${digest})`,
  )
  const receipt = text(
    writeReceipt({
      format: 1,
      appeal: '7b0a3b8e-57f5-4b1e-9c55-2f1b1a5e8f10',
      company: { name: '«ҚТК» АҚ', bin: '990140990016' },
      client: { name: 'Сапарова Айгерім', iin: '921125270019' },
      coupon: '26-000138',
      receivedAt: new Date(at).toISOString(),
      registration: { number: 3864, date: '2026-11-23', dueDate: null },
      letterSha256: toHex(await sha256Of(letter)),
      history: { events: 2, head: 'ab'.repeat(32) },
      madeAt: new Date(at).toISOString(),
    }),
  )
  const responder = await authority.issueService('ocsp', algorithm, new Date(at))
  const issuing = authority.issuing(algorithm).certificate
  const answer = async ({ certificate }: OpenedKeyFile): Promise<Uint8Array> =>
    answerOcsp(await ocspRequest(certificate, issuing, new Uint8Array(8)), responder, createRegister(), at)
  const list = { revoked: new Map(), number: 5, thisUpdate: at - 1000, nextUpdate: at + 86_400_000 }
  const files = new Map<string, Uint8Array>([
    [places.mimetype, text(containerType)],
    [places.letter, letter],
    [places.signature, await sign(client, letter, at)],
    [`${places.attachments}01-Жеке куәлік.pdf`, attachment],
    [places.receipt, receipt],
    [places.receiptSeal, await sign(company, receipt, at)],
    [`${places.chain}01.cer`, issuing.der],
    [`${places.answers}01.ocsp`, await answer(company)],
    [`${places.answers}02.ocsp`, await answer(client)],
    [`${places.answers}01.crl`, await writeList(authority.root(algorithm), list)],
  ])
  const manifest = text(await writeManifest(files))
  return files.set(places.manifest, manifest).set(places.seal, await sign(company, manifest, at))
}

async function keyOf(
  authority: Authority,
  algorithm: Algorithm,
  at: number,
  company?: { bin: string; name: string },
): Promise<OpenedKeyFile> {
  const holder = { surname: 'Сапарова', givenName: 'Айгерім', iin: '921125270019' }
  const validity = { notBefore: new Date(at - 86_400_000), notAfter: new Date(at + 31_536_000_000) }
  const order = { ...holder, ...validity, algorithm, purpose: 'sign' as const, password: 'Qwerty12' }
  const { p12 } = await authority.issuePersonKey(company === undefined ? order : { ...order, company })
  return openKeyFile(p12, 'Qwerty12')
}

async function sign(
  { certificate, privateKey }: OpenedKeyFile,
  content: Uint8Array,
  at: number,
): Promise<Uint8Array> {
  if (privateKey === null) throw new Error('the played authority gives keys that we use')
  return await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
}

/** Breaks a package and checks it; the fault is that it passed, or that nothing was said of why. */
export async function tryPackage(packages: Packages, random: Random): Promise<string | undefined> {
  const files = random.pick(packages.all)
  const whole = writeContainer(files)
  const broken =
    random.below(4) === 0 ? scratched(whole, random) : writeContainer(await broke(files, packages, random))
  if (Buffer.compare(broken, whole) === 0) return undefined
  const { result, codes, faults } = await verifyEvidence(broken, {
    anchors: packages.anchors,
    now: Date.now(),
  })
  if (result === 'valid') return `a broken package is valid: ${codes.join()}`
  return codes.length === 0 && faults.length === 0 ? 'a broken package, and nothing said of why' : undefined
}

function scratched(whole: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(whole)
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  }
  return random.below(5) === 0 ? bytes.slice(0, random.below(bytes.length)) : bytes
}

/** Changed in one file or in several at once; or its seal taken away, forged after that, or another's put in. */
async function broke(
  files: ReadonlyMap<string, Uint8Array>,
  { all }: Packages,
  random: Random,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const act = random.below(9)
  if (act === 8) return await nested(files, all, random)
  if (act > 2) return await changed(files, random)
  const parts = new Map(files)
  if (act === 2) {
    const other = random.pick(all.filter((one) => one !== files))
    for (const name of random.pick([[places.seal], [places.receiptSeal], [places.seal, places.receiptSeal]]))
      parts.set(name, other.get(name) ?? new Uint8Array())
    return parts
  }
  for (const name of [places.mimetype, places.manifest, places.seal, places.receiptSeal]) parts.delete(name)
  if (act === 1) {
    const receipt = new TextDecoder().decode(parts.get(places.receipt))
    const forged = random.pick([
      receipt.replace('3864', '3865'),
      receipt.replace(/"receivedAt": "\d{4}/, '"receivedAt": "2025'),
      receipt.replace(/"format": 1/, '"format": 2'),
      receipt.replace(/"bin": "\d{12}"/, '"bin": "050540000015"'),
    ])
    parts.set(places.receipt, text(forged))
  }
  return parts.set(places.sums, text(await writeDigestList(parts)))
}

/** A whole package, itself right, in the place of a file of another, or beside its files. */
async function nested(
  files: ReadonlyMap<string, Uint8Array>,
  all: Packages['all'],
  random: Random,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const inner = writeContainer(random.pick(all))
  const beside = [`${places.attachments}09-x.zip`, `${places.replies}09-x.zip`, `${places.answers}09.ocsp`]
  const parts = new Map(files).set(random.pick([...files.keys(), ...beside]), inner)
  if (random.below(2) === 0) parts.set(places.manifest, text(await writeManifest(parts)))
  return parts
}

/** As somebody would who can write packages but has no key: files changed, taken away, renamed, added, listed again. */
async function changed(
  files: ReadonlyMap<string, Uint8Array>,
  random: Random,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...files.keys()]
  const name = random.pick(names)
  const other = random.pick(names)
  const bytes = files.get(name) ?? new Uint8Array()
  const parts = new Map(files)
  const act = random.below(6)
  if (act < 3) parts.set(name, mutate(bytes, files.get(other) ?? bytes, random))
  else if (act === 3) parts.delete(name)
  else if (act === 4) parts.set(`${random.pick([places.attachments, places.replies])}09-x`, bytes)
  else parts.set(name, files.get(other) ?? bytes)
  if (random.below(2) === 0) parts.set(places.manifest, text(await writeManifest(parts)))
  // In the order they had: a package in another order is as good.
  const order = (each: string): number => (files.has(each) ? names.indexOf(each) : names.length)
  return new Map([...parts].sort(([one], [two]) => order(one) - order(two)))
}
