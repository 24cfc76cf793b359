import { receiptDocument } from '../../domain/attachment/document-slot.ts'
import type { Fault } from './file/field-rules.ts'
import { CatalogueFile, FileFrame, FileType } from './file/file-schema.ts'
import { JsonFault, type Path, readPlacedJson } from './file/json-positions.ts'
import { placeOf } from './file/place-of.ts'
import { shapeFaults } from './file/shape-faults.ts'
import { type Place, type Told, told } from './file/told-fault.ts'
import { typeFaults } from './file/type-rules.ts'

/** One thing wrong in a file, told by the line (from 1) and by what is there. */
export interface FileFault {
  readonly line: number
  /** «rent.early.full», field «amount»; empty where it is neither. */
  readonly where: readonly Place[]
  readonly what: Told
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
    if (error instanceof JsonFault) return { faults: [{ line: error.line, where: [], what: error.what }] }
    throw error
  }
  const frame = FileFrame.safeParse(json.value)
  const found = frame.success
    ? checkTypes(frame.data)
    : { faults: shapeFaults(frame.error, [], json.value), types: [] }
  const placed = (some: readonly Fault[]): FileFault[] =>
    some
      .map(({ path, what }) => ({ line: json.lineOf(path), where: placeOf(json.value, path), what }))
      .sort((a, b) => a.line - b.line)
  if (frame.success && found.faults.length === 0) {
    const catalogue = CatalogueFile.parse(frame.data)
    return { catalogue, types: found.types, notes: placed(receiptNotes(frame.data)) }
  }
  return { faults: placed(found.faults) }
}

function checkTypes(frame: FileFrame): { faults: Fault[]; types: FileType[] } {
  const faults: Fault[] = [
    ...twice(frame.documentTypes, ['documentTypes'], 'secondDocument'),
    ...twice(frame.categories, ['categories'], 'secondCategory'),
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
        faults.push({ path: [...path, 'code'], what: told('secondType', { code: type.data.code }) })
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
  const what = told('receiptLeftOut')
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

const twice = (list: readonly { code: string }[], path: Path, problem: Told['problem']): Fault[] =>
  list.flatMap(({ code }, index) =>
    list.findIndex((one) => one.code === code) < index
      ? [{ path: [...path, index, 'code'], what: told(problem, { code }) }]
      : [],
  )
