import type { z } from 'zod'
import { receiptDocument } from '../../domain/attachment/document-slot.ts'
import type { Fault } from './file/field-rules.ts'
import { CatalogueFile, FileFrame, FileType } from './file/file-schema.ts'
import { JsonFault, type Path, readPlacedJson } from './file/json-positions.ts'
import { typeFaults } from './file/type-rules.ts'

/** One thing wrong in a file, told by the line (from 1) and by what is there. */
export interface FileFault {
  readonly line: number
  /** «rent.early.full», field «amount»; empty where it is neither. */
  readonly where: string
  readonly what: string
}

/** A whole catalogue with nothing wrong in it. */
export interface CheckedFile {
  readonly catalogue: CatalogueFile
  /** The types of all its categories, in the order of the file. */
  readonly types: readonly FileType[]
  /** What is right and does nothing. */
  readonly notes: readonly FileFault[]
}

/** Reads a catalogue and tells everything that is wrong with it, in the order of the lines. */
export function checkFile(text: string): CheckedFile | { readonly faults: readonly FileFault[] } {
  let json: ReturnType<typeof readPlacedJson>
  try {
    json = readPlacedJson(text)
  } catch (error) {
    if (error instanceof JsonFault) return { faults: [{ line: error.line, where: '', what: error.message }] }
    throw error
  }
  const frame = FileFrame.safeParse(json.value)
  const found = frame.success
    ? checkTypes(frame.data)
    : { faults: shapeFaults(frame.error, [], json.value), types: [] }
  const told = (some: readonly Fault[]): FileFault[] =>
    some
      .map(({ path, what }) => ({ line: json.lineOf(path), where: placeOf(json.value, path), what }))
      .sort((a, b) => a.line - b.line)
  if (frame.success && found.faults.length === 0) {
    const catalogue = CatalogueFile.parse(frame.data)
    return { catalogue, types: found.types, notes: told(receiptNotes(frame.data)) }
  }
  return { faults: told(found.faults) }
}

function checkTypes(frame: FileFrame): { faults: Fault[]; types: FileType[] } {
  const faults: Fault[] = [
    ...twice(frame.documentTypes, ['documentTypes'], 'document'),
    ...twice(frame.categories, ['categories'], 'category'),
  ]
  const documents = new Set(frame.documentTypes.map(({ code }) => code))
  const types: FileType[] = []
  for (const [index, category] of frame.categories.entries()) {
    for (const [place, one] of category.types.entries()) {
      const path: Path = ['categories', index, 'types', place]
      const type = FileType.safeParse(one)
      if (!type.success) {
        faults.push(...shapeFaults(type.error, path, one))
        continue
      }
      if (types.some(({ code }) => code === type.data.code)) {
        faults.push({ path: [...path, 'code'], what: `a second type «${type.data.code}»` })
      }
      faults.push(
        ...typeFaults(type.data, documents).map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
      )
      types.push(type.data)
    }
  }
  return { faults, types }
}

/** Files of before list the receipt with each type that has a fee; now a rule asks for it, and a line says nothing. */
function receiptNotes({ categories }: FileFrame): Fault[] {
  const what = 'left out: a receipt is asked for by itself where a fee is paid by details'
  return categories.flatMap(({ types }, category) =>
    types.flatMap((type, place) =>
      FileType.parse(type).documents.flatMap(({ document }, index) =>
        document === receiptDocument
          ? [{ path: ['categories', category, 'types', place, 'documents', index], what }]
          : [],
      ),
    ),
  )
}

const twice = (list: readonly { code: string }[], path: Path, noun: string): Fault[] =>
  list.flatMap(({ code }, index) =>
    list.findIndex((one) => one.code === code) < index
      ? [{ path: [...path, index, 'code'], what: `a second ${noun} «${code}»` }]
      : [],
  )

function shapeFaults(error: z.ZodError, around: Path, root: unknown): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const path = [...around, ...(issue.path as Path)]
    const last = String(issue.path.at(-1) ?? '')
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({ path: [...path, key], what: `nothing here is called «${key}»` }))
      case 'invalid_union':
        return [{ path, what: `an unknown kind of field` }]
      case 'invalid_value':
        return [{ path, what: `one of ${issue.values.join(', ')} is expected` }]
      case 'invalid_key':
        return [{ path, what: `«${last}» is unknown here` }]
      case 'invalid_type':
        return valueAt(root, issue.path as Path) === undefined
          ? [{ path, what: `«${last}» is missing` }]
          : [{ path, what: `«${last}» must be of the kind ${issue.expected}` }]
      case 'too_small':
        return [
          {
            path,
            what:
              issue.origin === 'string'
                ? `«${last}» is empty`
                : `«${last}» must be at least ${issue.minimum}`,
          },
        ]
      case 'too_big':
        return [{ path, what: `«${last}» must be at most ${issue.maximum}` }]
      default:
        return [{ path, what: issue.message }]
    }
  })
}

const stepInto = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined

const valueAt = (root: unknown, path: Path): unknown => path.reduce(stepInto, root)

/** Names along a path: the type, its field, the item of a group. */
function placeOf(root: unknown, path: Path): string {
  const names: string[] = []
  let value: unknown = root
  for (const [index, step] of path.entries()) {
    value = stepInto(value, step)
    const list = path[index - 1]
    if (typeof step !== 'number' || typeof value !== 'object' || value === null) continue
    const { code, document, value: option } = value as Record<string, unknown>
    const name = String(code ?? document ?? option ?? step + 1)
    if (list === 'types') names.push(`«${name}»`)
    if (list === 'fields' || list === 'items') names.push(`field «${name}»`)
    if (list === 'documents' || list === 'documentTypes') names.push(`document «${name}»`)
    if (list === 'options') names.push(`option «${name}»`)
  }
  return names.join(', ')
}
