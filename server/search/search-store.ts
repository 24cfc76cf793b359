import { sql } from 'kysely'
import { unsentStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Localised } from '../../domain/language.ts'
import type { OutgoingNumber } from '../../domain/registry/outgoing-number.ts'
import { foldVersion } from '../../domain/search/fold.ts'
import { foldedCard, foldedLetter, type SearchedAppeal } from '../../domain/search/searchable.ts'
import { snippet } from '../../domain/search/snippet.ts'
import { wordsOfQuery } from '../../domain/search/words-of-query.ts'
import type { Db } from '../context.ts'
import { queueJob } from '../queue-job.ts'

/** What search reads of sent appeals: their own rows and whatever belongs to them. */
function searched(db: Db) {
  return db
    .selectFrom('appeal')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
    .innerJoin('category', 'category.code', 'appeal_type.category_code')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .leftJoin('staff', 'staff.id', 'appeal.executor_id')
    .select(['appeal.id', 'appeal.number', 'appeal.subject', 'appeal.created_at', 'appeal.sent_at'])
    .select(['appeal.registration_date', 'appeal.due_date', 'appeal.executed_at'])
    .select(['coupon.year', 'coupon.number as coupon_number', 'contract.number as contract_number'])
    .select(['person.surname', 'person.given_name', 'person.patronymic'])
    .select(['staff.surname as executor_surname', 'staff.given_name as executor_given_name'])
    .select(['staff.patronymic as executor_patronymic', 'category.name as category', 'letter.text as letter'])
    .select([
      sql<Localised>`appeal_type.definition -> 'name'`.as('type'),
      sql<string[]>`array(
        select file.name from attachment join file on file.id = attachment.file_id
        where attachment.appeal_id = appeal.id order by attachment.position)`.as('file_names'),
      sql<OutgoingNumber[]>`(select coalesce(jsonb_agg(jsonb_build_object('prefix', outgoing.prefix,
          'year', outgoing.year, 'number', outgoing.number) order by outgoing.year, outgoing.number), '[]')
        from correspondence join outgoing on outgoing.id = correspondence.outgoing_id
        where correspondence.appeal_id = appeal.id)`.as('outgoing'),
    ])
}
type Row = Awaited<ReturnType<ReturnType<typeof searched>['executeTakeFirstOrThrow']>>

const dayOf = (at: Date | null): PlainDate[] => (at === null ? [] : [localDate(at.getTime())])

function searchedAppeal(row: Row): SearchedAppeal {
  const told = [row.registration_date, row.due_date].filter((date) => date !== null) as PlainDate[]
  return {
    number: row.number,
    coupon: { year: row.year, number: row.coupon_number },
    contractNumber: row.contract_number,
    outgoing: row.outgoing,
    subject: row.subject ?? '',
    client: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
    executor:
      row.executor_surname === null || row.executor_given_name === null
        ? null
        : {
            family: row.executor_surname,
            given: row.executor_given_name,
            patronymic: row.executor_patronymic,
          },
    category: row.category as unknown as Localised,
    type: row.type,
    dates: [...told, ...dayOf(row.created_at), ...dayOf(row.sent_at), ...dayOf(row.executed_at)],
    letter: row.letter,
    fileNames: row.file_names,
  }
}

const keptRow = (row: Row) => {
  const appeal = searchedAppeal(row)
  const words = { card: foldedCard(appeal), letter: foldedLetter(appeal) }
  return { appeal_id: row.id, ...words, fold_version: foldVersion }
}

async function keep(trx: Db, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('appeal_search')
    .values(rows.map(keptRow))
    .onConflict((conflict) =>
      conflict
        .column('appeal_id')
        .doUpdateSet((eb) => ({
          card: eb.ref('excluded.card'),
          letter: eb.ref('excluded.letter'),
          fold_version: eb.ref('excluded.fold_version'),
        }))
        // Written only where something is another: each writing costs the indexes.
        .where(
          sql<boolean>`(appeal_search.card, appeal_search.letter, appeal_search.fold_version) is distinct from
            (excluded.card, excluded.letter, excluded.fold_version)`,
        ),
    )
    .execute()
}

/**
 * The only writer of what search knows of an appeal: reads what it is now and keeps its words, in the transaction of
 * whatever has changed it. An erased letter's words are gone by it too.
 */
export async function keepWordsOf(trx: Db, appealIds: readonly string[]): Promise<void> {
  if (appealIds.length === 0) return
  // First the locks and then the reading: what an act on one of them has just committed is not overwritten.
  await trx.selectFrom('appeal').select('id').where('id', 'in', appealIds).orderBy('id').forUpdate().execute()
  await keep(trx, await searched(trx).where('appeal.id', 'in', appealIds).execute())
}

/** The same for an appeal whose row the caller holds. */
export async function keepWordsOfHeld(trx: Db, appealId: string): Promise<void> {
  await keep(trx, await searched(trx).where('appeal.id', '=', appealId).execute())
}

/**
 * A name has changed that the words of many appeals hold: they are made again as soon as this commits, and are found by
 * the old name until then.
 */
export async function keepWordsAgain(
  trx: Db,
  whose: { readonly personIds: readonly string[] } | { readonly categoryCode: string },
): Promise<void> {
  if ('personIds' in whose && whose.personIds.length === 0) return
  const named = trx.selectFrom('appeal').select('appeal.id')
  await trx
    .updateTable('appeal_search')
    .set({ fold_version: 0 })
    .where(
      'appeal_id',
      'in',
      'personIds' in whose
        ? named.where('person_id', 'in', whose.personIds)
        : named
            .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
            .where('appeal_type.category_code', '=', whose.categoryCode),
    )
    .execute()
  await queueJob(trx, 'keep-search', {})
}

/** Before every id. */
export const firstId = '00000000-0000-0000-0000-000000000000'

/** The next sent appeals after this id, at most so many. */
export async function sentAfter(db: Db, after: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('id')
    .where('status', 'not in', unsentStatuses)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those of these appeals whose words are not kept as they are now folded. */
export async function lackingOf(db: Db, appealIds: readonly string[]): Promise<string[]> {
  if (appealIds.length === 0) return []
  const rows = await db
    .selectFrom('appeal_search')
    .select('appeal_id')
    .where(sql<boolean>`appeal_id = any(${appealIds}::uuid[])`)
    .where('fold_version', '=', foldVersion)
    .execute()
  const known = new Set(rows.map(({ appeal_id }) => appeal_id))
  return appealIds.filter((id) => !known.has(id))
}

/** The ids, of these, whose kept words are others than those the appeal has now, or are not kept. */
export async function appealsKeptWrong(db: Db, appealIds: readonly string[]): Promise<string[]> {
  if (appealIds.length === 0) return []
  const rows = await searched(db).where('appeal.id', 'in', appealIds).execute()
  const kept = await db.selectFrom('appeal_search').selectAll().where('appeal_id', 'in', appealIds).execute()
  const keptOf = new Map(kept.map((row) => [row.appeal_id, row]))
  return rows
    .map(keptRow)
    .filter(({ appeal_id, card, letter }) => {
      const before = keptOf.get(appeal_id)
      return before?.card !== card || before.letter !== letter
    })
    .map(({ appeal_id }) => appeal_id)
}

/**
 * What of their letters was found that the cards of these appeals do not show, by appeal; for those who may read the
 * letters alone.
 */
export async function snippetsOf(
  db: Db,
  appealIds: readonly string[],
  query: string,
): Promise<ReadonlyMap<string, string>> {
  const words = wordsOfQuery(query)
  if (appealIds.length === 0 || words.length === 0) return new Map()
  const rows = await db
    .selectFrom('appeal_search')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal_search.appeal_id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .select(['appeal_search.appeal_id', 'appeal_search.card', 'letter.text'])
    .where('appeal_search.appeal_id', 'in', appealIds)
    .execute()
  return new Map(
    rows.flatMap(({ appeal_id, card, text }) => {
      const found = snippet(text, card, words)
      return found === null ? [] : [[appeal_id, found] as const]
    }),
  )
}
