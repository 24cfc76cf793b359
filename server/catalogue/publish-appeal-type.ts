import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../db/project-root.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { AppealTypeSchema } from '../../wire/catalogue.ts'
import { LocalisedText } from '../../wire/person.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { addType, saveCategory, TypeDefinition } from './catalogue-store.ts'

/** What of data/catalogue.json decides; evidence marks and fees are for people and for the tariff. */
const CatalogueFile = z.object({
  documentTypes: z.array(z.object({ code: z.string(), name: LocalisedText })),
  categories: z.array(
    z.object({
      code: z.string(),
      order: z.int(),
      name: LocalisedText,
      types: z.array(z.looseObject({ code: z.string() })),
    }),
  ),
})
export type CatalogueFile = z.infer<typeof CatalogueFile>

/** The shipped catalogue, or another file of that shape. */
export async function readCatalogueFile(
  path = join(projectRoot(), 'data', 'catalogue.json'),
): Promise<CatalogueFile> {
  return CatalogueFile.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** A type of the file with its documents' names; throws when the file has none, or one this version can't show. */
export function definitionIn(file: CatalogueFile, typeCode: string): TypeDefinition {
  for (const category of file.categories) {
    const found = category.types.find((type) => type.code === typeCode)
    if (found === undefined) continue
    const type = AppealTypeSchema.parse({ ...found, categoryCode: category.code })
    const names = file.documentTypes.filter(({ code }) => type.documents.some((one) => one.document === code))
    return { ...type, documentNames: Object.fromEntries(names.map(({ code, name }) => [code, name])) }
  }
  throw new Error(`the catalogue has no type ${typeCode}`)
}

/** §4: publishes the next version of a type with its category, in force from a day. Answers the version's id. */
export async function publishAppealType(
  context: Context,
  file: CatalogueFile,
  typeCode: string,
  validFrom: PlainDate,
): Promise<string> {
  const definition = TypeDefinition.parse(definitionIn(file, typeCode))
  const nameless = definition.documents.find(
    ({ document }) => definition.documentNames[document] === undefined,
  )
  if (nameless !== undefined) throw new Error(`the document ${nameless.document} has no name`)
  const id = randomUUID()
  await inTransaction(context.db, async (tx) => {
    const category = file.categories.find(({ code }) => code === definition.categoryCode)
    if (category !== undefined) {
      await saveCategory(tx, { code: category.code, position: category.order, name: category.name })
    }
    await addType(tx, { id, definition, validFrom, publishedAt: context.now() })
  })
  return id
}
