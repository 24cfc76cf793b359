import type pg from 'pg'

interface Column {
  readonly table: string
  readonly tableComment: string | null
  readonly name: string
  readonly comment: string | null
  /** The type's name in pg_type: of a column of arrays, that of its items. */
  readonly type: string
  readonly isArray: boolean
  readonly nullable: boolean
  readonly hasDefault: boolean
  readonly alwaysGenerated: boolean
  /** Definitions of the CHECKs that look at this column alone. */
  readonly checks: string[]
}

const HEAD = `// Generated from the migrated database by \`npx otinish tables\`. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue | undefined }
/** Read as a value, written as text: pg would turn an array into one of PostgreSQL's own. */
export type Json = ColumnType<JsonValue, string, string>
export type Instant = ColumnType<Date, Date | string, Date | string>
/** Has a default, so it may be left out of an insert. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** The database alone writes it. */
export type Always<T> = GeneratedAlways<T>
`

/** Row types for Kysely, as the text of db/tables.ts, read from the catalogue tables of the \`public\` schema. */
export async function generateTables(client: pg.ClientBase): Promise<string> {
  const columns = await readColumns(client)
  const tables = [...new Set(columns.map(({ table }) => table))]
  const interfaces = tables.map((table) => {
    const own = columns.filter((column) => column.table === table)
    const lines = own.flatMap((column) => [
      ...jsdoc(column.comment, '  '),
      `  ${column.name}: ${typeOf(column)}`,
    ])
    const head = jsdoc(own[0]?.tableComment ?? null, '')
    return [...head, `export interface ${pascal(table)}Table {`, ...lines, '}'].join('\n')
  })
  const all = [
    'export interface Tables {',
    ...tables.map((table) => `  ${table}: ${pascal(table)}Table`),
    '}',
  ]
  return `${[HEAD.trimEnd(), ...interfaces, all.join('\n')].join('\n\n')}\n`
}

/** Types by their name in pg_type; what is not here stays text, as pg hands it over. */
const types: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bytea: 'Buffer',
  json: 'Json',
  jsonb: 'Json',
  timestamptz: 'Instant',
}

function typeOf(column: Column): string {
  let type = literalsOf(column) ?? types[column.type] ?? 'string'
  if (column.isArray) type = type.includes('|') ? `(${type})[]` : `${type}[]`
  if (column.nullable) type = `${type} | null`
  if (column.alwaysGenerated) return `Always<${type}>`
  return column.hasDefault ? `Generated<${type}>` : type
}

/**
 * `check (column in ('a', 'b'))` as a union of its words; PostgreSQL keeps it as `= ANY (ARRAY['a'::text, …])`, and one
 * word as `= 'a'::text`.
 */
function literalsOf({ type, checks }: Column): string | undefined {
  if (type !== 'text') return undefined
  for (const check of checks) {
    const [, many, one] =
      /^CHECK \(\(\w+ = (?:ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)|('[^']*'::text))\)\)$/.exec(check) ??
      []
    const list = many ?? one
    if (list) return list.replaceAll('::text', '').split(', ').join(' | ')
  }
  return undefined
}

function jsdoc(comment: string | null, indent: string): string[] {
  return comment === null ? [] : [`${indent}/** ${comment.replaceAll('*/', '* /')} */`]
}

function pascal(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}

async function readColumns(client: pg.ClientBase): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as "table",
           obj_description(c.oid, 'pg_class') as "tableComment",
           a.attname as name,
           col_description(c.oid, a.attnum) as comment,
           coalesce(item.typname, t.typname) as type,
           item.oid is not null as "isArray",
           not a.attnotnull as nullable,
           a.atthasdef or a.attidentity <> '' as "hasDefault",
           a.attgenerated <> '' or a.attidentity = 'a' as "alwaysGenerated",
           array(
             select pg_get_constraintdef(k.oid) from pg_constraint k
              where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
              order by k.conname
           ) as checks
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_type item on item.oid = t.typelem and t.typcategory = 'A'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'migration'
     order by c.relname collate "C", a.attnum`)
  return rows
}
