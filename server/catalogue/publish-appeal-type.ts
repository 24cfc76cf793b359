import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { projectRoot } from '../../db/project-root.ts'
import { withoutReceipt } from '../../domain/attachment/required-documents.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { AppealTypeSchema } from '../../wire/catalogue.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { addTypes, ruledNames, saveCategory, type TypeDefinition, typesOn } from './catalogue-store.ts'
import { CatalogueFile } from './file/file-schema.ts'

/** The shipped catalogue, or another file of that shape. */
export async function readCatalogueFile(
  path = join(projectRoot(), 'data', 'catalogue.json'),
): Promise<CatalogueFile> {
  return CatalogueFile.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** A type of the file with its documents' names; throws when the file has none, or one this version can't show. */
export function definitionIn(file: CatalogueFile, typeCode: string): TypeDefinition {
  for (const category of file.categories) {
    const position = category.types.findIndex((type) => type.code === typeCode)
    if (position < 0) continue
    const found = { ...category.types[position], categoryCode: category.code, position }
    const type = AppealTypeSchema.parse(found)
    // A file of before lists the receipt with its types: that is left out, and its name is kept.
    const documents = withoutReceipt(type.documents)
    const names = file.documentTypes.filter(
      ({ code }) => code in ruledNames || documents.some((one) => one.document === code),
    )
    const documentNames = Object.fromEntries(names.map(({ code, name }) => [code, name]))
    return { ...type, documents, documentNames: { ...ruledNames, ...documentNames } }
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
  const row = { id: randomUUID(), definition: named(definitionIn(file, typeCode)), validFrom }
  await inTransaction(context.db, async (tx) => {
    const category = file.categories.find(({ code }) => code === row.definition.categoryCode)
    if (category !== undefined) {
      await saveCategory(tx, { code: category.code, position: category.order, name: category.name })
    }
    await addTypes(tx, [row], context.now())
  })
  return row.id
}

/** Throws where a document of the type has no name in the file. */
function named(definition: TypeDefinition): TypeDefinition {
  const nameless = definition.documents.find(
    ({ document }) => definition.documentNames[document] === undefined,
  )
  if (nameless !== undefined) throw new Error(`the document ${nameless.document} has no name`)
  return definition
}

/**
 * §4: publishes those types of a file that are new or differ from the version in force on `validFrom`, and names and
 * order of its categories. Answers the codes of what was published, in the file's order.
 */
export async function publishCatalogue(
  context: Context,
  file: CatalogueFile,
  validFrom: PlainDate,
): Promise<string[]> {
  return await inTransaction(context.db, async (tx) => {
    const published = await typesOn(tx, validFrom)
    const known = new Map(
      published.map(({ type, documentNames }) => [
        type.code,
        { ...type, documents: withoutReceipt(type.documents), documentNames },
      ]),
    )
    for (const { code, order, name } of file.categories)
      await saveCategory(tx, { code, position: order, name })
    const fresh = file.categories
      .flatMap(({ types }) => types)
      .map(({ code }) => named(definitionIn(file, code)))
      .filter((definition) => !isSame(known.get(definition.code), definition))
    const rows = fresh.map((definition) => ({ id: randomUUID(), definition, validFrom }))
    await addTypes(tx, rows, context.now())
    return fresh.map(({ code }) => code)
  })
}

/** A type that others only moved past is the same. */
function isSame(known: object | undefined, wanted: TypeDefinition): boolean {
  return known !== undefined && isDeepStrictEqual({ ...known, position: 0 }, { ...wanted, position: 0 })
}
