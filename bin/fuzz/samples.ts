import { parseCertificate } from '../../eds/certificate.ts'
import { parseCms } from '../../eds/cms.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { ocspRequest } from '../../eds/ocsp.ts'
import { oids } from '../../eds/oids.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { timestampRequest, timestampToken } from '../../eds/timestamp.ts'
import { createAuthority, type Holder } from '../../pretend/certification-authority/authority.ts'
import { answerOcsp } from '../../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../../pretend/certification-authority/revocation-list.ts'
import { createRegister } from '../../pretend/certification-authority/revocation-register.ts'
import { answerTimestamp } from '../../pretend/certification-authority/timestamping.ts'

/** Everything of one signer that can be broken, whole and right. DER. */
export interface Sample {
  readonly content: Uint8Array
  readonly serial: string
  readonly attached: Uint8Array
  readonly detached: Uint8Array
  readonly certificate: Uint8Array
  readonly ocsp: Uint8Array
  readonly crl: Uint8Array
  /** The list of the root above, about the issuing authority. */
  readonly rootCrl: Uint8Array
  readonly token: Uint8Array
  readonly stamped: Uint8Array
  readonly keyFile: Uint8Array
  readonly password: string
  readonly key: OpenedKeyFile
  readonly issuing: Holder
}

export interface Samples {
  readonly at: number
  readonly anchors: readonly Uint8Array[]
  readonly intermediates: readonly Uint8Array[]
  readonly signers: readonly Sample[]
}

const iin = '921125270019'
export const sampleIin = iin

/** Signs one letter with a key of each kind, and asks the played authority everything about it. */
export async function makeSamples(at: number): Promise<Samples> {
  const authority = await createAuthority({ now: new Date(at) })
  const signers = await Promise.all(
    (['rsa', 'gost2015'] as const).map(async (algorithm): Promise<Sample> => {
      const order = { surname: 'Сапарова', givenName: 'Айгерім', iin, algorithm, purpose: 'sign' as const }
      const password = 'Qwerty12'
      const validity = { notBefore: new Date(at - 86_400_000), notAfter: new Date(at + 31_536_000_000) }
      const { p12 } = await authority.issuePersonKey({ ...order, ...validity, password })
      const key = openKeyFile(p12, password)
      const { certificate, privateKey } = key
      if (privateKey === null) throw new Error('the played authority gives keys that we use')
      const issuing = authority.issuing(algorithm)
      const content = new TextEncoder().encode('%PDF-1.7 өтініш')
      const signing = { content, certificate, privateKey, signingTime: at }
      const attached = await buildCms({ ...signing, detached: false })
      const register = createRegister()
      const responder = await authority.issueService('ocsp', algorithm, new Date(at))
      const stamper = await authority.issueService('timestamps', algorithm, new Date(at))
      const request = await ocspRequest(certificate, issuing.certificate, new Uint8Array(16).fill(7))
      const stamped = parseCms(attached).signers[0]?.signature ?? new Uint8Array()
      const digest = algorithm === 'rsa' ? oids.sha256 : oids.streebog512
      const stampRequest = await timestampRequest(stamped, digest, Uint8Array.of(9))
      const list = { revoked: new Map(), number: 5, thisUpdate: at - 1000, nextUpdate: at + 86_400_000 }
      return {
        content,
        serial: certificate.facts.serial,
        attached,
        detached: await buildCms({ ...signing, detached: true }),
        certificate: certificate.der,
        ocsp: await answerOcsp(request, responder, register, at),
        crl: await writeList(issuing, list),
        rootCrl: await writeList(authority.root(algorithm), list),
        token: timestampToken(await answerTimestamp(stampRequest, stamper, at)),
        stamped,
        keyFile: p12,
        password,
        key,
        issuing,
      }
    }),
  )
  for (const anchor of authority.anchors) parseCertificate(anchor)
  return { at, anchors: authority.anchors, intermediates: authority.intermediates, signers }
}
