import { createHash } from 'node:crypto'
import { parseCertificate } from '../eds/certificate.ts'
import { parseCms } from '../eds/cms.ts'
import { buildCms } from '../eds/cms-writer.ts'
import type { RevocationReason } from '../eds/crl.ts'
import { containerType } from '../eds/evidence/container.ts'
import { writeDigestList } from '../eds/evidence/digest-list.ts'
import { places, writeManifest } from '../eds/evidence/manifest.ts'
import { type Receipt, writeReceipt } from '../eds/evidence/receipt.ts'
import { ocspRequest } from '../eds/ocsp.ts'
import { type OpenedKeyFile, openKeyFile } from '../eds/pkcs12.ts'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import type { Algorithm } from '../pretend/certification-authority/key-pair.ts'
import { answerOcsp } from '../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../pretend/certification-authority/revocation-list.ts'
import { createRegister } from '../pretend/certification-authority/revocation-register.ts'
import { renderLetter } from '../server/letter/render-letter.ts'
import { sampleLetter } from './letter-samples.ts'
import { playedAuthority } from './played-authority.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const iin = '921125270019'
const receivedAt = Date.parse('2026-01-12T05:41:07.000Z')

type Files = ReadonlyMap<string, Uint8Array>

/** The parts of a package, made without a server, so that a test may put together any other. */
export class EvidenceSample {
  readonly attachment = utf8('жеке куәлік')
  readonly #algorithm: Algorithm
  readonly #authority: Authority
  #company: OpenedKeyFile | undefined
  #files: Files | undefined

  private constructor(authority: Authority, algorithm: Algorithm) {
    this.#authority = authority
    this.#algorithm = algorithm
  }

  static async make(algorithm: Algorithm = 'rsa'): Promise<EvidenceSample> {
    return await EvidenceSample.#under(await playedAuthority(new Date(receivedAt)), algorithm)
  }

  /** One under an authority that nobody else has: played ones are made once a process. */
  static async ofStrangers(): Promise<EvidenceSample> {
    return await EvidenceSample.#under(await createAuthority({ now: new Date(receivedAt) }), 'rsa')
  }

  static async #under(authority: Authority, algorithm: Algorithm): Promise<EvidenceSample> {
    const sample = new EvidenceSample(authority, algorithm)
    sample.#company = await sample.keyOf({ bin: '990140990016', name: '«ҚТК» АҚ' })
    sample.#files = await sample.#fill()
    return sample
  }

  get anchors(): readonly Uint8Array[] {
    return this.#authority.anchors
  }

  get intermediates(): readonly Uint8Array[] {
    return this.#authority.intermediates
  }

  /** A list, a minute after the receipt, that names the client's key. */
  async listOfClient(reason: RevocationReason): Promise<Uint8Array> {
    const [client] = parseCms(this.files.get(places.signature) ?? new Uint8Array()).certificates
    const { serial } = parseCertificate(client ?? new Uint8Array()).facts
    return await writeList(this.#authority.issuing(this.#algorithm), {
      revoked: new Map([[serial, { at: receivedAt - 1000, reason }]]),
      number: 7,
      thisUpdate: receivedAt + 60_000,
      nextUpdate: receivedAt + 86_400_000,
    })
  }

  /** The sealed package's files. */
  get files(): Files {
    if (this.#files === undefined) throw new Error('not made yet')
    return this.#files
  }

  /** The key of the company whose receipt it is. */
  get company(): OpenedKeyFile {
    if (this.#company === undefined) throw new Error('not made yet')
    return this.#company
  }

  async keyOf(company?: { bin: string; name: string }): Promise<OpenedKeyFile> {
    const { p12 } = await this.#authority.issuePersonKey({
      surname: 'Сапарова',
      givenName: 'Айгерім',
      iin,
      ...(company === undefined ? {} : { company }),
      algorithm: this.#algorithm,
      purpose: 'sign',
      notBefore: new Date(receivedAt - 86_400_000),
      notAfter: new Date(receivedAt + 86_400_000 * 300),
      password: 'Qwerty12',
    })
    return openKeyFile(p12, 'Qwerty12')
  }

  async sign(key: OpenedKeyFile, content: Uint8Array): Promise<Uint8Array> {
    const { certificate, privateKey } = key
    if (privateKey === null) throw new Error('no key')
    return await buildCms({ certificate, privateKey, content, signingTime: receivedAt, detached: true })
  }

  async ocspOf(key: OpenedKeyFile): Promise<Uint8Array> {
    const responder = await this.#authority.issueService('ocsp', this.#algorithm, new Date(receivedAt))
    const issuer = this.#authority.issuing(this.#algorithm).certificate
    const request = await ocspRequest(key.certificate, issuer, new Uint8Array(8))
    return await answerOcsp(request, responder, createRegister(), receivedAt)
  }

  /** These files with a manifest of them, sealed by the company; or by whom the test says. */
  async sealed(parts: Files, by = this.company): Promise<Files> {
    const rest = [...parts].filter(([name]) => name !== places.manifest && name !== places.seal)
    const manifest = utf8(await writeManifest(new Map(rest)))
    return new Map([...rest, [places.manifest, manifest], [places.seal, await this.sign(by, manifest)]])
  }

  /** The same package as one makes it who has no company key. */
  async unsealed(parts: Files = this.files): Promise<Files> {
    const ofSeal: readonly string[] = [places.mimetype, places.manifest, places.seal, places.receiptSeal]
    const rest = [...parts].filter(([name]) => !ofSeal.includes(name) && name !== places.sums)
    return new Map([...rest, [places.sums, utf8(await writeDigestList(new Map(rest)))]])
  }

  async #fill(): Promise<Files> {
    if (this.#company === undefined) throw new Error('no company key')
    const client = await this.keyOf()
    const enclosure = {
      document: 'Жеке куәлік',
      fileName: 'id.pdf',
      size: this.attachment.length,
      sha256: sha256(this.attachment),
    }
    const pdf = new Uint8Array(renderLetter(sampleLetter({ enclosures: [enclosure] })).pdf)
    const receipt = utf8(writeReceipt(receiptOf(pdf)))
    return await this.sealed(
      new Map<string, Uint8Array>([
        [places.mimetype, utf8(containerType)],
        [places.letter, pdf],
        [places.signature, await this.sign(client, pdf)],
        [`${places.attachments}01-Жеке куәлік & «id».pdf`, this.attachment],
        [places.receipt, receipt],
        [places.receiptSeal, await this.sign(this.#company, receipt)],
        [`${places.chain}1.cer`, this.#authority.issuing(this.#algorithm).certificate.der],
        [`${places.answers}root.crl`, await this.#rootList()],
        [`${places.answers}client.ocsp`, await this.ocspOf(client)],
        [`${places.answers}company.ocsp`, await this.ocspOf(this.#company)],
      ]),
    )
  }

  async #rootList(): Promise<Uint8Array> {
    return await writeList(this.#authority.root(this.#algorithm), {
      revoked: new Map(),
      number: 1,
      thisUpdate: receivedAt - 1000,
      nextUpdate: receivedAt + 86_400_000,
    })
  }
}

function receiptOf(pdf: Uint8Array): Receipt {
  return {
    format: 1,
    appeal: '7b0a3b8e-57f5-4b1e-9c55-2f1b1a5e8f10',
    company: { name: '«ҚТК» АҚ', bin: '990140990016' },
    client: { name: 'САПАРОВА АЙГЕРІМ', iin },
    coupon: '26-000138',
    receivedAt: new Date(receivedAt).toISOString(),
    registration: { number: 3864, date: '2026-01-12', dueDate: '2026-02-02' },
    letterSha256: sha256(pdf),
    history: { events: 2, head: 'ab'.repeat(32) },
    madeAt: new Date(receivedAt + 1000).toISOString(),
  }
}
