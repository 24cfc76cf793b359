import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { submissionsADay } from '../../domain/submission/submission.ts'
import { giveMandate } from '../../test/people.ts'
import { answer, replyInterim } from '../../test/reply.ts'
import { jpeg, pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import {
  attachToMessage,
  beginMessage,
  beginMessageUpload,
  lastSeen,
  saveMessage,
  sendDraft,
  sendMessage,
  writeToClient,
} from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { SubmissionDraft } from '../../wire/submission.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { columnsOf, historyOf } from '../appeal/event-store.ts'
import { endMandate } from '../contract/end-mandate.ts'
import { registerDue } from '../registry/register.ts'
import { tellSignals } from '../signal/tell-signals.ts'
import { forgetSubmissionDrafts } from './forget-submission-drafts.ts'

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
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
  id = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})

const seen = async (browser = client, appealId = id) =>
  (await browser.ask<Appeal>(`GET /api/appeals/${appealId}`)).body
const rowsOf = async (kind: Appeal['correspondence'][number]['kind'], browser = client) =>
  (await seen(browser)).correspondence.filter((row) => row.kind === kind)
const eventsOf = async (type: string) =>
  (await historyOf(world.context.db, id)).filter((event) => event.type === type)

test('what is written is kept as typed, sent once with its files, and has its place in the chain', async () => {
  const before = await seen()
  const begun = (await beginMessage(client, id)).body
  const saved = (await saveMessage(client, begun, 'Банктен көшірме алдым.')).body
  expect((await beginMessage(client, id)).body).toMatchObject({ id: begun.id, text: saved.text, version: 2 })
  await attachToMessage(client, begun.id, { name: 'Төлем.pdf', bytes: pdf })
  const draft = (await client.ask<SubmissionDraft>(`GET /api/submissions/${begun.id}`)).body
  expect(draft).toMatchObject({ version: 3, files: [{ name: 'Төлем.pdf', hold: null }], uploads: [] })
  const sent = await sendDraft(client, draft)
  expect(sent).toMatchObject({ status: 200, body: { id: begun.id, files: 1 } })

  const after = await seen()
  expect(after.status).toBe(before.status)
  expect(after.due).toEqual(before.due)
  const [kept] = await rowsOf('submission')
  expect(kept).toMatchObject({
    texts: [{ text: 'Банктен көшірме алдым.' }],
    files: [{ name: 'Төлем.pdf' }],
    sender: 'Сапарова Айгерім Ерланқызы',
    readAt: null,
  })
  expect(after.history).toEqual(before.history)
  const row = await world.context.db
    .selectFrom('submission')
    .selectAll()
    .where('id', '=', begun.id)
    .executeTakeFirstOrThrow()
  const [event] = await eventsOf('submitted')
  expect(event?.data).toEqual({
    submissionId: begun.id,
    kind: 'message',
    commitment: commitmentTo(row.salt, row.text),
    fileDigests: [kept?.files[0]?.sha256],
  })
  expect((await client.ask(`GET /api/submissions/${begun.id}`)).status).toBe(404)
  const fileId = kept?.files[0]?.id
  expect((await client.ask(`GET /api/appeals/${id}/files/${fileId}`)).status).toBe(200)
  expect((await saule.ask(`GET /api/office/appeals/${id}/files/${fileId}`)).status).toBe(200)
})

test('the same press, in another tab too, gives the same receipt; eight at once send once', async () => {
  const begun = (await beginMessage(client, id)).body
  const saved = (await saveMessage(client, begun, 'Бір рет.')).body
  const all = await Promise.all(Array.from({ length: 8 }, () => sendDraft(client, saved)))
  expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect((await sendDraft(client, saved)).body).toEqual(all[0]?.body)
  expect(await eventsOf('submitted')).toHaveLength(1)
  expect(await rowsOf('submission')).toHaveLength(1)
})

test('eight devices that send eight texts are told that another has saved; nothing is lost or sent twice', async () => {
  const begun = (await beginMessage(client, id)).body
  const saves = await Promise.all(
    Array.from({ length: 8 }, (_, n) => saveMessage(client, begun, `Құрылғы ${n}`)),
  )
  expect(saves.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(saves.filter(({ problem }) => problem?.code === 'draft_stale')).toHaveLength(7)
  expect(await sendDraft(client, begun)).toMatchObject({ status: 412, problem: { code: 'draft_stale' } })
  expect(await eventsOf('submitted')).toHaveLength(0)
})

test('a save whose answer was lost is known again', async () => {
  const { id: draftId, version } = (await beginMessage(client, id)).body
  const [saveId, next] = [crypto.randomUUID(), crypto.randomUUID()]
  const save = (body: object) =>
    client.ask<SubmissionDraft>(`PATCH /api/submissions/${draftId}`, { body, version })
  await save({ text: 'Бірінші', saveId })
  expect((await save({ text: 'Бірінші', saveId })).body).toMatchObject({ version: 2, text: 'Бірінші' })
  expect((await save({ text: 'Екінші', saveId: next, after: saveId })).body).toMatchObject({ version: 3 })
})

describe('whose it is', () => {
  test('a stranger, a co-tenant and somebody whose mandate has ended find nothing; a holder writes their own', async () => {
    const { daniyar, coTenant, aigerim } = world.people
    const begun = (await beginMessage(client, id)).body
    await attachToMessage(client, begun.id, { name: 'a.pdf', bytes: pdf })
    await giveMandate(world.context, daniyar, aigerim, '2026-01-01', null)
    const holder = await world.as(daniyar)
    const own = (await beginMessage(holder, id)).body
    expect(own.id).not.toBe(begun.id)
    const saved = (await saveMessage(holder, own, 'Өкілден.')).body
    const others = [await world.as(coTenant), holder]
    for (const other of others) {
      const { files } = (await client.ask<SubmissionDraft>(`GET /api/submissions/${begun.id}`)).body
      const asked = [
        await other.ask(`GET /api/submissions/${begun.id}`),
        await saveMessage(other, begun, 'Басқа'),
        await sendDraft(other, begun),
        await attachToMessage(other, begun.id, { name: 'b.pdf', bytes: pdf }),
        await other.ask(`GET /api/submissions/${begun.id}/files/${files[0]?.id}`),
        await other.ask(`DELETE /api/submissions/${begun.id}/files/${files[0]?.id}`),
        await other.ask(`DELETE /api/submissions/${begun.id}`),
      ]
      expect(asked.map(({ status }) => status)).toEqual(Array(asked.length).fill(404))
    }
    expect((await sendDraft(holder, saved)).status).toBe(200)
    expect((await rowsOf('submission'))[0]).toMatchObject({ sender: 'Иманбеков Данияр Серікұлы' })

    const late = (await beginMessage(holder, id)).body
    await endMandate(world.context, {
      person: daniyar.iin,
      party: aigerim.iin,
      last: plainDate('2026-01-11'),
    })
    expect((await sendDraft(holder, late)).status).toBe(404)
    expect((await sendDraft(holder, saved)).status).toBe(404)
    expect((await holder.ask(`GET /api/appeals/${id}/submission-draft`)).status).toBe(404)
    expect((await beginMessage(holder, id)).status).toBe(404)
  })

  test('staff let nobody know of a draft: what is not sent is the client’s', async () => {
    const begun = (await beginMessage(client, id)).body
    await saveMessage(client, begun, 'Әлі жіберілмеген сөз')
    const shown = await saule.ask<Appeal>(`GET /api/office/appeals/${id}`)
    expect(JSON.stringify(shown.body)).not.toContain('Әлі жіберілмеген')
  })
})

describe('when', () => {
  test('while the appeal is open, before its number too; once it is over only what was sent stays', async () => {
    expect((await sendMessage(client, id, 'Ашық.')).status).toBe(200)
    const draft = (await beginMessage(client, id)).body
    const saved = (await saveMessage(client, draft, 'Кешіккен.')).body
    await answer(saule, await world.as(world.people.head), id)
    for (const refused of [
      await sendDraft(client, saved),
      await saveMessage(client, saved, 'Тағы'),
      await beginMessage(client, id),
      await beginMessageUpload(client, draft.id, { name: 'a.pdf', bytes: pdf }),
    ]) {
      expect(refused).toMatchObject({ status: 409, problem: { code: 'appeal_over' } })
    }
    // What was typed can still be read and let go of.
    expect((await client.ask(`GET /api/submissions/${draft.id}`)).status).toBe(200)
    expect((await client.ask(`DELETE /api/submissions/${draft.id}`)).status).toBe(200)
    expect(await rowsOf('submission')).toHaveLength(1)
  })

  test('before its number', async () => {
    world.setNow('2026-01-11T05:00:00Z')
    const unnumbered = (await sendFree(world, client, key)).body.id
    expect((await sendMessage(client, unnumbered, 'Әлі тіркелмеген.')).status).toBe(200)
    expect((await seen(client, unnumbered)).status).toBe('sent')
    world.setNow('2026-01-12T05:00:00Z')
  })
})

describe('what', () => {
  test('words are needed, no more than there is room for; a draft keeps what is too long', async () => {
    const begun = (await beginMessage(client, id)).body
    expect(await sendDraft(client, begun)).toMatchObject({
      status: 422,
      problem: { code: 'required', fields: [{ field: 'text' }] },
    })
    const long = (await saveMessage(client, begun, 'ұ'.repeat(5001))).body
    expect(await sendDraft(client, long)).toMatchObject({ status: 422, problem: { code: 'too_long' } })
    const right = (await saveMessage(client, long, 'ұ'.repeat(5000))).body
    expect((await sendDraft(client, right)).status).toBe(200)
  })

  test('files by the rules of a letter’s; one on its way when it is sent goes with nothing', async () => {
    const begun = (await beginMessage(client, id)).body
    const bad = new TextEncoder().encode('бұл PDF емес')
    expect((await attachToMessage(client, begun.id, { name: 'a.exe', bytes: bad })).problem.code).toBe(
      'file_type',
    )
    expect((await attachToMessage(client, begun.id, { name: 'a.pdf', bytes: jpeg })).problem.code).toBe(
      'file_mismatch',
    )
    await beginMessageUpload(client, begun.id, { name: 'b.jpg', bytes: jpeg })
    const saved = (await saveMessage(client, begun, 'Файлсыз.')).body
    expect((await sendDraft(client, saved)).body.files).toBe(0)
    const left = await world.context.db
      .selectFrom('upload')
      .select('id')
      .where('submission_draft_id', '=', begun.id)
      .execute()
    expect(left).toEqual([])
  })

  test('so many a day', async () => {
    const day = { owner: `client:${world.people.aigerim.id}`, what: 'submissionsToday' }
    await world.context.db
      .updateTable('day_use')
      .set({ used: submissionsADay })
      .where('owner', '=', day.owner)
      .where('what', '=', day.what)
      .execute()
    expect((await sendMessage(client, id, 'Артық.')).problem.code).toBe('too_much_today')
    await world.context.db.updateTable('day_use').set({ used: 0 }).where('owner', '=', day.owner).execute()
  })

  test('a draft that nobody goes on with is forgotten with its files', async () => {
    const begun = (await beginMessage(client, id)).body
    const file = (await attachToMessage(client, begun.id, { name: 'a.pdf', bytes: pdf })).body
    const there = () => world.context.db.selectFrom('file').select('id').where('id', '=', file.id).execute()
    expect(await forgetSubmissionDrafts(world.context)).toBe(0)
    world.setNow('2026-03-12T05:00:00Z')
    expect(await forgetSubmissionDrafts(world.context)).toBeGreaterThan(0)
    world.setNow('2026-01-12T05:00:00Z')
    expect(await there()).toEqual([])
    expect((await beginMessage(await world.as(world.people.aigerim), id)).body.text).toBe('')
  })
})

describe('the company', () => {
  const write = async (browser: TestBrowser, text = 'Құжатты алдық, рахмет.') =>
    await writeToClient(browser, id, text, await lastSeen(saule, id))
  const settle = async (browser: TestBrowser) =>
    await browser.ask(`POST /api/office/appeals/${id}/no-answer-needed`, {
      body: { seen: await lastSeen(saule, id) },
    })
  const waits = async (browser = saule): Promise<boolean> => {
    const { body } = await browser.ask<{ rows: { id: string }[] }>(
      'GET /api/office/queue?waits=word&whose=mine',
    )
    return body.rows.some((row) => row.id === id)
  }

  test('its message is no answer: nothing moves, the client is told and reads it, both see when', async () => {
    await sendMessage(client, id, 'Сұрақ бар.')
    const before = await seen()
    const opened = await saule.ask<Appeal>(`GET /api/office/appeals/${id}`)
    expect(opened.status).toBe(200)
    expect((await rowsOf('submission'))[0]?.firstReadAt).toBe('2026-01-12T05:00:00.000Z')
    expect((await write(saule)).status).toBe(200)
    const after = await seen()
    expect(after.status).toBe(before.status)
    expect(after.due).toEqual(before.due)
    expect(after.executedAt).toBeNull()
    expect(after.correspondence.find(({ kind }) => kind === 'message')).toMatchObject({
      texts: [{ text: 'Құжатты алдық, рахмет.' }],
      outgoing: null,
      files: [],
      readAt: null,
    })
    const { body: notices } = await client.ask<{ rows: { kind: string; appeal: { id: string } | null }[] }>(
      'GET /api/notices',
    )
    expect(notices.rows[0]).toMatchObject({ kind: 'messaged', appealId: id })
    const { body: box } = await client.ask<{ rows: { id: string; unread: boolean }[] }>(
      'GET /api/incoming?size=50',
    )
    expect(box.rows.find((row) => row.id === id)?.unread).toBe(true)
    await client.ask(`POST /api/appeals/${id}/reading`)
    expect((await rowsOf('message'))[0]?.firstReadAt).toBe('2026-01-12T05:00:00.000Z')
  })

  test('what the client wrote waits for a word: on the desk, in the queue and its count, until one comes', async () => {
    expect(await waits()).toBe(false)
    const steps = (await seen()).history
    await sendMessage(client, id, 'Бірінші.')
    await sendMessage(client, id, 'Екінші.')
    expect(await waits()).toBe(true)
    const desk = async () =>
      (
        await saule.ask<{ parts: { group: string; total: number; rows: { id: string }[] }[] }>(
          'GET /api/office/desk',
        )
      ).body
    const part = (await desk()).parts.find(({ group }) => group === 'word')
    expect(part?.rows.some((row) => row.id === id)).toBe(true)
    expect((await settle(saule)).status).toBe(200)
    expect((await settle(saule)).status).toBe(200)
    expect(await eventsOf('answerNotNeeded')).toHaveLength(1)
    expect(await waits()).toBe(false)
    expect((await seen()).history).toEqual(steps)
    await sendMessage(client, id, 'Үшінші.')
    expect(await waits()).toBe(true)
    await write(saule)
    expect(await waits()).toBe(false)
    await sendMessage(client, id, 'Төртінші.')
    await replyInterim(await world.as(world.people.head), id, { newDueDate: '2026-02-17' })
    expect(await waits()).toBe(false)
  })

  test('the executor is told, and not when somebody has answered before; nobody’s work tells its unit', async () => {
    const signals = async (browser: TestBrowser) =>
      (
        await browser.ask<{ rows: { kind: string; appeal: { id: string } | null }[] }>(
          'GET /api/office/signals',
        )
      ).body.rows.filter((row) => row.kind === 'clientWrote' && row.appeal?.id === id)
    await sendMessage(client, id, 'Жауап беріңізші.')
    await tellSignals(world.context)
    expect(await signals(saule)).toHaveLength(1)
    await write(saule)
    await sendMessage(client, id, 'Рахмет.')
    await write(saule)
    await tellSignals(world.context)
    expect(await signals(saule)).toHaveLength(1)
  })

  test('who may write is who answers for it, while it is open', async () => {
    const { otherExecutor, head, registrar, auditor, callCentre, administrator } = world.people
    const asked = async (who: Parameters<typeof world.as>[0]) => (await write(await world.as(who))).status
    expect(await asked(otherExecutor)).toBe(409)
    expect(await asked(head)).toBe(200)
    for (const who of [registrar, auditor, callCentre, administrator]) expect(await asked(who)).toBe(403)
    expect((await write(saule, '  ')).problem.code).toBe('required')
    expect((await write(saule, 'ұ'.repeat(5001))).problem.code).toBe('too_long')
    await answer(saule, await world.as(world.people.head), id)
    expect((await write(saule)).problem.code).toBe('action_not_in_status')
  })
})

test('the column of what waits is the fold of the history', async () => {
  await sendMessage(client, id, 'Соңғы.')
  const row = await world.context.db
    .selectFrom('appeal')
    .select('awaits_word_since')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const columns = columnsOf(await historyOf(world.context.db, id))
  expect(row.awaits_word_since?.toISOString()).toBe(columns.awaits_word_since)
})

test('own data hold what was sent and what is being written', async () => {
  await sendMessage(client, id, 'Менің дерегім.')
  const begun = (await beginMessage(client, id)).body
  await saveMessage(client, begun, 'Қаралама сөз.')
  const { body } = await client.ask('GET /api/profile/data')
  const text = JSON.stringify(body)
  expect(text).toContain('Менің дерегім.')
  expect(text).toContain('Қаралама сөз.')
})
