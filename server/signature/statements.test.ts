import type { AddressInfo } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { sessionOf } from '../../test/people.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  signDraft,
} from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { buildApp } from '../process/app.ts'

let world: SignedWorld
let key: OpenedKeyFile
let browser: TestBrowser
let said: string[] = []
let close: () => Promise<void>
beforeAll(async () => {
  world = await createSignedWorld()
  key = await issueKey(world.authority)
  const pool = connectPool(world.database.appUrl)
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      said.push(query.sql)
    },
  })
  const app = await buildApp({ ...world.context, db })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = new TestBrowser(origin, {
    otinish_session: await sessionOf(world.context, world.people.aigerim),
  })
  close = async () => {
    await app.close()
    await db.destroy()
  }
})
afterAll(async () => {
  await close()
  await world.close()
})

test('sending asks for a day’s rules once, and comes to so many statements in all', async () => {
  const draft = await freeDraft(browser, world.contracts.rent)
  const body = await signDraft(world, browser, draft.id, key)
  said = []
  expect((await browser.ask(`POST /api/drafts/${draft.id}/signature`, { body })).status).toBe(200)
  for (const table of ['calendar_day', 'tariff_fee', 'vat_rate', 'attachment', 'contract_party']) {
    expect([table, said.filter((text) => new RegExp(`\\b${table}\\b`).test(text)).length]).toEqual([
      table,
      table === 'attachment' ? 2 : 1,
    ])
  }
  // From the counter's statement on everybody who sends waits.
  const counter = said.findIndex((text) => text.includes('coupon_counter'))
  expect(said.length - counter).toBeLessThanOrEqual(8)
  expect(said.length).toBeLessThanOrEqual(26)
})

test('a sender who waits for the coupon has done what needs none', async () => {
  const draft = await freeDraft(browser, world.contracts.rent)
  const body = await signDraft(world, browser, draft.id, key)
  const filesOf = async () => {
    let count = 0
    for await (const names of world.context.files.names()) count += names.length
    return count
  }
  const before = await filesOf()
  const other = connect(world.database.ownerUrl)
  const sent = await other.transaction().execute(async (trx) => {
    await trx.updateTable('coupon_counter').set({ year: 2026 }).where('year', '=', 2026).execute()
    const sending = browser.ask(`POST /api/drafts/${draft.id}/signature`, { body })
    await expect.poll(filesOf, { timeout: 20_000 }).toBe(before + 1)
    return { sending }
  })
  expect((await sent.sending).status).toBe(200)
  await other.destroy()
})
