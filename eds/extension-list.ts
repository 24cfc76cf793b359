import { DerError, type DerNode, tag } from './der.ts'
import { booleanOf, expectTag, items, oidOf } from './der-values.ts'

export interface Extension {
  readonly critical: boolean
  /** Content of extnValue. */
  readonly value: Uint8Array
}

/**
 * Extensions by their identifier, of a certificate, a list, an entry or an answer (RFC 5280, section 4.1): each at most
 * once. Throws DerError.
 */
export function readExtensionList(node: DerNode): Map<string, Extension> {
  const found = new Map<string, Extension>()
  for (const extension of items(node)) {
    const [type, ...rest] = items(extension)
    const [flag, ...values] = rest.length === 2 ? rest : [undefined, ...rest]
    // FALSE is the default and need not be written; authorities that write it are met.
    const critical = flag !== undefined && booleanOf(flag)
    if (values.length !== 1) throw new DerError('extension')
    const id = oidOf(type)
    if (found.has(id)) throw new DerError('extension twice')
    found.set(id, { critical, value: expectTag(values[0], tag.octetString).content })
  }
  return found
}
