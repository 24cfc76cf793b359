import type { CertificateFacts } from '../../../eds/certificate.ts'
import { buildCms } from '../../../eds/cms-writer.ts'
import { oids } from '../../../eds/oids.ts'
import { KeyFileError, type OpenedKeyFile, openKeyFile } from '../../../eds/pkcs12.ts'
import { wipe } from '../../../eds/private-key.ts'
import { fitsPurpose, identityDefects } from '../../../eds/purpose.ts'
import type { signing } from '../../../words/kk/signing.ts'
import type { SignerRequest } from '../protocol.ts'
import { hasCyrillic } from './key-file-kind.ts'

export type ProblemCode = keyof (typeof signing)['problems']

/** What stopped the signing, at which field, with values for the placeholders of its words. */
export interface Problem {
  readonly code: ProblemCode
  readonly field: 'file' | 'password'
  /** Epoch milliseconds for {date}. */
  readonly date?: number
  /** For {name}. */
  readonly name?: string
}

/**
 * Opens the key and signs each content detached, after the checks that spare the client a refusal by the server.
 * `now` is epoch milliseconds. Never throws for what the client chose or typed.
 */
export async function signWithFile(
  file: Uint8Array,
  password: string,
  request: Pick<SignerRequest, 'contents' | 'purpose' | 'expectIin' | 'expectBin'>,
  now: number,
): Promise<{ signed: Uint8Array<ArrayBuffer>[] } | { problem: Problem }> {
  let opened: OpenedKeyFile
  try {
    opened = openKeyFile(file, password)
  } catch (error) {
    const code = error instanceof KeyFileError ? error.code : 'failed'
    if (code !== 'wrong_password') return { problem: at(code) }
    return { problem: { code: hasCyrillic(password) ? 'wrong_password_layout' : code, field: 'password' } }
  }
  const { certificate, privateKey } = opened
  const problem =
    privateKey === null ? at('unsupported_algorithm') : unsuitable(certificate.facts, request, now)
  if (problem !== null || privateKey === null) return { problem: problem ?? at('unsupported_algorithm') }
  try {
    const signed: Uint8Array<ArrayBuffer>[] = []
    for (const content of request.contents) {
      signed.push(await buildCms({ content, certificate, privateKey, signingTime: now, detached: true }))
    }
    return { signed }
  } catch {
    return { problem: at('failed') }
  } finally {
    wipe(privateKey)
  }
}

function unsuitable(
  facts: CertificateFacts,
  { purpose, expectIin, expectBin }: Pick<SignerRequest, 'purpose' | 'expectIin' | 'expectBin'>,
  now: number,
): Problem | null {
  const signs = purpose === 'letter' || purpose === 'reply'
  if (!fitsPurpose(facts, signs ? 'letter' : 'signIn')) return at(wrongKey(facts, signs))
  // Staff may come in with their company's key; whether it is of this company the server knows.
  const company = expectBin === null ? purpose === 'staffSignIn' : { bin: expectBin }
  const [identity] = identityDefects(facts, expectIin, company)
  const { commonName, organisation, bin } = facts.subject
  if (identity === 'company_key_not_allowed' || identity === 'company_mismatch')
    return { ...at(identity), name: organisation ?? `БСН ${bin}` }
  if (identity !== undefined) return { ...at(identity), name: commonName ?? '?' }
  if (now > facts.notAfter) return { ...at('cert_expired'), date: facts.notAfter }
  if (now < facts.notBefore) return { ...at('cert_not_yet_valid'), date: facts.notBefore }
  return null
}

function wrongKey(facts: CertificateFacts, signs: boolean): ProblemCode {
  if (signs && facts.extendedKeyUsage.includes(oids.clientAuth)) return 'auth_key'
  if (!signs && facts.extendedKeyUsage.includes(oids.emailProtection)) return 'signing_key'
  return 'wrong_purpose'
}

function at(code: ProblemCode): Problem {
  return { code, field: 'file' }
}
