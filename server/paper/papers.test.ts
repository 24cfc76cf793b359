import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askForPapers, attachPaper, beginPapers } from '../../test/papers.ts'
import { giveMandate } from '../../test/people.ts'
import { answer, replyInterim } from '../../test/reply.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { saveMessage, sendDraft } from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { SubmissionDraft } from '../../wire/submission.ts'
import { historyOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'
import { tellSignals } from '../signal/tell-signals.ts'
import { remindOfPapers } from './remind-of-papers.ts'

let world: SignedWorld
let key: Awaited<ReturnType<typeof issueKey>>
let client: TestBrowser
let saule: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow('2026-01-12T05:00:00Z')
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
  id = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})

const seen = async (browser = client) => (await browser.ask<Appeal>(`GET /api/appeals/${id}`)).body
const asked = async () => (await seen()).papers
const slotsNow = async () => (await asked())?.slots ?? []
const slotId = async (place: number) => (await slotsNow())[place]?.id ?? ''
const states = async () => (await slotsNow()).map(({ state }) => state)
const read = (draftId: string, browser = client) =>
  browser.ask<SubmissionDraft>(`GET /api/submissions/${draftId}`)
const decide = async (place: number, body: object, browser = saule) =>
  await browser.ask(`POST /api/office/appeals/${id}/papers/${await slotId(place)}/decisions`, { body })
const notices = async () =>
  (await client.ask<{ rows: { kind: string }[] }>('GET /api/notices')).body.rows.map(({ kind }) => kind)
/** The client puts a file up for each of these places, and sends. */
async function give(...places: number[]) {
  const { id: draftId } = (await beginPapers(client, id)).body
  for (const place of places) {
    const put = await attachPaper(client, draftId, {
      name: `${place}.pdf`,
      bytes: pdf,
      slotId: await slotId(place),
    })
    expect(put.status, JSON.stringify(put)).toBe(200)
  }
  return await sendDraft(client, (await read(draftId)).body)
}
const signalsOf = async (kind: string) => {
  await tellSignals(world.context)
  const { rows } = (
    await saule.ask<{ rows: { kind: string; appeal: { id: string } | null }[] }>('GET /api/office/signals')
  ).body
  return rows.filter((row) => row.kind === kind && row.appeal?.id === id).length
}

test('papers are asked for, sent in two parts, one asked for again, accepted; no date moves by any of it', async () => {
  const before = await seen()
  expect(await askForPapers(saule, id, ['Табыс анықтамасы', 'Жеке куәлік'], '2026-01-20')).toMatchObject({
    status: 200,
    body: { state: 'sent', approval: 'executor' },
  })
  expect(await asked()).toMatchObject({
    by: '2026-01-20',
    workingDaysLeft: 6,
    late: false,
    slots: [
      { name: 'Табыс анықтамасы', state: 'asked', askedAgain: null, files: [] },
      { name: 'Жеке куәлік', state: 'asked' },
    ],
  })
  expect((await notices())[0]).toBe('papersAsked')
  const letter = (await seen()).correspondence.find(({ kind }) => kind === 'papers')
  expect(letter?.reason).toBe('Табысты растау қажет')

  expect((await give(1)).status).toBe(200)
  expect(await states()).toEqual(['asked', 'sent'])
  expect(await signalsOf('papersCame')).toBe(0)
  expect((await give(0)).body.files).toBe(1)
  expect(await states()).toEqual(['sent', 'sent'])
  expect(await signalsOf('papersCame')).toBe(1)
  expect(await signalsOf('clientWrote')).toBe(0)

  expect((await decide(1, { decision: 'accepted' })).status).toBe(200)
  const again = { decision: 'askedAgain', reason: 'Артқы жағы көрінбейді', by: '2026-01-22' }
  expect((await decide(0, again)).status).toBe(200)
  expect(await asked()).toMatchObject({
    by: '2026-01-22',
    slots: [{ state: 'asked', askedAgain: 'Артқы жағы көрінбейді' }, { state: 'accepted' }],
  })
  expect((await notices()).slice(0, 2)).toEqual(['papersAsked', 'papersAsked'])
  await give(0)
  expect((await decide(0, { ...again, reason: 'Мөр көрінбейді' })).status).toBe(200)
  await give(0)
  expect((await decide(0, { decision: 'accepted' })).status).toBe(200)
  expect(await asked()).toBeNull()

  const after = await seen()
  expect([after.status, after.due, after.history]).toEqual([before.status, before.due, before.history])
  const submitted = after.correspondence.filter(({ kind }) => kind === 'submission')
  expect(submitted.map(({ texts, files }) => [texts, files.length])).toEqual([
    [[], 1],
    [[], 1],
    [[], 1],
    [[], 1],
  ])
  await answer(saule, await world.as(world.people.head), id)
  expect((await seen()).status).toBe('executed')

  // The request is over, and why papers were asked for again is still there: for client, office and own data.
  const told = [
    { name: 'Табыс анықтамасы', reason: 'Артқы жағы көрінбейді' },
    { name: 'Табыс анықтамасы', reason: 'Мөр көрінбейді' },
  ]
  const office = (await saule.ask<Appeal>(`GET /api/office/appeals/${id}`)).body
  const data = (await client.ask<{ appeals: Appeal[] }>('GET /api/profile/data')).body
  for (const appeal of [await seen(), office, data.appeals.find((one) => one.id === id)]) {
    expect(appeal?.correspondence.find(({ kind }) => kind === 'papers')?.askedAgain).toMatchObject(told)
    expect(appeal?.correspondence.flatMap(({ askedAgain }) => askedAgain)).toHaveLength(2)
  }
})

test('one request at a time, within the term and after today; asked for with a new term it is an interim reply', async () => {
  const ask = (by: string) => askForPapers(saule, id, ['Түбіртек'], by)
  expect(await ask('2026-01-12')).toMatchObject({ status: 422, problem: { code: 'papers_day_past' } })
  expect(await ask('2026-02-27')).toMatchObject({ status: 422, problem: { code: 'papers_day_after_term' } })
  expect((await askForPapers(saule, id, [' '], '2026-01-20')).status).toBe(422)
  expect((await ask('2026-01-20')).status).toBe(200)
  expect(await ask('2026-01-21')).toMatchObject({ status: 409, problem: { code: 'papers_open' } })
  expect((await decide(0, { decision: 'notNeeded' })).status).toBe(200)
  expect(await asked()).toBeNull()
  const papers = { by: '2026-02-10', slots: [{ name: 'Шарт', note: 'екі жағы' }] }
  await replyInterim(await world.as(world.people.head), id, { newDueDate: '2026-02-17', papers })
  expect(await seen()).toMatchObject({
    status: 'interimReply',
    due: { date: '2026-02-17' },
    papers: { by: '2026-02-10', slots: [{ name: 'Шарт', note: 'екі жағы' }] },
  })
  await answer(saule, await world.as(world.people.head), id)
  expect(await asked()).toBeNull()
})

describe('what is not asked for', () => {
  test('a file goes into a slot that is open, and nowhere else; nothing goes without one', async () => {
    expect((await beginPapers(client, id)).status).toBe(200)
    const draft = (await beginPapers(client, id)).body
    expect(await sendDraft(client, draft)).toMatchObject({ status: 422, problem: { code: 'required' } })
    const refused = { status: 409, problem: { code: 'papers_not_asked' } }
    const put = (slot?: string) =>
      attachPaper(client, draft.id, {
        name: 'a.pdf',
        bytes: pdf,
        ...(slot === undefined ? {} : { slotId: slot }),
      })
    expect(await put()).toMatchObject(refused)
    expect(await put(crypto.randomUUID())).toMatchObject(refused)
    await askForPapers(saule, id, ['Түбіртек'], '2026-01-20')
    expect((await put(await slotId(0))).status).toBe(200)
    const before = (await read(draft.id)).body
    expect(before.files).toMatchObject([{ slotId: await slotId(0) }])
    // Settled while it was being prepared.
    await decide(0, { decision: 'notNeeded' })
    expect(await sendDraft(client, before)).toMatchObject(refused)
  })

  test('words go with no papers: nobody would be told of them', async () => {
    await askForPapers(saule, id, ['Түбіртек'], '2026-01-20')
    const begun = (await beginPapers(client, id)).body
    await attachPaper(client, begun.id, { name: 'a.pdf', bytes: pdf, slotId: await slotId(0) })
    await saveMessage(client, (await read(begun.id)).body, 'Тағы бір сөз.')
    const sent = await sendDraft(client, (await read(begun.id)).body)
    expect(sent).toMatchObject({ status: 422, problem: { code: 'too_long' } })
  })

  test('a paper is settled once, and only what has come is good or not', async () => {
    await askForPapers(saule, id, ['Түбіртек', 'Шарт'], '2026-01-20')
    const settled = { status: 409, problem: { code: 'paper_settled' } }
    expect(await decide(0, { decision: 'accepted' })).toMatchObject(settled)
    await give(0)
    const early = { decision: 'askedAgain', reason: 'Анық емес', by: '2026-01-19' }
    expect(await decide(0, early)).toMatchObject({ status: 422, problem: { code: 'papers_day_past' } })
    const late = { ...early, by: '2026-02-27' }
    expect(await decide(0, late)).toMatchObject({ status: 422, problem: { code: 'papers_day_after_term' } })
    const both = await Promise.all([1, 2].map(() => decide(0, { decision: 'accepted' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('a holder of the mandate sends too; a stranger, a co-tenant and other staff find nothing', async () => {
    const { daniyar, coTenant, aigerim, otherExecutor } = world.people
    await askForPapers(saule, id, ['Түбіртек'], '2026-01-20')
    await giveMandate(world.context, daniyar, aigerim, '2026-01-01', null)
    expect((await beginPapers(await world.as(coTenant), id)).status).toBe(404)
    const holder = await world.as(daniyar)
    const draft = (await beginPapers(holder, id)).body
    const file = { name: 'a.pdf', bytes: pdf, slotId: await slotId(0) }
    expect((await attachPaper(holder, draft.id, file)).status).toBe(200)
    expect((await read(draft.id)).status).toBe(404)
    expect((await sendDraft(holder, (await read(draft.id, holder)).body)).status).toBe(200)
    expect(await states()).toEqual(['sent'])
    const other = await world.as(otherExecutor)
    expect((await decide(0, { decision: 'accepted' }, other)).status).toBeGreaterThanOrEqual(404)
    expect(await states()).toEqual(['sent'])
  })
})

describe('the day', () => {
  test('the client is reminded once, on the working day before; what comes late is taken, and told of', async () => {
    await askForPapers(saule, id, ['Түбіртек'], '2026-01-19')
    await remindOfPapers(world.context)
    // Monday's day is told of on Friday, and not on the Sunday between.
    world.setNow('2026-01-16T03:00:00Z')
    expect(await remindOfPapers(world.context)).toBe(0)
    world.setNow('2026-01-16T04:30:00Z')
    client = await world.as(world.people.aigerim)
    saule = await world.as(world.people.executor)
    expect(await remindOfPapers(world.context)).toBe(1)
    expect(await remindOfPapers(world.context)).toBe(0)
    expect((await notices())[0]).toBe('papersDue')
    expect(await signalsOf('papersDue')).toBe(0)

    world.setNow('2026-01-20T06:00:00Z')
    client = await world.as(world.people.aigerim)
    saule = await world.as(world.people.executor)
    await remindOfPapers(world.context)
    expect(await signalsOf('papersDue')).toBe(1)
    expect(await asked()).toMatchObject({ late: true, workingDaysLeft: null })
    expect((await seen()).status).toBe('awaitingExecution')
    expect((await give(0)).status).toBe(200)
    const types = (await historyOf(world.context.db, id)).map(({ type }) => type)
    expect(types.slice(-3)).toEqual(['papersAsked', 'papersReminded', 'submitted'])
  })

  test('a paper asked for again has a day of its own: shown, reminded of, and told of when it has passed', async () => {
    await askForPapers(saule, id, ['Түбіртек'], '2026-01-14')
    await give(0)
    world.setNow('2026-01-15T05:00:00Z')
    client = await world.as(world.people.aigerim)
    saule = await world.as(world.people.executor)
    const again = { decision: 'askedAgain', reason: 'Анық емес', by: '2026-01-20' }
    expect((await decide(0, again)).status).toBe(200)
    expect(await asked()).toMatchObject({ by: '2026-01-20', late: false })
    expect(await signalsOf('papersDue')).toBe(0)
    world.setNow('2026-01-19T05:00:00Z')
    client = await world.as(world.people.aigerim)
    expect(await remindOfPapers(world.context)).toBe(1)
    expect((await notices())[0]).toBe('papersDue')
    world.setNow('2026-01-21T06:00:00Z')
    client = await world.as(world.people.aigerim)
    saule = await world.as(world.people.executor)
    expect(await signalsOf('papersDue')).toBe(1)
    expect(await asked()).toMatchObject({ by: '2026-01-20', late: true })
  })
})
