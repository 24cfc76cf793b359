import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'

// Whatever is deleted, PostgreSQL looks through every table that refers to it: without an index, all of it, each time.
let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan')
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** Nobody looks through these: the serving role may delete no row of the table that they refer to. */
const neverDeleted: readonly string[] = [
  'absence.cancelled_by',
  'absence.recorded_by',
  'appeal.party_id',
  'appeal.person_id',
  'appeal.type_id',
  'appeal_link.linked_by',
  'appeal_link.unlinked_by',
  'appeal_type.category_code',
  'calendar_day.recorded_by',
  'call_lookup.staff_id',
  'correspondence.approved_by',
  'correspondence.author_id',
  'correspondence.corrects',
  'hand_over.absence_id',
  'hand_over.decided_by',
  'hand_over.taker_id',
  'hand_over.unit_id',
  'letter_view.staff_id',
  'made_seal.seal_id',
  'note.deleted_by',
  'note.written_by',
  'note_draft.staff_id',
  'outgoing.reply_id',
  'prepared_letter.tariff_id',
  'prepared_letter.type_id',
  'presence.staff_id',
  'question.answered_by',
  'question.asked_by',
  'question.unit_id',
  'question.withdrawn_by',
  'question_upload.staff_id',
  'register_correction.decided_by',
  'register_correction.outgoing_id',
  'register_correction.proposed_by',
  'register_edition.made_by',
  'register_edition.seal_id',
  'remark.written_by',
  'reply.approved_by',
  'reply.author_id',
  'reply.corrects',
  'reply.writer_id',
  'reply_step.author_after',
  'reply_step.author_before',
  'reply_step.by',
  'reply_step.instead_of',
  'reply_template.recorded_by',
  'reply_writer.staff_id',
  'routing.recorded_by',
  'saved_view.created_by',
  'saved_view.staff_id',
  'saved_view.unit_id',
  'setting.recorded_by',
  'signature.seal_id',
  'signature.staff_id',
  'staff.disabled_by',
  'staff_role.changed_by',
  'staff_upload.staff_id',
  'unit.head_id',
  'unit_member.changed_by',
  'unit_move.moved_by',
  'unit_move.parent_before',
  'unit_move.unit_id',
]

interface ForeignKey {
  /** `table.column`, or `table.column+column`. */
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly to: string
  readonly deletable: boolean
}

async function foreignKeys(): Promise<ForeignKey[]> {
  const { rows } = await owner.query<Omit<ForeignKey, 'name'>>(`
    select conrelid::regclass::text as table, confrelid::regclass::text as to,
      has_table_privilege('otinish_app', confrelid, 'delete') as deletable,
      array(select attname::text from unnest(conkey) with ordinality as k (attnum, place)
        join pg_attribute on attrelid = conrelid and pg_attribute.attnum = k.attnum order by place) as columns
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 4`)
  return rows.map((key) => ({ ...key, name: `${key.table}.${key.columns.join('+')}` }))
}

/**
 * Whether what PostgreSQL asks when a row that this key refers to is deleted is answered by an index that begins with
 * its columns. A partial index may serve too: the plan tells.
 */
async function isIndexed({ table, columns }: ForeignKey): Promise<boolean> {
  const { rows: beginning } = await owner.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     where indrelid = $1::regclass and indisvalid and $2::text[] @> array(
       select attname::text from unnest(indkey[0:$3]) as key (attnum)
       join pg_attribute on attrelid = indrelid and pg_attribute.attnum = key.attnum)`,
    [table, columns, columns.length - 1],
  )
  const condition = columns.map((column, n) => `$${n + 1} operator(pg_catalog.=) x."${column}"`).join(' and ')
  await owner.query(`prepare asked as select 1 from only ${table} x where ${condition} for key share of x`)
  const { rows } = await owner.query(`explain (format json) execute asked(${columns.map(() => 'null')})`)
  await owner.query('deallocate asked')
  return beginning.some(({ name }) => JSON.stringify(rows).includes(`"Index Name":"${name}"`))
}

test('every foreign key has an index, or refers to what is never deleted', async () => {
  const keys = await foreignKeys()
  expect(keys.length).toBeGreaterThan(60)
  const bare: ForeignKey[] = []
  for (const key of keys) if (!(await isIndexed(key))) bare.push(key)
  expect(bare.map(({ name }) => name)).toEqual([...neverDeleted])
  expect(bare.filter(({ deletable }) => deletable).map(({ name, to }) => `${name} → ${to}`)).toEqual([])
})

test('a key without an index would be seen', async () => {
  await owner.query('create table planted (id uuid primary key, file_id uuid references file)')
  const planted = (await foreignKeys()).filter(({ table }) => table === 'planted')
  expect(planted).toMatchObject([{ name: 'planted.file_id', to: 'file', deletable: true }])
  expect(await Promise.all(planted.map(isIndexed))).toEqual([false])
  await owner.query('drop table planted')
})
