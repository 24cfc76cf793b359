import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onOwner } from '../../test/backup-place.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Db } from '../context.ts'
import { ofAccount, ofAccountFromAddress } from './sign-in-limits.ts'
import {
  forgetTries,
  giveBackTries,
  isNoTry,
  type TryLimit,
  takeTries,
  takeTry,
  type Wanted,
} from './try-store.ts'

const start = Date.parse('2026-01-12T05:30:00Z')
const day = 86_400_000
let world: World
beforeAll(async () => {
  world = await createWorld({ now: new Date(start).toISOString() })
})
afterAll(() => world.close())

const fromAddress: TryLimit = { kind: 'test from address', most: 3, windowMs: day }
const account: TryLimit = { ...ofAccount, kind: 'test of account', most: 5 }
const pair: TryLimit = { ...ofAccountFromAddress, kind: 'test of account from address', most: 3, waitsMs: [] }

/** As somebody tries to come in to an account from an address. */
const wanted = (address: string, login: string): readonly Wanted[] => [
  [fromAddress, address],
  [pair, `${login}\n${address}`],
  [account, login],
]
/** Who waits for a lock of this kind, in this database. */
const waitersOf = async (db: Db, kind: string) =>
  (
    await sql`select pid from pg_locks join pg_stat_activity using (pid)
      where not granted and locktype = ${kind} and datname = current_database()`.execute(db)
  ).rows
const rowsKept = async (): Promise<number> => {
  const all = world.context.db.selectFrom('try_count').select((eb) => eb.fn.countAll<string>().as('n'))
  return Number((await all.executeTakeFirstOrThrow()).n)
}

test('of many at once from some addresses, of names nobody has tried yet, as many pass as may, and nobody waits in a circle', async () => {
  const { db } = world.context
  for (let round = 0; round < 20; round += 1) {
    const tries = Array.from({ length: 24 }, (_, n) =>
      takeTries(db, wanted(`address ${round} ${n % 4}`, `login ${round}`), start),
    )
    const answers = await Promise.all(tries)
    const taken = answers.flatMap((answer) => (isNoTry(answer) ? [] : [answer]))
    expect([round, taken.length]).toEqual([round, 5])
    // What is given back is there for others.
    await Promise.all(taken.map((one) => giveBackTries(db, one)))
    const again = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        takeTries(db, wanted(`address ${round} ${n % 4}`, `login ${round}`), start),
      ),
    )
    expect([round, again.filter((answer) => !isNoTry(answer)).length]).toEqual([round, 5])
  }
})

test('who makes a row of an address, and who holds the account it comes next to, do not wait for each other', async () => {
  const { db } = world.context
  // Who makes the row of the account waits there until they are told: the first for 1, the second for 2.
  const subject = createHash('sha256').update(`${account.kind}\nslow`).digest('hex')
  await onOwner(
    world.database,
    `create sequence turn;
     create function wait_turn() returns trigger language plpgsql security definer as
       $$ begin perform pg_advisory_xact_lock(nextval('turn')); return new; end $$;
     create trigger wait_turn before insert on try_count for each row
       when (new.subject = decode('${subject}', 'hex')) execute function wait_turn()`,
  )
  try {
    await db.connection().execute(async (holder) => {
      const take = (address: string) => takeTries(db, wanted(address, 'slow'), start)
      const waiting = (waiters: number, kind: string) =>
        expect.poll(async () => (await waitersOf(holder, kind)).length, { timeout: 60_000 }).toBe(waiters)
      const letGo = (turn: number) => sql`select pg_advisory_unlock(${turn})`.execute(holder)
      await sql`select pg_advisory_lock(1), pg_advisory_lock(2)`.execute(holder)
      const first = take('one')
      await waiting(1, 'advisory')
      const second = take('other')
      await waiting(2, 'advisory')
      await letGo(1)
      expect(isNoTry(await first)).toBe(false)
      // The account is there now. The second holds the row of its address, not made for others to see yet.
      const third = take('other')
      await waiting(1, 'transactionid')
      await letGo(2)
      expect((await Promise.all([second, third])).filter(isNoTry)).toEqual([])
    })
  } finally {
    await onOwner(
      world.database,
      'drop trigger wait_turn on try_count; drop function wait_turn; drop sequence turn',
    )
  }
})

test('an address that is shut out leaves no rows of the names it goes through', async () => {
  const { db } = world.context
  for (let n = 0; n < 3; n += 1) await takeTries(db, wanted('shut out', `name ${n}`), start)
  const before = await rowsKept()
  for (let n = 3; n < 9; n += 1) {
    expect(await takeTries(db, wanted('shut out', `name ${n}`), start)).toMatchObject({ usedUp: true })
  }
  expect(await rowsKept()).toBe(before)
})

test('counts that are long over are deleted around one that somebody holds', async () => {
  const { db } = world.context
  await takeTry(db, account, 'held', start)
  const forgotten = await db.transaction().execute(async (trx) => {
    await takeTry(trx, account, 'held', start)
    const forgetting = forgetTries(db, start + day + 1).then(() => true)
    return await Promise.race([forgetting, sleep(20_000, false, { ref: false })])
  })
  expect(forgotten).toBe(true)
  expect(await rowsKept()).toBe(1)
  await forgetTries(db, start + day + 1)
  expect(await rowsKept()).toBe(0)
})
