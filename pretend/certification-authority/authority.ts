import { fromBase64, toBase64, toHex } from '../../eds/bytes.ts'
import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { oids } from '../../eds/oids.ts'
import { usage, writeCertificate, writeName } from './certificate-writer.ts'
import { writeKeyFile } from './key-file-writer.ts'
import { type Algorithm, type KeyPair, keyIdentifier, newKeyPair, restorePair } from './key-pair.ts'
import { keyFileName, type PersonKeyOrder, personName, personUsage } from './person-profile.ts'

/** A person's key as the holder receives it. */
export interface PersonKey {
  readonly fileName: string
  readonly p12: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
}

/** The played national certification authority: a root and an issuing authority for RSA and for GOST-2015. */
export interface Authority {
  /** Roots to pin, DER. */
  readonly anchors: readonly Uint8Array[]
  /** Issuing authorities, DER. */
  readonly intermediates: readonly Uint8Array[]
  /** Throws RangeError for a GOST-2015 AUTH key: the national sets have none. */
  issuePersonKey(order: PersonKeyOrder): Promise<PersonKey>
  /** The root and the issuing authority of an algorithm with their keys: what lists and services are signed by. */
  root(algorithm: Algorithm): Holder
  issuing(algorithm: Algorithm): Holder
  /** A fresh key and certificate of a service, issued by that authority. */
  issueService(service: 'timestamps' | 'ocsp', algorithm: Algorithm, now: Date): Promise<Holder>
  /** Everything, private keys included, as text for `restoreAuthority`. */
  serialise(): string
}

/** A certificate and its key. */
export interface Holder {
  readonly certificate: Certificate
  readonly pair: KeyPair
}
type Hierarchy = { readonly root: Holder; readonly issuing: Holder }
type Hierarchies = Readonly<Record<Algorithm, Hierarchy>>

/** Authorities are valid ten years back and ten years on, so that expired keys can be issued too. */
const years = 10

/**
 * Makes an authority with fresh keys. Its names say that it is played: «ДЕМО …», which no database but a demo's takes,
 * unless a test calls it otherwise.
 */
export async function createAuthority({
  now,
  title = 'ДЕМО',
}: {
  now: Date
  title?: string
}): Promise<Authority> {
  const [rsa, gost2015] = await Promise.all([
    newHierarchy('rsa', now, title),
    newHierarchy('gost2015', now, title),
  ])
  return authorityOf({ rsa, gost2015 })
}

/** The authority that `serialise` wrote down. Throws on any other text. */
export function restoreAuthority(text: string): Authority {
  const stored: Record<Algorithm, Record<keyof Hierarchy, [certificate: string, pkcs8: string]>> = JSON.parse(
    text,
  )
  const holder = ([certificate, pkcs8]: [string, string]): Holder => {
    const der = fromBase64(certificate)
    return { certificate: parseCertificate(der), pair: restorePair(fromBase64(pkcs8), der) }
  }
  const hierarchy = (algorithm: Algorithm): Hierarchy => ({
    root: holder(stored[algorithm].root),
    issuing: holder(stored[algorithm].issuing),
  })
  return authorityOf({ rsa: hierarchy('rsa'), gost2015: hierarchy('gost2015') })
}

function authorityOf(hierarchies: Hierarchies): Authority {
  const all = [hierarchies.rsa, hierarchies.gost2015]
  return {
    anchors: all.map(({ root }) => root.certificate.der),
    intermediates: all.map(({ issuing }) => issuing.certificate.der),
    issuePersonKey: (order) => issuePersonKey(hierarchies[order.algorithm].issuing, order),
    root: (algorithm) => hierarchies[algorithm].root,
    issuing: (algorithm) => hierarchies[algorithm].issuing,
    issueService: (service, algorithm, now) => issueService(hierarchies[algorithm].issuing, service, now),
    serialise() {
      const holder = ({ certificate, pair }: Holder) => [toBase64(certificate.der), toBase64(pair.pkcs8)]
      const hierarchy = ({ root, issuing }: Hierarchy) => ({ root: holder(root), issuing: holder(issuing) })
      return JSON.stringify({ rsa: hierarchy(hierarchies.rsa), gost2015: hierarchy(hierarchies.gost2015) })
    },
  }
}

async function newHierarchy(algorithm: Algorithm, now: Date, title: string): Promise<Hierarchy> {
  const label = algorithm === 'rsa' ? 'RSA' : 'GOST'
  const root = await newHolder(`${title} НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (${label})`, algorithm, now, null)
  const issuing = await newHolder(`${title} ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (${label})`, algorithm, now, root)
  return { root, issuing }
}

async function newHolder(
  commonName: string,
  algorithm: Algorithm,
  now: Date,
  issuer: Holder | null,
): Promise<Holder> {
  const pair = await newKeyPair(algorithm)
  const subject = writeName([
    [oids.commonName, commonName],
    [oids.country, 'KZ'],
  ])
  const der = await writeCertificate(
    {
      subject,
      publicKeyInfo: pair.publicKeyInfo,
      notBefore: yearsFrom(now, -years),
      notAfter: yearsFrom(now, years),
      keyUsage: [usage.keyCertSign, usage.cRLSign],
      extendedKeyUsage: [],
      policy: issuer === null ? '1.2.398.3.1.2' : oids.policyGeneral,
      isCa: true,
    },
    issuer === null ? { name: subject, ...pair } : issuerOf(issuer),
  )
  return { certificate: parseCertificate(der), pair }
}

async function issuePersonKey(issuer: Holder, order: PersonKeyOrder): Promise<PersonKey> {
  if (order.algorithm === 'gost2015' && order.purpose === 'auth') {
    throw new RangeError('a GOST-2015 set has one key only: order it as sign')
  }
  const pair = await newKeyPair(order.algorithm)
  const certificate = await writeCertificate(
    {
      subject: personName(order),
      publicKeyInfo: pair.publicKeyInfo,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      ...personUsage(order),
      isCa: false,
      ...(order.address === undefined ? {} : { address: order.address }),
    },
    issuerOf(issuer),
  )
  const identifier = keyIdentifier(pair.publicKeyInfo)
  const ski = toHex(identifier)
  const p12 = writeKeyFile(
    { pkcs8: pair.pkcs8, certificate, keyIdentifier: identifier, friendlyName: ski },
    order.password,
  )
  return { fileName: keyFileName(order, ski), p12, certificate }
}

async function issueService(issuer: Holder, service: 'timestamps' | 'ocsp', now: Date): Promise<Holder> {
  const pair = await newKeyPair(issuer.pair.privateKey.algorithm === 'rsa' ? 'rsa' : 'gost2015')
  const der = await writeCertificate(
    {
      subject: writeName([
        [oids.commonName, service === 'ocsp' ? 'ДЕМО OCSP RESPONDER' : 'ДЕМО TIMESTAMPING AUTHORITY'],
        [oids.country, 'KZ'],
      ]),
      publicKeyInfo: pair.publicKeyInfo,
      notBefore: yearsFrom(now, -1),
      notAfter: yearsFrom(now, 3),
      keyUsage: [usage.digitalSignature],
      extendedKeyUsage: [service === 'ocsp' ? oids.ocspSigning : oids.timeStamping],
      policy: oids.policyGeneral,
      isCa: false,
      service,
    },
    issuerOf(issuer),
  )
  return { certificate: parseCertificate(der), pair }
}

function issuerOf(holder: Holder) {
  return { name: holder.certificate.subjectName, ...holder.pair }
}

function yearsFrom(now: Date, count: number): Date {
  const moved = new Date(now)
  moved.setUTCFullYear(moved.getUTCFullYear() + count)
  return moved
}
