import { type Finding, findingOn, type Measures } from '../../eds/file/finding.ts'
import type { FileKind } from '../../eds/file/kind-of.ts'
import { derOf } from '../../eds/pem.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'

/** The same as `findingOn`, for key files too: their certificate is what is checked. Throws KeyFileError. */
export async function findingOnFile(
  kind: FileKind,
  file: Uint8Array,
  measures: Measures,
  password: string | null,
): Promise<Finding> {
  if (kind !== 'keyFile') return await findingOn(kind, file, measures)
  const { certificate } = openKeyFile(derOf(file, 'any'), password ?? '')
  return { ...(await findingOn('certificate', certificate.der, measures)), kind }
}
