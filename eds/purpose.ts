import type { Certificate, CertificateFacts } from './certificate.ts'
import { oids } from './oids.ts'

/** What a signature is for: a letter to the company, or signing in. */
export type SigningPurpose = 'letter' | 'signIn'

/**
 * Whether a certificate's key may be used for the purpose (docs/signature-facts.md 1.10, step 9, and 7).
 * A letter: digitalSignature, nonRepudiation, emailProtection. Signing in: digitalSignature and clientAuth;
 * GOST-2015 sets hold one key only, so their signing key signs in too.
 */
export function fitsPurpose(facts: CertificateFacts, purpose: SigningPurpose): boolean {
  const signs = facts.keyUsage.includes('digitalSignature')
  const forMail = facts.extendedKeyUsage.includes(oids.emailProtection)
  if (purpose === 'letter') return signs && forMail && facts.keyUsage.includes('nonRepudiation')
  const forSignIn = facts.extendedKeyUsage.includes(oids.clientAuth)
  return signs && (forSignIn || (forMail && facts.algorithm === 'gost2015-512'))
}

/** Whose key it may be: a private person's alone (false), anybody's (true), or of the company with this BIN alone. */
export type KeyOfCompany = boolean | { readonly bin: string }

/**
 * What speaks against the holder acting as the person with `expectIin` (step 10; null expects nobody yet), as a private
 * one or for a company.
 */
export function identityDefects(
  facts: CertificateFacts,
  expectIin: string | null,
  company: KeyOfCompany,
): ('no_iin' | 'iin_mismatch' | CompanyDefect)[] {
  const { iin } = facts.subject
  return [
    ...(iin === null ? (['no_iin'] as const) : []),
    ...(iin !== null && expectIin !== null && iin !== expectIin ? (['iin_mismatch'] as const) : []),
    ...companyDefects(facts, company),
  ]
}

type CompanyDefect = 'company_key_not_allowed' | 'company_key_needed' | 'company_mismatch'

/** A key that says "company" and names none, or two, names no company of ours. */
function companyDefects(facts: CertificateFacts, company: KeyOfCompany): CompanyDefect[] {
  if (company === true) return []
  const ofCompany = isCompanyKey(facts)
  if (company === false) return ofCompany ? ['company_key_not_allowed'] : []
  if (!ofCompany) return ['company_key_needed']
  return facts.subject.bin === company.bin ? [] : ['company_mismatch']
}

/** A BIN, or a role in a company, makes it a company's key, whether its BIN can be read or not. */
export const isCompanyKey = ({ extendedKeyUsage, subject }: CertificateFacts): boolean =>
  subject.bin !== null ||
  subject.severalBins ||
  extendedKeyUsage.some((id) => id === oids.roleLegalEntity || id.startsWith(`${oids.roleLegalEntity}.`))

/** May the key sign answers and tokens? A certificate that names no usage forbids none (RFC 5280, section 4.2.1.3). */
export const maySign = ({ facts: { keyUsage } }: Certificate): boolean =>
  keyUsage.length === 0 || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation')
