import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { makeLawyers } from '../../test/lawyers.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { unzip } from '../../test/unzip.ts'
import type { Calls, Internal, Notes } from '../../wire/case.ts'
import { historyOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'
import { forgetSettings, recordSetting } from '../setting/setting-store.ts'

// Айгерім's appeals lie in the one unit that everybody is in; Асқар belongs to the lawyers alone.
let world: SignedWorld
let saule: TestBrowser
let head: TestBrowser
let askar: TestBrowser
let client: TestBrowser
let calls: TestBrowser
let ids: { first: string; second: string; daniyars: string }
let law: string
const secret = 'Құпия жазба 4711'

beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const key = await issueKey(world.authority)
  const otherKey = await issueKey(world.authority, world.people.daniyar)
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  askar = await world.as(world.people.otherExecutor)
  calls = await world.as(world.people.callCentre)
  const daniyar = await world.as(world.people.daniyar)
  const sent = async (browser: TestBrowser, own: typeof key, contractId?: string) =>
    (await sendFree(world, browser, own, contractId)).body.id
  ids = {
    first: await sent(client, key),
    second: await sent(client, key),
    daniyars: await sent(daniyar, otherKey, world.contracts.daniyars),
  }
  await registerDue(world.context)
  law = await makeLawyers(world)
  for (const id of [ids.first, ids.second]) await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})
afterAll(() => world.close())

const of = (id: string, rest = ''): `/${string}` => `/api/office/appeals/${id}${rest}`
const internal = async (who: TestBrowser, id: string) =>
  (await who.ask<Internal>(`GET ${of(id, '/internal')}`)).body
type NotesBody = Notes

describe('notes', () => {
  test('are kept while they are written, left, deleted and brought back; each is an event of the office', async () => {
    const draft = await saule.ask(`PUT ${of(ids.first, '/note-draft')}`, { body: { text: 'Құп' } })
    expect(draft.status).toBe(200)
    expect((await internal(saule, ids.first)).noteDraft).toBe('Құп')
    expect((await internal(head, ids.first)).noteDraft).toBe('')

    const left = await saule.ask<NotesBody>(`POST ${of(ids.first, '/notes')}`, { body: { text: secret } })
    expect(left.body.notes).toMatchObject([
      { kind: 'note', text: secret, mine: true, mayDelete: true, deleted: null },
    ])
    expect((await internal(saule, ids.first)).noteDraft).toBe('')
    const noteId = left.body.notes[0]?.id ?? ''

    // Who may not delete it: neither its author nor a head.
    const registrar = await world.as(world.people.registrar)
    const refused = await registrar.ask(`DELETE ${of(ids.first, `/notes/${noteId}`)}`)
    expect([refused.status, refused.problem.code]).toEqual([403, 'role_not_allowed'])
    const deleted = await head.ask<NotesBody>(`DELETE ${of(ids.first, `/notes/${noteId}`)}`)
    expect(deleted.body.notes).toMatchObject([{ text: secret, deleted: { by: 'Бекова Г. Т.' } }])
    const seen = await registrar.ask<NotesBody>(`GET ${of(ids.first, '/notes')}`)
    expect(seen.body.notes).toMatchObject([{ text: null, mayDelete: false }])
    const back = await saule.ask<NotesBody>(`POST ${of(ids.first, `/notes/${noteId}/restoration`)}`)
    expect(back.body.notes).toMatchObject([{ text: secret, deleted: null }])
    expect((await internal(saule, ids.first)).history.slice(-3)).toMatchObject([
      { type: 'noted', again: false, clientSees: false, by: 'Иманбекова С. М.' },
      { type: 'noteDeleted', by: 'Бекова Г. Т.' },
      { type: 'noted', again: true },
    ])
  })

  test('of a call are all that the call centre writes and reads', async () => {
    await calls.ask(`PUT ${of(ids.first, '/note-draft')}`, { body: { text: 'Клиент' } })
    expect((await calls.ask<NotesBody>(`GET ${of(ids.first, '/notes')}`)).body.draft).toBe('Клиент')
    const left = await calls.ask<NotesBody>(`POST ${of(ids.first, '/notes')}`, {
      body: { text: 'Клиент қоңырау шалды' },
    })
    expect(left.body.draft).toBe('')
    expect(left.body.notes).toMatchObject([{ kind: 'call', text: 'Клиент қоңырау шалды' }])
    expect(JSON.stringify(left.body)).not.toContain(secret)
    for (const rest of ['', '/internal', '/letter/pages/1', '/archive', '/evidence']) {
      expect((await calls.ask(`GET ${of(ids.first, rest)}`)).status, rest).toBe(403)
    }
    expect((await internal(saule, ids.first)).notes.map(({ kind }) => kind)).toEqual(['call', 'note'])
  })
})

describe('a question to another unit', () => {
  const ask = (more: object) =>
    saule.ask<Internal>(`POST ${of(ids.first, '/questions')}`, {
      body: { unitId: law, text: 'Шарт күшінде ме?', answerBy: '2026-01-14', ...more },
    })
  let questionId = ''

  test('names a unit that may be asked, and a working day not after the told one', async () => {
    const office = (await internal(saule, ids.first)).unit
    for (const [more, field, code] of [
      [{ unitId: office?.id }, 'unitId', 'option_unknown'],
      [{ answerBy: '2026-01-11' }, 'answerBy', 'date_too_early'],
      [{ answerBy: '2026-01-17' }, 'answerBy', 'date_not_working'],
      [{ answerBy: '2026-02-03' }, 'answerBy', 'date_too_late'],
      [{ fileIds: [randomUUID()] }, 'fileIds', 'file_upload'],
    ] as const) {
      const { status, problem } = await ask(more)
      expect([status, problem.fields?.[0]?.field, problem.code]).toEqual([422, field, code])
    }
  })

  test('shows the appeal to the unit until it has answered, with the files of both', async () => {
    expect((await askar.ask(`GET ${of(ids.first)}`)).status).toBe(404)
    const pdf = '%PDF-1.4\ntrailer<<>>\n%%EOF'
    const file = await saule.upload<{ id: string }>(of(ids.first, '/question-files'), 'шарт.pdf', pdf)
    expect(file.status, JSON.stringify(file.body)).toBe(200)
    const asked = await ask({ fileIds: [file.body.id] })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    expect(asked.body.questions).toMatchObject([
      {
        unit: 'Заң бөлімі',
        answerBy: '2026-01-14',
        files: [{ name: 'шарт.pdf' }],
        mayAnswer: false,
        mayWithdraw: true,
      },
    ])
    expect(asked.body.uploads).toEqual([])
    expect(asked.body.unitsToAsk.map(({ id }) => id)).not.toContain(law)
    expect((await ask({})).problem.code).toBe('question_open')

    questionId = asked.body.questions[0]?.id ?? ''
    expect((await internal(askar, ids.first)).questions).toMatchObject([
      { mayAnswer: true, mayWithdraw: false },
    ])
    const opened = await askar.bytes(of(ids.first, `/question-files/${file.body.id}`))
    expect(opened.status).toBe(200)
    const ofAnswer = await askar.upload<{ id: string }>(of(ids.first, '/question-files'), 'пікір.pdf', pdf)
    const answer = { text: 'Иә, күшінде.', fileIds: [ofAnswer.body.id] }
    // Who asked does not answer for the unit.
    const own = await saule.ask(`POST ${of(ids.first, `/questions/${questionId}/answer`)}`, { body: answer })
    expect(own.status).toBe(404)
    const given = await askar.ask(`POST ${of(ids.first, `/questions/${questionId}/answer`)}`, {
      body: answer,
    })
    expect(given.status, JSON.stringify(given.body)).toBe(200)
    for (const rest of ['', '/internal', `/question-files/${ofAnswer.body.id}`]) {
      expect((await askar.ask(`GET ${of(ids.first, rest)}`)).status, rest).toBe(404)
    }
    expect((await internal(saule, ids.first)).questions).toMatchObject([
      {
        answer: { text: 'Иә, күшінде.', by: 'Оспанов А. Н.', files: [{ name: 'пікір.pdf' }] },
        mayWithdraw: false,
      },
    ])
  })

  test('of an old page is refused with who did what', async () => {
    const again = await askar.ask(`POST ${of(ids.first, `/questions/${questionId}/answer`)}`, {
      body: { text: 'Жоқ.' },
    })
    expect([again.status, again.problem.code]).toEqual([409, 'question_answered'])
    expect(again.problem.detail).toContain('Оспанов А. Н. жауап берді (12.01.2026, 10:00)')
    const asked = await ask({ text: 'Тағы бір сұрақ' })
    const id = asked.body.questions.find(({ answer }) => answer === null)?.id
    const withdrawn = await saule.ask<Internal>(`POST ${of(ids.first, `/questions/${id}/withdrawal`)}`)
    expect(withdrawn.body.history.at(-1)).toMatchObject({ type: 'questionWithdrawn', unit: 'Заң бөлімі' })
    const late = await askar.ask(`POST ${of(ids.first, `/questions/${id}/answer`)}`, {
      body: { text: 'Иә.' },
    })
    expect(late.problem.detail).toContain('Иманбекова С. М. қайтарып алды')
  })
})

describe('linked and similar appeals', () => {
  test('are linked both ways, once, and taken apart', async () => {
    const link = (other: object) =>
      saule.ask<Internal>(`POST ${of(ids.first, '/links')}`, { body: { kind: 'related', other } })
    const before = await internal(saule, ids.first)
    expect(before.similar).toMatchObject([{ appealId: ids.second, sameType: false, sameContract: true }])
    expect((await link({ appealId: ids.first })).problem.code).toBe('link_unknown')
    const number = before.similar[0]?.number.split(' / ')[0] ?? ''
    const linked = await link({ number })
    expect(linked.body, JSON.stringify(linked.body)).toMatchObject({
      links: [{ appealId: ids.second, kind: 'related', by: 'Иманбекова С. М.' }],
      similar: [],
    })
    expect((await link({ appealId: ids.second })).problem.code).toBe('linked_already')
    const other = await internal(saule, ids.second)
    expect(other.links).toMatchObject([{ appealId: ids.first }])
    const linkId = other.links[0]?.id ?? ''
    const unlinked = await saule.ask<Internal>(`DELETE ${of(ids.second, `/links/${linkId}`)}`)
    expect(unlinked.body.links).toEqual([])
    for (const id of [ids.first, ids.second]) {
      const types = (await historyOf(world.context.db, id)).map(({ type }) => type)
      expect(types.slice(-2)).toEqual(['linked', 'unlinked'])
    }
  })

  test('outside the sight are not even counted, and can neither be linked nor found by a number', async () => {
    const { db } = world.context
    const office = await internal(saule, ids.first)
    await db
      .updateTable('appeal')
      .set({ unit_id: law, executor_id: null })
      .where('id', '=', ids.second)
      .execute()
    const seen = await internal(saule, ids.first)
    expect(seen.similar).toEqual([])
    expect(JSON.stringify(seen)).not.toContain(ids.second)
    const { number } = await db
      .selectFrom('appeal')
      .select('number')
      .where('id', '=', ids.second)
      .executeTakeFirstOrThrow()
    for (const other of [{ appealId: ids.second }, { number: String(number) }]) {
      const refused = await saule.ask(`POST ${of(ids.first, '/links')}`, { body: { kind: 'repeat', other } })
      expect(refused.problem.code).toBe('link_unknown')
    }
    const back = { unit_id: office.unit?.id ?? null, executor_id: world.people.executor.id }
    await db.updateTable('appeal').set(back).where('id', '=', ids.second).execute()
  })

  const sees = async (value: 'all' | 'unit') => {
    const at = { validFrom: plainDate('2026-01-12'), recordedAt: Date.now() }
    await recordSetting(world.context.db, { key: 'office.visibility', value, ...at })
    forgetSettings(world.context.db)
  }

  test('office.visibility shows more, and lets nobody write into the history of what is not theirs', async () => {
    const { db } = world.context
    const office = await internal(saule, ids.first)
    await sees('all')
    const away = { unit_id: law, executor_id: null }
    await db.updateTable('appeal').set(away).where('id', '=', ids.second).execute()
    const seen = await internal(saule, ids.first)
    expect(seen.similar.find(({ appealId }) => appealId === ids.second)?.inReach).toBe(false)
    const before = (await historyOf(world.context.db, ids.second)).length
    const body = { kind: 'repeat', other: { appealId: ids.second } }
    const refused = await saule.ask(`POST ${of(ids.first, '/links')}`, { body })
    expect(refused.problem.code).toBe('another_unit')
    expect(await historyOf(world.context.db, ids.second)).toHaveLength(before)
    const back = { unit_id: office.unit?.id ?? null, executor_id: world.people.executor.id }
    await db.updateTable('appeal').set(back).where('id', '=', ids.second).execute()
    await sees('unit')
  })
})

test('others who have it open are told, for a minute', async () => {
  await head.ask(`PUT ${of(ids.first, '/presence')}`, { body: { doing: 'writing' } })
  const present = async () => (await internal(saule, ids.first)).present
  expect(await present()).toMatchObject([{ name: 'Бекова Г. Т.', doing: 'writing' }])
  expect((await internal(head, ids.first)).present).toEqual([])
  await head.ask(`DELETE ${of(ids.first, '/presence')}`)
  expect(await present()).toEqual([])
  await head.ask(`PUT ${of(ids.first, '/presence')}`, { body: { doing: 'reading' } })
  world.setNow('2026-01-12T05:00:59Z')
  expect(await present()).toHaveLength(1)
  world.setNow('2026-01-12T05:01:00Z')
  expect(await present()).toEqual([])
  expect(
    (await askar.ask(`PUT ${of(ids.daniyars, '/presence')}`, { body: { doing: 'reading' } })).status,
  ).toBe(404)
})

test('the call centre finds by whole numbers alone; each search of a person is written down', async () => {
  const find = async (query: string) =>
    (await calls.ask<z.infer<typeof Calls>>('POST /api/office/calls', { body: { query } })).body
  const { db } = world.context
  const { number } = await db
    .selectFrom('appeal')
    .select('number')
    .where('id', '=', ids.first)
    .executeTakeFirstOrThrow()
  const coupon = await db
    .selectFrom('coupon')
    .selectAll()
    .where('appeal_id', '=', ids.first)
    .executeTakeFirstOrThrow()
  const byNumber = await find(`№ ${number}`)
  expect(byNumber.rows).toMatchObject([
    {
      id: ids.first,
      client: 'Сапарова Айгерім Ерланқызы',
      executor: { name: 'Иманбекова С. М.', extension: '56465' },
    },
  ])
  expect(Object.keys(byNumber.rows[0] ?? {})).not.toContain('subject')
  expect((await find(`26-${String(coupon.number).padStart(6, '0')}`)).rows.map(({ id }) => id)).toEqual([
    ids.first,
  ])
  // Numbers follow each other: who walks them leaves a row a number, found or not.
  for (const next of [number, number, Number(number) + 900]) await find(String(next))
  const walked = await db.selectFrom('call_lookup').select(['by', 'person_id']).execute()
  expect(walked.filter(({ by }) => by === 'registration').map(({ person_id }) => person_id)).toEqual([
    world.people.aigerim.id,
    world.people.aigerim.id,
    world.people.aigerim.id,
    null,
  ])
  expect(walked.filter(({ by }) => by === 'coupon')).toHaveLength(1)
  expect((await find('921125270019')).rows.map(({ id }) => id).sort()).toEqual([ids.first, ids.second].sort())
  expect((await find('+7 700 000 00 01')).rows).toHaveLength(3)
  expect((await find('850101300018')).rows).toEqual([])
  for (const query of ['Сапарова', '9211252700', 'төлем', '+7 700']) {
    expect((await find(query)).rows, query).toEqual([])
  }
  const lookups = await db.selectFrom('call_lookup').select(['by', 'person_id', 'staff_id']).execute()
  expect(lookups.filter(({ by }) => by === 'iin').map(({ person_id }) => person_id)).toEqual([
    world.people.aigerim.id,
    null,
  ])
  expect(new Set(lookups.map(({ staff_id }) => staff_id))).toEqual(new Set([world.people.callCentre.id]))
})

/** What an answer says; of an archive the names and contents of its files. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('PK')) return text
  return [...unzip(bytes)].map(([name, content]) => `${name}\n${content.toString('utf8')}`).join('\n')
}

describe('nothing of it reaches the client', () => {
  const paths = ['', '/archive', '/evidence', '/viewing-copy', '/letter/pages/1'] as const

  test('neither pages, files, notices, evidence nor own data tell it; own data say that it exists', async () => {
    const words = [
      secret,
      'Шарт күшінде ме?',
      'Иә, күшінде',
      'Клиент қоңырау шалды',
      'Заң бөлімі',
      'шарт.pdf',
      'пікір.pdf',
    ]
    for (const path of [
      ...paths.map((rest) => `/api/appeals/${ids.first}${rest}`),
      '/api/notices',
      '/api/incoming',
      '/api/profile/data',
    ]) {
      const { status, bytes } = await client.bytes(path)
      expect(status, path).toBe(200)
      const text = textOf(bytes)
      for (const word of words) expect(text.includes(word), `${word} in ${path}`).toBe(false)
    }
    const own = await client.ask<{ appeals: { id: string; internal: object }[] }>('GET /api/profile/data')
    const data = typeof own.body === 'string' ? JSON.parse(own.body) : own.body
    const first = data.appeals.find(({ id }: { id: string }) => id === ids.first)
    expect(first.internal).toEqual({ notes: 2, questions: 2 })
  })

  test('their routes work without the right to read a table of the office', async () => {
    const owner = new pg.Client({ connectionString: world.database.ownerUrl })
    await owner.connect()
    const tables =
      'note, note_draft, question, question_file, question_upload, appeal_link, remark, presence, call_lookup'
    await owner.query(`revoke select on ${tables} from otinish_app`)
    try {
      for (const path of [
        ...paths.map((rest) => `/api/appeals/${ids.first}${rest}`),
        '/api/notices',
        '/api/incoming',
        '/api/outgoing',
        '/api/profile/data',
      ]) {
        expect((await client.bytes(path)).status, path).toBe(200)
      }
      // The office's own need it: what was taken away is what they read.
      expect((await saule.ask(`GET ${of(ids.first, '/internal')}`)).status).toBe(500)
    } finally {
      await owner.query(`grant select on ${tables} to otinish_app`)
      await owner.end()
    }
  })
})
