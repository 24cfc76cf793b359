import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choicesOf, type SignalChoices } from '../../domain/signal/choice.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { SignalSettings } from '../../wire/signal.ts'
import { mailDeliveryOf } from '../notice/deliver-mail.ts'
import { registerDue } from '../registry/register.ts'
import { closeSignalMails } from './close-signal-mails.ts'
import { tellDue } from './tell-due.ts'

/** Monday, 12 January 2026, 10:00 in Astana; free letters sent then are due on Monday, 2 February. */
const monday = '2026-01-12T05:00:00Z'
const usualChoices = choicesOf({})
let world: SignedWorld
let mail: MailProcess
let key: Awaited<ReturnType<typeof issueKey>>
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createSignedWorld(monday, { mail: mail.config })
  key = await issueKey(world.authority)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

async function appeals(many: number, executor: TestStaff): Promise<string[]> {
  world.setNow(monday)
  const ids: string[] = []
  for (let n = 0; n < many; n += 1) {
    ids.push((await sendFree(world, await world.as(world.people.aigerim), key)).body.id)
  }
  await registerDue(world.context)
  const office = await world.as(executor)
  for (const id of ids) {
    expect((await office.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  }
  return ids
}
/** As the worker does it. */
async function at(iso: string): Promise<void> {
  world.setNow(iso)
  await tellDue(world.context)
  await closeSignalMails(world.context)
  await mailDeliveryOf(world.context).run()
}
const choose = async (person: TestStaff, choices: Partial<SignalChoices>, email: string) => {
  const body = { choices: { ...usualChoices, ...choices }, email }
  const answer = await (await world.as(person)).ask('PUT /api/office/signals/settings', { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const settings = async (person: TestStaff) =>
  (await (await world.as(person)).ask<SignalSettings>('GET /api/office/signals/settings')).body
const mails = async (to: string) =>
  (await mail.mails(to)).map(({ subject = '', text = '' }) => ({ subject, text: text.trim() }))

describe('docs/office.md 8: mails of signals', () => {
  test('many at once are one mail; what comes within the hour waits for the next, and nothing is dropped', async () => {
    const { otherExecutor: askar } = world.people
    const address = 'askar@example.kz'
    await choose(askar, { dueSoon: 'both', assigned: 'mail', digest: 'none' }, address)
    await appeals(3, askar)
    await at('2026-01-26T04:30:00Z')
    const [first] = await mails(address)
    expect(first?.subject).toBe('Сигналдар: 3')
    for (const number of [1, 2, 3])
      expect(first?.text).toContain(`№ ${number} өтініштің мерзіміне 5 жұмыс күні қалды`)
    const head = await world.as(world.people.head)
    for (const id of await appeals(2, world.people.executor)) {
      world.setNow('2026-01-26T04:40:00Z')
      const body = { executorId: askar.id, reason: 'Жүктеме' }
      expect((await head.ask(`POST /api/office/appeals/${id}/assignment`, { body })).status).toBe(200)
    }
    await at('2026-01-26T04:45:00Z')
    await at('2026-01-26T05:29:00Z')
    expect(await mails(address)).toHaveLength(1)
    await at('2026-01-26T05:30:00Z')
    const [, second] = await mails(address)
    // Two were given, and both are five days before their day.
    expect(second?.subject).toBe('Сигналдар: 4')
    expect(second?.text).toContain('№ 4 өтініш сізге берілді')
    expect(second?.text).toContain('№ 5 өтініш сізге берілді')
  })

  test('what is overdue waits for no limit', async () => {
    const address = 'askar@example.kz'
    await at('2026-02-02T04:30:00Z')
    const before = (await mails(address)).length
    await at('2026-02-03T04:30:00Z')
    await at('2026-02-03T04:31:00Z')
    expect((await mails(address)).length).toBe(before + 1)
    const last = (await mails(address)).at(-1)
    expect(last?.text).toContain('№ 1 өтініштің мерзімі өтті: 1 жұмыс күні')
  })

  test('no mail holds a name, a subject or an address of a client', async () => {
    for (const { subject, text } of await mails('askar@example.kz')) {
      expect(`${subject} ${text}`).not.toMatch(/Сапарова|Айгерім|aigerim|Үлгі көшесі|Оспанов/)
    }
  })

  test('a deputy reads that it is for another, whose name is not told', async () => {
    const { otherExecutor: askar, executor: saule } = world.people
    const address = 'saule@example.kz'
    await choose(saule, { digest: 'none' }, address)
    await sendAway(world, { staffId: askar.id, deputyId: saule.id, from: '2026-02-04', to: '2026-02-04' })
    await at('2026-02-04T04:30:00Z')
    const [told] = await mails(address)
    expect(told?.text).toContain('Жұмыста жоқ әріптесіңіздің орнына.')
    expect(told?.text).not.toContain('Оспанов')
  })

  test('an address that is refused for good is told on the page, and everything is in the office again', async () => {
    const { head } = world.people
    await choose(head, { overdue: 'mail', digest: 'none' }, 'refused@example.kz')
    await at('2026-02-05T04:30:00Z')
    expect((await settings(head)).refusedAt).not.toBeNull()
    await at('2026-02-06T04:30:00Z')
    const shown = world.context.db
      .selectFrom('signal')
      .select(['in_office', 'mail_id'])
      .where('staff_id', '=', head.id)
      .where('told_at', '=', new Date('2026-02-06T04:30:00Z'))
    expect((await shown.execute()).every((one) => one.in_office && one.mail_id === null)).toBe(true)
    await choose(head, {}, 'refused@example.kz')
    expect((await settings(head)).refusedAt).toBeNull()
  })

  /** Of what somebody is told by mail alone: how much their page in the office does not show. */
  const unseenIn = async (person: TestStaff, told: string): Promise<number> => {
    const rows = await world.context.db
      .selectFrom('signal')
      .select('in_office')
      .where('staff_id', '=', person.id)
      .where('told_at', '=', new Date(told))
      .execute()
    expect(rows.length).toBeGreaterThan(0)
    return rows.filter(({ in_office }) => !in_office).length
  }

  test('what a mail was to say and did not is in the office: refused, unwanted, given up', async () => {
    const { head } = world.people
    await choose(head, { overdue: 'mail', digest: 'none' }, 'refused@example.kz')
    await at('2026-02-10T04:30:00Z')
    expect(await unseenIn(head, '2026-02-10T04:30:00Z')).toBe(0)

    await choose(head, { overdue: 'mail', digest: 'none' }, 'head@example.kz')
    world.setNow('2026-02-11T04:30:00Z')
    await tellDue(world.context)
    expect(await unseenIn(head, '2026-02-11T04:30:00Z')).toBeGreaterThan(0)
    const unread = async () =>
      (await (await world.as(head)).ask<{ total: number }>('GET /api/office/signals')).body.total
    const before = await unread()
    await choose(head, { overdue: 'mail', digest: 'none' }, '')
    await at('2026-02-11T05:30:00Z')
    expect(await unseenIn(head, '2026-02-11T04:30:00Z')).toBe(0)
    expect(await unread()).toBeGreaterThan(before)

    await choose(head, { overdue: 'mail', digest: 'none' }, 'later@example.kz')
    await at('2026-02-12T04:30:00Z')
    expect(await unseenIn(head, '2026-02-12T04:30:00Z')).toBeGreaterThan(0)
    await at('2026-02-20T04:30:00Z')
    expect(await unseenIn(head, '2026-02-12T04:30:00Z')).toBe(0)
  })
})

describe('the digest', () => {
  test('once, at opening of a working day; with nothing to say, no mail', async () => {
    const { registrar, otherExecutor: askar } = world.people
    await choose(askar, { overdue: 'office', dueToday: 'office' }, 'askar.digest@example.kz')
    await choose(registrar, { overdue: 'office' }, 'registrar@example.kz')
    await at('2026-02-07T06:00:00Z')
    expect(await mails('askar.digest@example.kz')).toEqual([])
    await at('2026-02-09T04:29:00Z')
    expect(await mails('askar.digest@example.kz')).toEqual([])
    await at('2026-02-09T04:30:00Z')
    await at('2026-02-09T09:00:00Z')
    const [digest, ...more] = await mails('askar.digest@example.kz')
    expect(more).toEqual([])
    expect(digest?.subject).toBe('Таңғы жинақ, 2026 жылғы 9 ақпан')
    expect(digest?.text).toContain('Мерзімі өткені: 5')
    expect(digest?.text).toContain('№ 1, мерзімі 2026 жылғы 2 ақпан')
    const all = world.context.db.updateTable('appeal').set({ status: 'executed', executed_at: new Date() })
    await all.where('number', 'is not', null).execute()
    await at('2026-02-10T04:30:00Z')
    expect(await mails('askar.digest@example.kz')).toHaveLength(1)
    expect((await mails('registrar@example.kz')).length).toBeLessThanOrEqual(1)
  })
})
