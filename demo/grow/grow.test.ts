import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { iinProblem } from '../../domain/person/iin.ts'
import { showAppeal } from '../../server/appeal/show-appeal.ts'
import { readFile } from '../../server/attachment/file-store.ts'
import { grownTo, lettersSharing } from '../../server/demo/grown.ts'
import { examine } from '../../server/doctor/examine.ts'
import { firstAppeal } from '../../server/journal/journal-store.ts'
import { verifyJournal } from '../../server/journal/verify-journal.ts'
import { listIncoming } from '../../server/mailbox/list-incoming.ts'
import { appealsKeptWrong } from '../../server/search/search-store.ts'
import { keptVerdicts } from '../../server/signature/kept-verdict-store.ts'
import { recheckOne, rootsEverTrusted } from '../../server/signature/recheck.ts'
import type { BareContext } from '../../test/bare-context.ts'
import { createDemoContext } from '../../test/grown-world.ts'
import { asker } from '../enter-office.ts'
import { growDemo } from './grow.ts'
import { grownIin } from './grown-clients.ts'

const wanted = { clients: 50, appeals: 1500, files: 6 }
let bare: BareContext
let before: number
beforeAll(async () => {
  bare = await createDemoContext()
  before = await sentAppeals()
  // Broken off in the middle of the appeals, and again between the newest: each time it goes on.
  const breaksAt = (stage: string) => (now: string, done: number) => {
    if (now === stage && done > 1) throw new Error('broken off')
  }
  await expect(growDemo(bare.context, wanted, breaksAt('appeals'))).rejects.toThrow('broken off')
  await expect(growDemo(bare.context, wanted, breaksAt('newest'))).rejects.toThrow('broken off')
  expect(await growDemo(bare.context, wanted, () => {})).toBeNull()
}, 600_000)
afterAll(() => bare.close())

const sentAppeals = async (): Promise<number> => {
  const { n } = await bare.context.db
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('type', '=', 'sent')
    .executeTakeFirstOrThrow()
  return n
}

test('as many appeals more as were asked for, of as many clients with right IINs', async () => {
  expect((await sentAppeals()) - before).toBe(wanted.appeals)
  const iins = Array.from({ length: wanted.clients }, (_, n) => grownIin(n))
  expect(new Set(iins).size).toBe(wanted.clients)
  expect(iins.map((iin) => iinProblem(iin, plainDate('2026-01-01')))).toEqual(iins.map(() => null))
})

test('chains, heads, registers, files, search and signals hold, as the doctor finds', async () => {
  const found = await examine(bare.context, { full: true })
  expect(found.filter(({ state }) => state === 'problem')).toEqual([])
  for (const check of ['journal', 'everyFile', 'strayFiles', 'registers', 'search', 'dueDates', 'grown']) {
    expect([check, found.find((one) => one.check === check)?.state]).toEqual([check, 'good'])
  }
  const { fault, heads } = await verifyJournal(bare.context)
  expect(fault).toBeNull()
  expect(heads).toBeGreaterThan(1000)
})

test('search knows every one by its own words, and verdicts are borne out by what is kept', async () => {
  const rows = await bare.context.db
    .selectFrom('appeal')
    .select('id')
    .where('status', '<>', 'draft')
    .execute()
  expect(
    await appealsKeptWrong(
      bare.context.db,
      rows.map(({ id }) => id),
    ),
  ).toEqual([])
  const roots = await rootsEverTrusted(bare.context)
  for (const kept of await keptVerdicts(bare.context.db, firstAppeal, 40)) {
    expect(await recheckOne(bare.context, kept, roots)).toEqual([])
  }
})

test('the years before end in every way, numbered without a gap', async () => {
  const { db } = bare.context
  const past = await db
    .selectFrom('appeal')
    .select(['status', 'register_year', 'late', 'extended'])
    .where('register_year', '<', 2026)
    .execute()
  expect(past).toHaveLength(wanted.appeals - wanted.files)
  expect(new Set(past.map(({ register_year }) => register_year))).toEqual(new Set([2023, 2024, 2025]))
  expect(new Set(past.map(({ status }) => status))).toEqual(new Set(['executed', 'forwarded', 'returned']))
  expect(past.some(({ late }) => late)).toBe(true)
  expect(past.some(({ extended }) => extended)).toBe(true)
  const coupons = await db
    .selectFrom('coupon')
    .select(['year', 'number'])
    .where('year', '<', 2026)
    .orderBy('year')
    .orderBy('number')
    .execute()
  for (const year of [2023, 2024, 2025]) {
    const numbers = coupons.filter((one) => one.year === year).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  }
})

test('a client sees their own, and an old one opens with the letter that all share', async () => {
  const { db } = bare.context
  const { rows } = await sql<{ id: string; person_id: string }>`
    select id, person_id from appeal where register_year = 2024 and status = 'executed' order by number limit 1`.execute(
    db,
  )
  const [old] = rows
  const client = asker('client', old?.person_id ?? '', ['client'])
  const list = await listIncoming(bare.context, client, { page: 1, size: 50, q: '' })
  expect(JSON.stringify(list)).toContain(old?.id ?? 'nothing')
  expect(await showAppeal(bare.context, client, old?.id ?? '')).toMatchObject({ status: 'executed' })
  const letter = await db
    .selectFrom('prepared_letter')
    .select('file_id')
    .where('appeal_id', '=', old?.id ?? '')
    .executeTakeFirstOrThrow()
  expect((await readFile(bare.context, letter.file_id)).bytes.length).toBeGreaterThan(1000)
  const shared = (await grownTo(db))?.shared ?? ''
  expect(await lettersSharing(db, shared)).toBe(wanted.appeals - wanted.files)
})

test('grown once, it is not grown to other numbers; elsewhere than in a demo nothing grows', async () => {
  expect(await growDemo(bare.context, { ...wanted, appeals: 600 }, () => {})).toBe('otherwise')
  expect(await growDemo({ ...bare.context, demo: false }, wanted, () => {})).toBe('notDemo')
  expect(await growDemo(bare.context, wanted, () => {})).toBeNull()
  expect((await sentAppeals()) - before).toBe(wanted.appeals)
})
