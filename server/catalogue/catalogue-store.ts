import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { receiptDocument } from '../../domain/attachment/document-slot.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { Category } from '../../domain/catalogue/category.ts'
import type { Localised } from '../../domain/language.ts'
import { AppealTypeSchema } from '../../wire/catalogue.ts'
import { payment as en } from '../../words/en/payment.ts'
import { payment as kk } from '../../words/kk/payment.ts'
import { payment as ru } from '../../words/ru/payment.ts'
import type { Db } from '../context.ts'
import { readOnce } from '../read-once.ts'
import { keepWordsAgain } from '../search/search-store.ts'

const localised = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** The receipt is asked for by a rule, whatever a type says; every type can name it. */
export const ruledNames: Readonly<Record<string, Localised>> = {
  [receiptDocument]: { kk: kk.receipt, ru: ru.receipt, en: en.receipt },
}

/** What `appeal_type.definition` holds: the type, and the names its documents had then. */
export const TypeDefinition = AppealTypeSchema.extend({ documentNames: z.record(z.string(), localised) })
export type TypeDefinition = z.infer<typeof TypeDefinition>

/** One published version of a type. */
export interface PublishedType {
  readonly id: string
  readonly version: number
  readonly type: AppealType
  /** By document code. */
  readonly documentNames: Readonly<Record<string, Localised>>
}

/** A definition as its text; types of one category are looked at together. */
const definitionOf = readOnce((text) => {
  const { documentNames, ...type } = TypeDefinition.parse(JSON.parse(text))
  return { type, documentNames: { ...ruledNames, ...documentNames } }
}, 200)

/** SQL over `appeal_type`: a published version, for `publishedType`. */
export const typeColumns = ['id', 'version', sql<string>`definition::text`.as('definition')] as const

/** What those columns say. */
export const publishedType = (row: { id: string; version: number; definition: string }): PublishedType => ({
  id: row.id,
  version: row.version,
  ...definitionOf(row.definition),
})

/** SQL: the id of the version of a type that is in force on a day; null: none, or it is withdrawn. */
export const idInForce = (code: RawBuilder<unknown>, day: PlainDate) => sql<string | null>`(
  select case when withdrawn_from is null or withdrawn_from > ${day} then id end
  from appeal_type where code = ${code} and valid_from <= ${day} order by version desc limit 1)`

/** §4: the versions in force on a day, by their place in the category. A withdrawn type is not offered any more. */
export async function typesOn(db: Db, day: PlainDate): Promise<PublishedType[]> {
  const rows = await db
    .selectFrom('appeal_type')
    .distinctOn('code')
    .select(typeColumns)
    .select('withdrawn_from')
    .where('valid_from', '<=', day)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return rows
    .filter((row) => row.withdrawn_from === null || row.withdrawn_from > day)
    .map(publishedType)
    .sort((a, b) => (a.type.position ?? 0) - (b.type.position ?? 0))
}

/** The version of one type in force on a day. */
export async function typeOn(db: Db, code: string, day: PlainDate): Promise<PublishedType | null> {
  const row = await db
    .selectFrom('appeal_type')
    .select(typeColumns)
    .select('withdrawn_from')
    .where('code', '=', code)
    .where('valid_from', '<=', day)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined || (row.withdrawn_from !== null && row.withdrawn_from <= day)) return null
  return publishedType(row)
}

/** One version, whether in force or not: an appeal keeps the one it was written by. */
export async function typeById(db: Db, id: string): Promise<PublishedType | null> {
  const row = await db.selectFrom('appeal_type').select(typeColumns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : publishedType(row)
}

export async function categoriesOf(db: Db): Promise<Category[]> {
  const rows = await db.selectFrom('category').selectAll().orderBy('position').execute()
  return rows.map(({ code, position, name }) => ({ code, position, name: localised.parse(name) }))
}

/** Adds a category, or renames and moves one; appeals are found by its new name. */
export async function saveCategory(db: Db, category: Category): Promise<void> {
  const { code, position } = category
  const name = JSON.stringify(category.name)
  const before = await db.selectFrom('category').select('name').where('code', '=', code).executeTakeFirst()
  if (before !== undefined && !isDeepStrictEqual(before.name, category.name)) {
    await keepWordsAgain(db, { categoryCode: code })
  }
  await db
    .insertInto('category')
    .values({ code, position, name })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ position, name }))
    .execute()
}

/** Adds the next version of each of these types; versions never change. */
export async function addTypes(
  db: Db,
  rows: readonly { id: string; definition: TypeDefinition; validFrom: PlainDate }[],
  publishedAt: number,
): Promise<void> {
  if (rows.length === 0) return
  const codes = rows.map(({ definition }) => definition.code)
  const last = await db
    .selectFrom('appeal_type')
    .select(['code', (eb) => eb.fn.max('version').as('version')])
    .where('code', 'in', codes)
    .groupBy('code')
    .execute()
  const lastOf = new Map(last.map(({ code, version }) => [code, version]))
  await db
    .insertInto('appeal_type')
    .values(
      rows.map(({ id, definition, validFrom }) => ({
        id,
        code: definition.code,
        version: (lastOf.get(definition.code) ?? 0) + 1,
        category_code: definition.categoryCode,
        definition: JSON.stringify(definition),
        valid_from: validFrom,
        published_at: new Date(publishedAt),
      })),
    )
    .execute()
}
