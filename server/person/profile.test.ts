import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { Session } from '../../wire/person.ts'
import type { Profile } from '../../wire/profile.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

const contacts = {
  address: 'Астана қ., Жаңа көшесі, 7-үй, 40-пәтер',
  phone: '8 (701) 123-45-67',
  email: 'zhana@example.com',
}

test('the profile shows official data whole to their owner, contacts, consents and where the account is open', async () => {
  const browser = await world.as(world.people.coTenant)
  await world.as(world.people.coTenant)
  const { body } = await browser.ask<Profile>('GET /api/profile')
  expect(body).toMatchObject({
    fullName: 'Ахметова Жанар Болатқызы',
    iin: '881231270015',
    phone: '+7 700 000 00 01',
    email: 'zhanar@example.com',
    contactsChangedAt: null,
  })
  expect(body.consents).toHaveLength(1)
  expect(body.sessions.map(({ current }) => current).sort()).toEqual([false, true])
})

test('changed contacts are written down with the time and used in drafts begun later, not in those before', async () => {
  const browser = await world.as(world.people.aigerim)
  const begin = async () =>
    (
      await browser.ask<Draft>('POST /api/drafts', {
        body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
      })
    ).body
  const before = await begin()
  const { status, body } = await browser.ask<Profile>('PATCH /api/profile', { body: contacts })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    address: contacts.address,
    phone: '+7 701 123 45 67',
    email: 'zhana@example.com',
    contactsChangedAt: '2026-01-12T05:00:00.000Z',
  })
  const after = await begin()
  expect([after.address, after.email, after.letterhead.phone]).toEqual([
    contacts.address,
    'zhana@example.com',
    '+7 701 123 45 67',
  ])
  expect((await browser.ask<Draft>(`GET /api/drafts/${before.id}`)).body.address).toBe(before.address)

  world.setNow('2026-01-12T05:09:00Z')
  await browser.ask('PATCH /api/profile', { body: { ...contacts, email: '' } })
  const rows = await world.context.db
    .selectFrom('contact_change')
    .select(['field', 'old_value', 'new_value'])
    .where('person_id', '=', world.people.aigerim.id)
    .orderBy('changed_at')
    .orderBy('field')
    .execute()
  expect(rows.map(({ field, new_value }) => [field, new_value])).toEqual([
    ['address', contacts.address],
    ['email', 'zhana@example.com'],
    ['phone', '+77011234567'],
    ['email', ''],
  ])
})

test.each([
  [{ address: ' ' }, 'address', 'required'],
  [{ address: 'қысқа' }, 'address', 'too_short'],
  [{ address: 'ұ'.repeat(301) }, 'address', 'too_long'],
  [{ phone: '' }, 'phone', 'required'],
  [{ phone: '+1 202 555 01 01' }, 'phone', 'phone_invalid'],
  [{ email: 'a@b' }, 'email', 'email_invalid'],
])('%j is refused on its field, and nothing changes', async (change, field, code) => {
  const browser = await world.as(world.people.daniyar)
  const before = (await browser.ask<Profile>('GET /api/profile')).body
  const answer = await browser.ask('PATCH /api/profile', { body: { ...contacts, ...change } })
  expect(answer.status).toBe(422)
  expect(answer.problem.fields?.map((one) => [one.field, one.code])).toEqual([[field, code]])
  expect((await browser.ask<Profile>('GET /api/profile')).body.address).toBe(before.address)
})

test('name and IIN are not changed by anybody here', async () => {
  const browser = await world.as(world.people.daniyar)
  const body = { ...contacts, fullName: 'Басқа Біреу', iin: '921125270019' }
  await browser.ask('PATCH /api/profile', { body })
  const { body: profile } = await browser.ask<Profile>('GET /api/profile')
  expect([profile.fullName, profile.iin]).toEqual(['Иманбеков Данияр Серікұлы', '850412170014'])
})

test('the language of the screens is kept for the account, from device to device', async () => {
  const phone = await world.as(world.people.daniyar)
  await phone.ask('PATCH /api/session', { body: { language: 'ru' } })
  const desk = await world.as(world.people.daniyar)
  expect((await desk.ask<Session>('GET /api/session')).body.person?.language).toBe('ru')
})

test('own data come as one file: texts of appeals, drafts, contracts, consents, who looked; of nobody else', async () => {
  const browser = await world.as(world.people.aigerim)
  const sent = await sendFree(world, browser, await issueKey(world.authority))
  await registerDue(world.context)
  const executor = await world.as(world.people.executor)
  expect((await executor.ask(`GET /api/office/appeals/${sent.body.id}`)).status).toBe(200)

  const { headers, bytes } = await browser.bytes('/api/profile/data')
  expect(headers.get('content-disposition')).toContain('otinish-2026-01-12.json')
  const text = new TextDecoder().decode(bytes)
  const data = JSON.parse(text)
  expect(data.person.iin).toBe('921125270019')
  expect(data.person.consents).toHaveLength(1)
  expect(data.contactChanges).toHaveLength(4)
  expect(data.contracts).toHaveLength(3)
  expect(data.drafts.length).toBeGreaterThan(0)
  expect(data.appeals).toHaveLength(1)
  expect(data.appeals[0]).toMatchObject({ id: sent.body.id, views: [{ role: 'executor' }] })
  expect(data.appeals[0].letterText).toContain('Сапарова')
  expect(data.notices[0]).toMatchObject({ kind: 'registered', appealId: sent.body.id })
  expect(new Set(data.notices.slice(1).map(({ kind }: { kind: string }) => kind))).toEqual(
    new Set(['contactsChanged']),
  )
  expect(text).not.toContain(world.people.daniyar.iin)
  expect(text).not.toContain('Иманбекова')
})

test('signing out everywhere ends every session of this client and of no other', async () => {
  const phone = await world.as(world.people.daniyar)
  const desk = await world.as(world.people.daniyar)
  const other = await world.as(world.people.aigerim)
  expect((await desk.ask('DELETE /api/profile/sessions')).status).toBe(200)
  for (const browser of [phone, desk]) {
    expect((await browser.ask('GET /api/profile')).problem.code).toBe('session_expired')
  }
  expect((await other.ask('GET /api/profile')).status).toBe(200)
})

test('contracts tell how many appeals were sent under each', async () => {
  const browser = await world.as(world.people.aigerim)
  const { body } = await browser.ask<{ contracts: { number: string; appeals: number }[] }>(
    'GET /api/contracts',
  )
  const counts = Object.fromEntries(body.contracts.map(({ number, appeals }) => [number, appeals]))
  expect(counts).toEqual({ 'АВ-71-004215': 1, 'ИЗ-75-000128': 0, 'АВ-71-000007': 0 })
})
