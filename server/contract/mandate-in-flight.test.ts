import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { addDays, plainDate } from '../../domain/calendar/plain-date.ts'
import { type MandateStage, secret, setMandateStage } from '../../test/access/mandate-stage.ts'
import { beginUpload } from '../../test/attach.ts'
import { egovMobileBefore, newsOf, openLetterCode } from '../../test/egov-mobile-signing.ts'
import { EventListener } from '../../test/event-listener.ts'
import { giveMandate } from '../../test/people.ts'
import { freeDraft, signDraft } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { EgovMobileNews } from '../../wire/egov-mobile.ts'
import type { Context } from '../context.ts'
import { endMandate } from './end-mandate.ts'

// What is under way when a mandate is taken back. Each test begins with a mandate in force.
let stage: MandateStage
let writer: TestBrowser
let firstDay = plainDate('2026-01-02')
beforeAll(async () => {
  stage = await setMandateStage()
  writer = await stage.world.as(stage.world.people.daniyar)
})
afterEach(async () => {
  // The same mandate can't come back; another one is given, from another day.
  firstDay = addDays(firstDay, 1)
  const { daniyar, aigerim } = stage.world.people
  await giveMandate(stage.world.context, daniyar, aigerim, firstDay, null)
})
afterAll(() => stage.world.close())

const soon = { timeout: 40_000, interval: 20 }
async function takeBack(context: Context = stage.world.context): Promise<void> {
  const { daniyar, aigerim } = stage.world.people
  await endMandate(context, { person: daniyar.iin, party: aigerim.iin, last: plainDate('2026-01-11') })
}

/** Somebody waits for a lock in this world's database, so many at once. */
async function waiting(many: number): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(stage.world.context.db)
    expect(rows[0]?.n).toBe(many)
  }, soon)
}

async function signedDraft() {
  const { id } = await freeDraft(writer, stage.world.contracts.rent, secret)
  const body = await signDraft(stage.world, writer, id, stage.key)
  return { id, send: () => writer.ask(`POST /api/drafts/${id}/signature`, { body }) }
}

describe('sending and taking back follow each other', () => {
  test('a letter that comes while the mandate is being taken back waits, and is not sent', async () => {
    const { id, send } = await signedDraft()
    const { db } = stage.world.context
    const sending = await db.transaction().execute(async (trx) => {
      await takeBack({ ...stage.world.context, db: trx })
      const asked = send()
      await waiting(1)
      return { asked }
    })
    expect((await sending.asked).status).toBe(404)
    const { status } = await db
      .selectFrom('appeal')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(status).toBe('draft')
  })

  test('taking back waits for a letter that is being sent', async () => {
    const { send } = await signedDraft()
    const order: string[] = []
    const both = await stage.world.context.db.transaction().execute(async (trx) => {
      await sql`select from coupon_counter for update`.execute(trx)
      const sent = send().then(({ status }) => order.push(`sent ${status}`))
      await waiting(1)
      const ended = takeBack().then(() => order.push('taken back'))
      await waiting(2)
      return [sent, ended]
    })
    await Promise.all(both)
    // The answer of one may overtake the other's; that it was sent at all shows that it was first.
    expect([...order].sort()).toEqual(['sent 200', 'taken back'])
  })

  test('the last day that ends while a letter waits for its number sends it no more', async () => {
    const { world } = stage
    const { daniyar, aigerim } = world.people
    const { draftId, letterId, code } = await openLetterCode(writer, world.contracts.rent, secret)
    await egovMobileBefore(world, code, stage.key).sign()
    await takeBack()
    await giveMandate(world.context, daniyar, aigerim, '2025-01-01', '2026-01-12')
    const body = { letterId, method: 'egovQr', egovMobileSigningId: code.id }
    const sending = await world.context.db.transaction().execute(async (trx) => {
      await sql`select from coupon_counter for update`.execute(trx)
      const asked = writer.ask(`POST /api/drafts/${draftId}/signature`, { body })
      await waiting(1)
      world.setNow('2026-01-12T19:00:00Z')
      return { asked }
    })
    expect((await sending.asked).status).toBe(404)
    world.setNow('2026-01-12T05:00:00Z')
  })
})

test('a file whose mandate ends on its way is not kept, and shown to nobody', async () => {
  const { id } = await freeDraft(writer, stage.world.contracts.rent, secret)
  const bytes = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(600_000)]))
  const { body: begun } = await beginUpload(writer, id, { document: 'other', name: 'a.pdf', bytes })
  let rest: () => void = () => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 400_000))
      rest = () => {
        controller.enqueue(bytes.subarray(400_000))
        controller.close()
      }
    },
  })
  const sending = fetch(`${writer.origin}/api/drafts/${id}/uploads/${begun.id}`, {
    method: 'PATCH',
    body,
    headers: {
      origin: writer.origin,
      cookie: [...writer.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    },
    ...{ duplex: 'half' },
  })
  const { db } = stage.world.context
  const row = db.selectFrom('upload').select(['received', 'file_id']).where('id', '=', begun.id)
  await vi.waitFor(
    async () => expect((await row.executeTakeFirstOrThrow()).received).toBeGreaterThan(0),
    soon,
  )
  await takeBack()
  rest()
  expect((await sending).status).toBe(404)
  expect((await row.executeTakeFirstOrThrow()).file_id).toBeNull()
})

test('a code in a phone is over with the mandate: it signs nothing, and the page hears so', async () => {
  const { code } = await openLetterCode(writer, stage.world.contracts.rent, secret)
  const page = await EventListener.open(writer, `/api/egov-mobile-signings/${code.id}/stream`)
  const app = egovMobileBefore(stage.world, code, stage.key)
  const signed = await app.signed()
  await vi.waitFor(
    () => expect(page.of('state').map((news) => (news as EgovMobileNews).state)).toContain('fetched'),
    soon,
  )
  await takeBack()
  await page.ended
  expect(page.of('state').at(-1)).toMatchObject({ state: 'expired' })
  expect(await app.put(signed)).toMatchObject({ status: 404 })
  expect(await newsOf(writer, code)).toMatchObject({ state: 'expired' })
})

test('an answer that was given once is not given again of what is open no more', async () => {
  const key = crypto.randomUUID()
  const asking = { key, body: { contractId: stage.world.contracts.rent, letterLanguage: 'kk' } }
  const first = await writer.ask('POST /api/drafts', asking)
  await takeBack()
  expect((await writer.ask('POST /api/drafts', asking)).status).toBe(404)
  const { daniyar, aigerim } = stage.world.people
  await giveMandate(stage.world.context, daniyar, aigerim, '2025-06-01', null)
  const again = await writer.ask('POST /api/drafts', asking)
  expect([again.status, again.body]).toEqual([200, first.body])
})

test('what becomes of an appeal is told to who wrote it while they may act, and then to everybody who may', async () => {
  const { people, context } = stage.world
  const executor = await stage.world.as(people.executor)
  const page = await EventListener.open(writer, '/api/notices/stream')
  await vi.waitFor(() => expect(page.of('news')).toHaveLength(1), soon)
  await takeBack()
  for (const id of [stage.ids.appeal, stage.own.appeal]) {
    expect((await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  }
  const told = await context.db
    .selectFrom('notice')
    .select(['appeal_id', 'person_id'])
    .where('kind', '=', 'takenIntoWork')
    .execute()
  expect(new Set(told.map((row) => `${row.appeal_id} ${row.person_id}`))).toEqual(
    new Set([
      `${stage.ids.appeal} ${people.aigerim.id}`,
      `${stage.ids.appeal} ${people.coTenant.id}`,
      `${stage.own.appeal} ${people.daniyar.id}`,
    ]),
  )
  // The open page hears of their own alone, and of what they may read alone.
  await vi.waitFor(() => expect(page.of('news').at(-1)).toMatchObject({ unread: 1 }), soon)
  page.close()
  const principal = await stage.world.as(people.aigerim)
  const { body } = await principal.ask<{ unread: number }>('GET /api/notices/news')
  expect(body.unread).toBeGreaterThan(0)
})
