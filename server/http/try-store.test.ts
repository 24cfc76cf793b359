import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onOwner } from '../../test/backup-place.ts'
import { createWorld, type World } from '../../test/world.ts'
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
  // A row of the account takes its time, so that others come between it and the row of the address.
  const subject = createHash('sha256').update(`${account.kind}\nslow`).digest('hex')
  await onOwner(
    world.database,
    `create function slow_row() returns trigger language plpgsql as
       $$ begin perform pg_sleep(0.6); return new; end $$;
     create trigger slow_row before insert on try_count for each row
       when (new.subject = decode('${subject}', 'hex')) execute function slow_row()`,
  )
  try {
    const after = async (ms: number, address: string) => {
      await sleep(ms)
      return await takeTries(db, wanted(address, 'slow'), start)
    }
    const answers = await Promise.all([after(0, 'one'), after(300, 'other'), after(750, 'other')])
    expect(answers.filter(isNoTry)).toEqual([])
  } finally {
    await onOwner(world.database, 'drop trigger slow_row on try_count; drop function slow_row')
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
