import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Session } from '../../wire/person.ts'
import type { Consent } from '../../wire/profile.ts'
import type { Route } from '../../wire/route.ts'
import { routes } from '../../wire/routes.ts'
import { addClient } from '../person/add-client.ts'
import { currentSettings, forgetSettings, recordSetting } from '../setting/setting-store.ts'

let world: World
const version = async (): Promise<string> =>
  (await currentSettings(world.context))['consent.personalData']?.version ?? ''

/** A client who comes for the first time. */
async function newcomer(iin: string) {
  const { personId, partyId } = await addClient(world.context, {
    iin,
    name: { family: 'Тестов', given: 'Тест', patronymic: null },
    address: 'Астана қ., Сынақ көшесі, 9-үй',
    phone: '+77000000009',
    email: null,
  })
  const client = { kind: 'client', id: personId, partyId, iin } as const
  return await world.as(client, { consented: false })
}

beforeAll(async () => {
  world = await createWorld({ now: '2026-01-12T05:30:00Z' })
})
afterAll(() => world.close())

describe('before the client has agreed', () => {
  const forClients = Object.entries(routes as Record<string, Route>).filter(
    ([, { who }]) => !who.includes('anyone') && who.includes('client'),
  )

  test('every route of clients is shut but the text itself, the own data, own sessions and signing out', async () => {
    const browser = await newcomer('770308170203')
    const open: string[] = []
    // Signing out everywhere comes last: after it nothing is asked any more.
    const last = 'DELETE /api/profile/sessions'
    const names = forClients.map(([name]) => name).filter((name) => name !== last)
    for (const name of [...names, last]) {
      const asked = name.replace(/:(page)\b/, '1').replace(/:\w+/g, () => crypto.randomUUID())
      const answer = await browser.ask(
        asked as 'GET /',
        name.startsWith('GET') ? {} : { body: {}, version: 1 },
      )
      if (answer.status === 403 && answer.problem.code === 'consent_needed') continue
      open.push(name)
    }
    expect(open.sort()).toEqual([
      'DELETE /api/account/sessions',
      'DELETE /api/account/sessions/:id',
      'DELETE /api/profile/sessions',
      'GET /api/account/sessions',
      'GET /api/consent',
      'GET /api/profile/data',
      'POST /api/account/proof',
      'POST /api/account/proof-code',
      'POST /api/account/proof-text',
      'POST /api/consent',
    ])
  })

  test('the session says so, and the text is there whole in three languages', async () => {
    const browser = await newcomer('010203370016')
    const { body: session } = await browser.ask<Session>('GET /api/session')
    expect(session.consentNeeded).toBe(true)
    const { body } = await browser.ask<Consent>('GET /api/consent')
    expect(body).toMatchObject({ needed: true, given: [] })
    expect(body.text?.sections.length).toBeGreaterThan(5)
    for (const { title, text } of body.text?.sections ?? []) {
      for (const words of [title, text])
        expect(Object.values(words).every((one) => one.trim() !== '')).toBe(true)
    }
  })

  test('agreeing is written down with version, language and time, once, and opens the cabinet', async () => {
    const browser = await newcomer('030514470808')
    const body = { version: await version(), language: 'ru' }
    const { body: first } = await browser.ask<Consent>('POST /api/consent', { body })
    expect(first.given).toEqual([
      { version: body.version, language: 'ru', givenAt: '2026-01-12T05:30:00.000Z' },
    ])
    world.setNow('2026-01-12T05:31:00Z')
    const { body: again } = await browser.ask<Consent>('POST /api/consent', { body })
    expect(again.given).toEqual(first.given)
    expect((await browser.ask('GET /api/drafts')).status).toBe(200)
    expect((await browser.ask<Session>('GET /api/session')).body.consentNeeded).toBe(false)
  })

  test('a version that was not shown cannot be agreed to', async () => {
    const browser = await newcomer('830924270348')
    const answer = await browser.ask('POST /api/consent', { body: { version: 'other', language: 'kk' } })
    expect([answer.status, answer.problem.code]).toEqual([409, 'consent_changed'])
    expect((await browser.ask('GET /api/drafts')).status).toBe(403)
  })
})

test('staff are not asked', async () => {
  const head = await world.as(world.people.head)
  expect((await head.ask<Session>('GET /api/session')).body.consentNeeded).toBe(false)
  expect((await head.ask('GET /api/office/queue')).status).toBe(200)
})

test('agreements cannot be changed or taken away by the serving role', async () => {
  const { db } = world.context
  await expect(db.updateTable('consent').set({ version: '0' }).execute()).rejects.toThrow(/permission denied/)
  await expect(db.deleteFrom('consent').execute()).rejects.toThrow(/permission denied/)
})

test('a new version is asked for again from its day on; the old agreement can still be seen', async () => {
  const { context } = world
  const { db } = context
  const browser = await world.as(world.people.aigerim)
  const text = (await currentSettings(context))['consent.personalData']
  await recordSetting(db, {
    key: 'consent.personalData',
    value: { ...text, version: 'next' },
    validFrom: plainDate('2026-01-13'),
    recordedAt: context.now(),
  })
  expect((await browser.ask('GET /api/drafts')).status).toBe(200)
  world.setNow('2026-01-12T19:05:00Z')
  forgetSettings(db)
  const later = await world.as(world.people.daniyar, { consented: false })
  expect((await later.ask('GET /api/drafts')).problem.code).toBe('consent_needed')
  const { body } = await later.ask<Consent>('POST /api/consent', {
    body: { version: 'next', language: 'kk' },
  })
  expect(body.given.map(({ version }) => version)).toEqual(['next', text?.version])
  expect((await later.ask('GET /api/drafts')).status).toBe(200)
})

test('a company that has published no text asks nobody', async () => {
  const { context } = world
  await recordSetting(context.db, {
    key: 'consent.personalData',
    value: null,
    validFrom: plainDate('2026-01-13'),
    recordedAt: context.now() + 1,
  })
  forgetSettings(context.db)
  const browser = await newcomer('790618170126')
  expect((await browser.ask('GET /api/drafts')).status).toBe(200)
})
