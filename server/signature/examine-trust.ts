import { createHash } from 'node:crypto'
import { equalBytes } from '../../eds/bytes.ts'
import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { isSignedBy } from '../../eds/issued-by.ts'
import { oids } from '../../eds/oids.ts'
import { derOf, pemKind, pemValues } from '../../eds/pem.ts'
import { certificateScheme } from '../../eds/public-key.ts'
import { readOrNull } from '../../eds/signer-check.ts'

/** Why a certificate is not installed; the words are in words/<language>/trust.ts. */
export const trustProblems = [
  'not_certificate',
  'not_authority',
  'timestamp_service',
  'ocsp_service',
  'unsupported_algorithm',
  'wrong_signature',
  'issuer_missing',
  'demo_root',
] as const
export type TrustProblem = (typeof trustProblems)[number]

/** A certificate as it was found: what it would be, and what speaks against it. */
export interface Examined {
  readonly file: string
  /** Null: no certificate at all. */
  readonly certificate: Certificate | null
  /** Of the DER, lower-case hexadecimal. */
  readonly sha256: string
  readonly role: 'anchor' | 'intermediate'
  /** Its key identifier is known for the national authority, or it is the root that issued such a one. */
  readonly listed: boolean
  readonly problem: TrustProblem | null
}

/**
 * Subject key identifiers of the issuing authorities now in force, nca_gost_2022 and nca_rsa_2022, as the national
 * authority's own timestamp certificates name them: who downloads the authorities can compare without trusting the way.
 * Their roots are known by having signed them.
 */
const listedKeys: ReadonlySet<string> = new Set([
  'fe30be9fc890633f1fff5a3c0cb0c85f4c6d1708',
  'dcae24d749b26480d2de37233c3ea4515db55ac7',
])

/** The played authority of the demo says so in its name (pretend/certification-authority). */
const isDemo = ({ facts }: Certificate): boolean => facts.subject.commonName?.startsWith('ДЕМО ') === true

export const isSelfIssued = ({ issuerName, subjectName }: Certificate): boolean =>
  equalBytes(issuerName, subjectName)

export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')

/**
 * Looks at certificates that an operator wants to trust: authorities only, roots signed by themselves, issuing
 * authorities by a root that is installed or comes along.
 * @param files one certificate in DER, or any number in PEM
 * @param installed roots there already
 */
export async function examineTrust(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  installed: readonly Certificate[],
): Promise<Examined[]> {
  const found = files.flatMap(({ name, bytes }) =>
    certificatesIn(bytes).map((certificate) => ({ file: name, certificate })),
  )
  const all = found.flatMap(({ certificate }) => certificate ?? [])
  const roots = [...all.filter(isSelfIssued), ...installed]
  const listed = await listedAmong(all)
  return await Promise.all(
    found.map(async ({ file, certificate }) => ({
      file,
      certificate,
      sha256: certificate === null ? '' : fingerprintOf(certificate.der),
      role:
        certificate !== null && isSelfIssued(certificate) ? ('anchor' as const) : ('intermediate' as const),
      listed: certificate !== null && listed.includes(certificate),
      problem: certificate === null ? 'not_certificate' : await problemOf(certificate, roots),
    })),
  )
}

async function problemOf(
  certificate: Certificate,
  roots: readonly Certificate[],
): Promise<TrustProblem | null> {
  const { isCa, keyUsage, extendedKeyUsage } = certificate.facts
  // These come with every token and answer, and are trusted through their issuer: nothing to install.
  if (!isCa && extendedKeyUsage.includes(oids.timeStamping)) return 'timestamp_service'
  if (!isCa && extendedKeyUsage.includes(oids.ocspSigning)) return 'ocsp_service'
  if (!isCa || !keyUsage.includes('keyCertSign')) return 'not_authority'
  if (isDemo(certificate)) return 'demo_root'
  if (certificateScheme(certificate.signatureAlgorithm) === null) return 'unsupported_algorithm'
  if (isSelfIssued(certificate)) {
    return (await isSignedBy(certificate, certificate)) ? null : 'wrong_signature'
  }
  for (const root of roots) if (await isSignedBy(certificate, root)) return null
  return 'issuer_missing'
}

async function listedAmong(all: readonly Certificate[]): Promise<Certificate[]> {
  const issuing = all.filter(({ facts }) => listedKeys.has(facts.ski ?? ''))
  const roots = await Promise.all(
    all.filter(isSelfIssued).map(async (root) => {
      const signed = await Promise.all(issuing.map((one) => isSignedBy(one, root)))
      return signed.includes(true) ? [root] : []
    }),
  )
  return [...issuing, ...roots.flat()]
}

/** DER, or PEM with one or several; null for what is no certificate. */
function certificatesIn(bytes: Uint8Array): (Certificate | null)[] {
  const text = new TextDecoder('latin1').decode(bytes)
  if (pemKind(text) !== 'certificate')
    return [readOrNull(() => parseCertificate(derOf(bytes, 'certificate')))]
  const values = readOrNull(() => pemValues(text, 'certificate')) ?? []
  return values.length === 0 ? [null] : values.map((der) => readOrNull(() => parseCertificate(der)))
}
