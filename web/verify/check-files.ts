import { parseCertificate } from '../../eds/certificate.ts'
import { type Finding, findingOn, type Measures } from '../../eds/file/finding.ts'
import { type FileKind, kindOf } from '../../eds/file/kind-of.ts'
import { derOf, pemValues } from '../../eds/pem.ts'

export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the check came to, or what is to be chosen otherwise; `field` is where. */
export type Outcome =
  | { readonly finding: Finding }
  | { readonly problem: FilesProblem; readonly field: 'files' }
  | { readonly problem: 'badRoot'; readonly field: 'roots'; readonly name: string }
export type FilesProblem = 'noFile' | 'keyFile' | 'tooMany' | 'noSignature'

/**
 * Checks what was chosen exactly as `otinish verify` does: a package; a signature with its document, and with
 * answers on revocation where some were chosen too; or one file of another kind. `now` is epoch milliseconds.
 */
export async function checkFiles(
  files: readonly ChosenFile[],
  roots: readonly ChosenFile[],
  now: number,
): Promise<Outcome> {
  const trust: Uint8Array[] = []
  for (const root of roots) {
    const certificates = certificatesIn(root.bytes)
    if (certificates === null) return { problem: 'badRoot', field: 'roots', name: root.name }
    trust.push(...certificates)
  }
  const kinds = files.map(({ bytes }) => ({ bytes, kind: kindOf(bytes) }))
  const of = (...wanted: FileKind[]) =>
    kinds.filter(({ kind }) => wanted.includes(kind)).map(({ bytes }) => bytes)
  const problem = (code: FilesProblem): Outcome => ({ problem: code, field: 'files' })
  const measures: Measures = {
    trust,
    at: now,
    now,
    given: null,
    content: null,
    evidence: { ocsp: [], crls: [] },
    expectIin: null,
    intermediates: [],
  }

  const [only, ...more] = kinds
  if (only === undefined) return problem('noFile')
  if (of('keyFile').length > 0) return problem('keyFile')
  const [signature, ...signatures] = of('cms')
  if (signature === undefined) {
    if (more.length > 0) return problem('tooMany')
    if (only.kind === 'letter') return problem('noSignature')
    return { finding: await findingOn(only.kind, only.bytes, measures) }
  }
  const evidence = { ocsp: of('ocsp'), crls: of('crl') }
  const rest = files.length - 1 - evidence.ocsp.length - evidence.crls.length
  if (signatures.length > 0 || rest > 1) return problem('tooMany')
  const [content = null] = of('letter', 'xml', 'unknown', 'evidence', 'certificate', 'timestamp')
  return { finding: await findingOn('cms', signature, { ...measures, content, evidence }) }
}

/** Certificates of a file, DER or PEM; null when one of them is none. */
function certificatesIn(bytes: Uint8Array): Uint8Array[] | null {
  const text = new TextDecoder('latin1').decode(bytes)
  try {
    const found = text.includes('-----BEGIN') ? pemValues(text, 'certificate') : [derOf(bytes, 'certificate')]
    return found.length === 0 ? null : found.map((der) => parseCertificate(der).der)
  } catch {
    return null
  }
}
