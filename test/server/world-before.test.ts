import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { instantOf } from '../../domain/calendar/instant.ts'
import { addDays, plainDate } from '../../domain/calendar/plain-date.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import { checkChain, dailyHeadOf } from '../../server/appeal/event-chain.ts'
import { chainOf, columnsOf, headsBefore, historyOf } from '../../server/appeal/event-store.ts'
import { checkRights } from '../../server/doctor/check-machine.ts'
import { sweep } from '../../server/process/sweep.ts'
import { recheckVerdicts } from '../../server/signature/recheck.ts'
import type { Appeal, Draft } from '../../wire/appeal.ts'
import type { Session } from '../../wire/person.ts'
import { createEmptyDatabase, type TestDatabase } from '../database.ts'
import { egovMobileBefore, pressSend } from '../egov-mobile-signing.ts'
import { type AskedWorld, sendFree } from '../signed-world.ts'
import { TestBrowser } from '../test-browser.ts'
import { type KeptWorld, keptWorlds, loadTables, readKeptWorld } from '../worlds/kept-world.ts'
import { keptKey, openKeptWorld, qrHere } from '../worlds/open-world.ts'

// A world of a version before keeps working: test/fixtures/worlds/README.md.
test('there is a world of a version before', () => {
  expect(keptWorlds()).toEqual(
    expect.arrayContaining(['0016-verdict.world', '0024-mandate-taken-back.world']),
  )
})

type Row = Record<string, unknown>

describe.each(keptWorlds())('%s', (name) => {
  let kept: KeptWorld
  let database: TestDatabase
  let world: AskedWorld
  let before: Record<string, Row[]>
  beforeAll(async () => {
    kept = readKeptWorld(name)
    database = await createEmptyDatabase()
    await loadTables(database.ownerUrl, kept)
    before = await rowsOf(database)
    const applied = await migrate({ ownerUrl: database.ownerUrl, now: new Date(kept.now) })
    expect(applied.every((migration) => migration > kept.migration)).toBe(true)
    world = await openKeptWorld(kept, database)
  }, 120_000)
  afterAll(() => world.close())

  test('it had every status, and every verdict', () => {
    const values = (table: string, column: string) => new Set(before[table]?.map((row) => row[column]))
    expect([...values('appeal', 'status')].sort()).toEqual(
      ['awaitingExecution', 'draft', 'executed', 'interimReply', 'registered', 'returned', 'sent'].sort(),
    )
    expect([...values('signature', 'revocation')].sort()).toEqual(['good', 'revoked', 'unknown'])
    expect([...values('signature', 'method')].sort()).toEqual(['egovQr', 'keyFile'])
    expect([...values('phone_signing', 'state')].sort()).toEqual(['signed', 'used', 'waiting'])
    for (const table of ['signature_answer', 'made_seal', 'notice', 'mail', 'attachment', 'daily_head']) {
      expect(before[table]?.length, table).toBeGreaterThan(0)
    }
  })

  test('no row is lost, and of the history no letter is changed', async () => {
    const now = await rowsOf(database)
    // Migrations add to these two: themselves, and the register of outgoing letters.
    const grown = ['migration', 'register']
    for (const table of Object.keys(before).filter((one) => !grown.includes(one))) {
      expect(now[table]?.length, table).toBe(before[table]?.length)
    }
    expect(now.register).toEqual(expect.arrayContaining(before.register ?? []))
    for (const table of ['event', 'daily_head', 'registration', 'coupon', 'made_seal', 'revocation_answer']) {
      // Columns are added, never changed.
      expect(now[table], table).toMatchObject(before[table] ?? [])
    }
  })

  test('chains are whole, what is shown follows from them, and heads of days hold', async () => {
    const { db } = world.context
    const appeals = await db.selectFrom('appeal').selectAll().where('status', '<>', 'draft').execute()
    expect(appeals.length).toBeGreaterThan(0)
    for (const appeal of appeals) {
      expect(checkChain(await chainOf(db, appeal.id))).toBeNull()
      const folded = columnsOf(await historyOf(db, appeal.id))
      expect(JSON.parse(JSON.stringify(appeal))).toMatchObject(JSON.parse(JSON.stringify(folded)))
    }
    for (const { date, head } of await db.selectFrom('daily_head').selectAll().execute()) {
      const midnight = instantOf(addDays(plainDate(date), 1), '00:00:00')
      expect(dailyHeadOf(await headsBefore(db, midnight))).toBe(head)
    }
  })

  test('every signature is as it was, and is decided so again', async () => {
    const { signature: now = [], signature_answer: answers = [] } = await rowsOf(database)
    for (const row of before.signature ?? []) {
      const { letter_id: letterId, appeal_id: _, ...rest } = row
      expect(now.filter((one) => one.letter_id === letterId)).toMatchObject([rest])
    }
    const rested = (rows: Row[] = []) => rows.map(({ answer_sha256: sha256 }) => sha256).sort()
    expect(rested(answers)).toEqual(rested(before.signature_answer))
    for (const { letter_id: letterId, signature_id: id } of await usedCodes()) {
      expect(now.filter((one) => one.id === id)).toMatchObject([{ letter_id: letterId, method: 'egovQr' }])
    }
    const { checked, differences } = await recheckVerdicts(world.context)
    expect({ checked, differences }).toEqual({ checked: before.signature?.length, differences: [] })
  })

  test('packages of evidence come out as the very bytes that were taken away, and hold', async () => {
    const me = await world.as(kept.people.aigerim)
    const { anchors } = world.authority
    expect(Object.keys(kept.packages).length).toBeGreaterThan(0)
    for (const [id, sha256] of Object.entries(kept.packages)) {
      const { bytes } = await me.bytes(`/api/appeals/${id}/evidence`)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
      const { body } = await me.ask<Appeal>(`GET /api/appeals/${id}`)
      const revoked = body.status === 'returned'
      expect(await verifyEvidence(bytes, { anchors, now: world.context.now() })).toMatchObject({
        result: revoked ? 'invalid' : 'valid',
        codes: revoked ? ['revoked'] : [],
        faults: [],
        seal: 'valid',
      })
    }
  })

  test('the serving role may do what it might before', async () => {
    expect(await checkRights(world.context)).toMatchObject({ state: 'good' })
    await expect(world.context.db.deleteFrom('signature').execute()).rejects.toThrow('permission denied')
  })

  test('signed with eGov Mobile and not sent: the client is told, and sends it', async () => {
    const me = await world.as(kept.people.aigerim)
    const { signed } = kept.codes
    const { body: draft } = await me.ask<Draft>(`GET /api/drafts/${signed.draftId}`)
    expect(draft.egovMobileSigned?.egovMobileSigningId).toBe(signed.code.id)
    world.setNow(new Date(Date.parse(kept.now) + 10 * 60_000).toISOString())
    await sweep(world.context)
    const { body } = await me.ask<{ rows: { kind: string; appealId: string }[] }>('GET /api/notices')
    expect(body.rows.find(({ kind }) => kind === 'signedNotSent')?.appealId).toBe(signed.draftId)
    expect((await pressSend(me, signed)).status).toBe(200)
    world.setNow(kept.now)
  })

  test('a code that waits is signed by a phone, and its letter is sent', async () => {
    const me = await world.as(kept.people.aigerim)
    const { waiting } = kept.codes
    const app = egovMobileBefore(world, qrHere(waiting.code.qr, world), keptKey(kept, 'gost2015'))
    expect((await app.sign()).status).toBe(200)
    expect((await pressSend(me, waiting)).status).toBe(200)
  })

  test('who began to sign in with eGov Mobile comes in', async () => {
    const { cookies, id, qr } = kept.codes.signIn
    const browser = new TestBrowser(world.origin, cookies)
    const app = egovMobileBefore(world, qrHere(qr, world), keptKey(kept, 'gost2015'))
    expect((await app.sign()).status).toBe(200)
    const { body } = await browser.ask<Session>('POST /api/egov-mobile-session', {
      body: { egovMobileSigningId: id },
    })
    expect(body.person?.id).toBe(kept.people.aigerim.id)
  })

  test('life goes on: the undecided is decided, others are registered, written, discarded', async () => {
    const { context, people, contracts } = world
    const open = await undecided()
    expect(open.length).toBeGreaterThan(0)
    world.setNow(new Date(Date.parse(kept.now) + 24 * 3_600_000).toISOString())
    await sweep(context)
    expect(await undecided()).toEqual([])
    const me = await world.as(people.aigerim)
    for (const id of open) {
      const { body } = await me.ask<Appeal>(`GET /api/appeals/${id}`)
      expect(body).toMatchObject({ status: 'registered', signature: { revocation: 'good' } })
    }
    const sent = await sendFree(world, me, keptKey(kept, 'rsa'), contracts.rent)
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    await sweep(context)
    const { body: drafts } = await me.ask<{ drafts: { id: string }[] }>('GET /api/drafts')
    expect(drafts.drafts.length).toBeGreaterThan(0)
    for (const { id } of drafts.drafts) expect((await me.ask(`DELETE /api/drafts/${id}`)).status).toBe(200)
    expect((await recheckVerdicts(context)).differences).toEqual([])
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  async function usedCodes() {
    const codes = world.context.db.selectFrom('phone_signing').select(['letter_id', 'signature_id'])
    const used = await codes.where('state', '=', 'used').where('challenge_id', 'is', null).execute()
    expect(used.length).toBeGreaterThan(0)
    return used
  }

  async function undecided(): Promise<string[]> {
    const rows = await world.context.db
      .selectFrom('signature')
      .innerJoin('prepared_letter as letter', 'letter.id', 'signature.letter_id')
      .select('letter.appeal_id')
      .where('signature.revocation', '=', 'unknown')
      .execute()
    return rows.map(({ appeal_id }) => appeal_id)
  }
})

/** Every row of every table of ours, whatever the schema is now. */
async function rowsOf({ ownerUrl }: TestDatabase): Promise<Record<string, Row[]>> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
    const found: Record<string, Row[]> = {}
    for (const { name } of rows) {
      const all = await client.query<{ row: Row }>(
        `select to_jsonb(t) as row from "${name}" t order by t::text`,
      )
      found[name] = all.rows.map(({ row }) => row)
    }
    return found
  } finally {
    await client.end()
  }
}
