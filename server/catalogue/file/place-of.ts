import type { Path } from './json-positions.ts'
import type { Place } from './told-fault.ts'

export const stepInto = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined

/** Names along a path: the type, its field, the item of a group. */
export function placeOf(root: unknown, path: Path): Place[] {
  const names: Place[] = []
  let value: unknown = root
  for (const [index, step] of path.entries()) {
    value = stepInto(value, step)
    const list = path[index - 1]
    if (typeof step !== 'number' || typeof value !== 'object' || value === null) continue
    const { code, document, value: option } = value as Record<string, unknown>
    const name = String(code ?? document ?? option ?? step + 1)
    if (list === 'types') names.push({ kind: 'type', name })
    if (list === 'fields' || list === 'items') names.push({ kind: 'field', name })
    if (list === 'documents' || list === 'documentTypes') names.push({ kind: 'document', name })
    if (list === 'templates') names.push({ kind: 'template', name })
    if (list === 'modules') names.push({ kind: 'module', name })
    if (list === 'options') names.push({ kind: 'option', name })
  }
  return names
}
