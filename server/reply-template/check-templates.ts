import type { ZodError } from 'zod'
import { replyPlaceholders } from '../../domain/reply/placeholder.ts'
import { type ReplyTextFault, replyTextFaults } from '../../domain/reply/reply-template.ts'
import type { FileFault } from '../catalogue/check-catalogue.ts'
import { JsonFault, readPlacedJson } from '../catalogue/file/json-positions.ts'
import { placeOf } from '../catalogue/file/place-of.ts'
import { shapeFaults } from '../catalogue/file/shape-faults.ts'
import { type Told, told } from '../catalogue/file/told-fault.ts'
import { ReplyTextsFile } from './reply-texts-file.ts'

/** Reads templates and modules and tells everything that is wrong with them, in the order of the lines. */
export function checkTemplates(
  text: string,
  typeCodes: ReadonlySet<string>,
): { readonly texts: ReplyTextsFile } | { readonly faults: readonly FileFault[] } {
  let json: ReturnType<typeof readPlacedJson>
  try {
    json = readPlacedJson(text)
  } catch (error) {
    if (error instanceof JsonFault) return { faults: [{ line: error.line, where: [], what: error.what }] }
    throw error
  }
  const file = ReplyTextsFile.safeParse(json.value)
  const found = file.success
    ? replyTextFaults(file.data, typeCodes).map((fault) => ({ path: fault.path, what: whatIs(fault) }))
    : shapeFaults(file.error as ZodError, [], json.value)
  if (file.success && found.length === 0) return { texts: file.data }
  return {
    faults: found
      .map(({ path, what }) => ({ line: json.lineOf(path), where: placeOf(json.value, path), what }))
      .sort((a, b) => a.line - b.line),
  }
}

const known = replyPlaceholders.map((name) => `{{${name}}}`).join(', ')

function whatIs({ kind, name, language }: ReplyTextFault): Told {
  switch (kind) {
    case 'code_twice':
      return told('secondCode', { name })
    case 'type_unknown':
      return told('noSuchType', { name })
    case 'placeholder_unknown':
      return told('noSuchPlaceholder', { name, known })
    case 'placeholder_of_other_kind':
      return told('ofOtherKind', { name })
    case 'one_language':
      return told('printedIn', { name, language: language ?? '', other: language === 'kk' ? 'ru' : 'kk' })
  }
}
