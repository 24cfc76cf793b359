import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { termStatuses, unnumberedStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import type { Localised } from '../../domain/language.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import type { Db } from '../context.ts'

/** A register has a name, and numbers of its own. */
export interface Register {
  readonly code: string
  readonly name: Localised
}

/** Of what clients send. Letters of the company have their own: outgoing-store.ts. */
export const appealsRegister: Register = {
  code: 'appeals',
  name: { kk: 'Өтініштер тізілімі', ru: 'Реестр обращений', en: 'Register of appeals' },
}

/**
 * Holds the register until the transaction ends: numbers are given one at a time, in order. The row is made at the
 * first registration.
 */
export async function lockRegister(trx: Db, { code, name }: Register = appealsRegister): Promise<void> {
  await trx
    .insertInto('register')
    .values({ code, name: JSON.stringify(name) })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  await trx.selectFrom('register').select('code').where('code', '=', code).forUpdate().executeTakeFirst()
}

/** The next number of the register in this year; gapless, since the counter's row is locked until the commit. */
export async function takeNumber(
  trx: Db,
  year: number,
  { code }: Register = appealsRegister,
): Promise<number> {
  const row = await trx
    .insertInto('register_counter')
    .values({ register_code: code, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['register_code', 'year'])
        .doUpdateSet({ last_number: sql<number>`register_counter.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

/** The next coupon of the year. From here to the commit other senders wait, so coupons follow the order of receipt. */
export async function takeCouponNumber(trx: Db, year: number): Promise<number> {
  const row = await trx
    .insertInto('coupon_counter')
    .values({ year, last_number: 1 })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet({ last_number: sql<number>`coupon_counter.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

/** Gives an appeal its coupon and plans its registration; both moments are epoch milliseconds. */
export async function insertCoupon(
  trx: Db,
  appealId: string,
  coupon: Coupon,
  { acceptedAt, registersAt }: { readonly acceptedAt: number; readonly registersAt: number },
): Promise<void> {
  await trx
    .with('given', (db) =>
      db
        .insertInto('coupon')
        .values({ appeal_id: appealId, ...coupon, accepted_at: new Date(acceptedAt) })
        .returning('appeal_id'),
    )
    .insertInto('due_act')
    .values({ id: randomUUID(), act: 'register', appeal_id: appealId, due_at: new Date(registersAt) })
    .execute()
}

/** What an appeal's line in the register says. */
export interface Registration {
  readonly appealId: string
  readonly year: number
  readonly number: number
  readonly date: PlainDate
  readonly dueDate: PlainDate | null
  /** Epoch milliseconds. */
  readonly registeredAt: number
}

export async function insertRegistration(trx: Db, registration: Registration): Promise<void> {
  await trx
    .insertInto('registration')
    .values({
      appeal_id: registration.appealId,
      register_code: appealsRegister.code,
      year: registration.year,
      number: registration.number,
      date: registration.date,
      due_date: registration.dueDate,
      registered_at: new Date(registration.registeredAt),
      // As they are called now: the book goes on saying so when they are renamed.
      sender: sql<string>`(select coalesce(party.name,
          concat_ws(' ', person.surname, person.given_name, person.patronymic))
        from appeal join party on party.id = appeal.party_id left join person on person.id = party.person_id
        where appeal.id = ${registration.appealId})`,
    })
    .execute()
}

/** When a number of a year was given, in epoch milliseconds; null: it was not. */
export async function registeredAtOf(trx: Db, year: number, number: number): Promise<number | null> {
  const row = await trx
    .selectFrom('registration')
    .select('registered_at')
    .where('register_code', '=', appealsRegister.code)
    .where('year', '=', year)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.registered_at.getTime() ?? null
}

/** An appeal whose time to be registered has come. */
export interface DueRegistration {
  readonly actId: string
  readonly attempts: number
  readonly appealId: string
  /** Epoch milliseconds. */
  readonly sentAt: number
  readonly promised: PlainDate | null
  /** Every sent appeal has one; null is a fault. */
  readonly typeId: string | null
  readonly contractKind: ContractKind
}

const dueActs = (db: Db, now: number) =>
  db
    .selectFrom('due_act')
    .innerJoin('appeal', 'appeal.id', 'due_act.appeal_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .where('due_act.act', '=', 'register')
    .where('due_act.done_at', 'is', null)
    .where('due_act.due_at', '<=', new Date(now))
    .where('appeal.status', 'in', unnumberedStatuses)

/** The ids of the acts of all that are due, in order of receipt. */
export async function dueRegistrations(db: Db, now: number): Promise<string[]> {
  const rows = await dueActs(db, now)
    .select('due_act.id')
    .orderBy('coupon.year')
    .orderBy('coupon.number')
    .execute()
  return rows.map(({ id }) => id)
}

/** One of them, its row locked; null when it is due no more. Call with the register locked. */
export async function lockDueRegistration(
  trx: Db,
  actId: string,
  now: number,
): Promise<DueRegistration | null> {
  const row = await dueActs(trx, now)
    .select(['due_act.id as act_id', 'due_act.attempts', 'appeal.id as appeal_id', 'appeal.sent_at'])
    .select(['appeal.registration_date', 'appeal.type_id', 'contract.kind as contract_kind'])
    .where('due_act.id', '=', actId)
    .forUpdate('due_act')
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    actId: row.act_id,
    attempts: row.attempts,
    appealId: row.appeal_id,
    sentAt: row.sent_at?.getTime() ?? 0,
    promised: row.registration_date as PlainDate | null,
    typeId: row.type_id,
    contractKind: row.contract_kind,
  }
}

export async function finishAct(trx: Db, actId: string, doneAt: number): Promise<void> {
  await trx
    .updateTable('due_act')
    .set({ done_at: new Date(doneAt) })
    .where('id', '=', actId)
    .execute()
}

/** Not yet: the act is tried again at `dueAt`; `error` says why, in words without personal data. */
export async function postponeAct(
  trx: Db,
  actId: string,
  dueAt: number,
  error: string | null,
): Promise<void> {
  await trx
    .updateTable('due_act')
    .set({ due_at: new Date(dueAt), attempts: sql<number>`attempts + 1`, last_error: error })
    .where('id', '=', actId)
    .execute()
}

/**
 * SQL over `appeal` and `registration`: the term told at registration, or, where it was to be told, when its
 * calendar came.
 */
export const firstDue = sql<string | null>`coalesce(
  registration.due_date,
  (select (told.data ->> 'dueDate')::date from event as told where told.appeal_id = appeal.id and told.key = 'dueDateTold')
)`
export const firstDueDate = firstDue.as('first_due_date')

/** Registered appeals that still wait for a term. The rows stay locked. */
export async function appealsWithoutTerm(
  trx: Db,
): Promise<{ id: string; typeId: string; contractKind: ContractKind; registrationDate: string }[]> {
  const rows = await trx
    .selectFrom('appeal')
    .innerJoin('contract', 'contract.id', 'appeal.contract_id')
    .select(['appeal.id', 'appeal.type_id', 'contract.kind', 'appeal.registration_date'])
    .where('appeal.status', 'in', termStatuses)
    .where('appeal.due_date', 'is', null)
    // One order for everybody who locks several: `lockAppeals` and `keepWordsOf` wait here, and not in a circle.
    .orderBy('appeal.id')
    .forUpdate('appeal')
    .execute()
  return rows.flatMap(({ id, type_id, kind, registration_date }) =>
    type_id === null || registration_date === null
      ? []
      : [{ id, typeId: type_id, contractKind: kind, registrationDate: registration_date }],
  )
}
