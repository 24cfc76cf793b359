import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { unzip } from '../../test/unzip.ts'
import type { BookPage, Correction, Editions } from '../../wire/book.ts'
import type { Problem } from '../../wire/problem.ts'
import { historyOf } from '../appeal/event-store.ts'
import { sweep } from '../process/sweep.ts'
import { annulOutgoing, takeOutgoingNumber } from '../registry/outgoing-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let ids: string[]
beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  key = await issueKey(world.authority)
  ids = await registeredAppeals(world, key, 4)
})
afterAll(() => world.close())

type Who = keyof SignedWorld['people']
const as = (who: Who): Promise<TestBrowser> => world.as(world.people[who])
async function page(query = '', who: Who = 'registrar', book = 'incoming'): Promise<BookPage> {
  const answer = await (await as(who)).ask<BookPage>(`GET /api/office/books/${book}?${query}` as 'GET /x')
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const numbers = ({ rows }: BookPage): number[] => rows.map(({ number }) => number)
async function file(query: string, who: Who = 'registrar', book = 'incoming'): Promise<Response> {
  const browser = await as(who)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return await fetch(`${world.origin}/api/office/books/${book}/file?${query}`, {
    headers: { cookie, 'accept-language': 'kk' },
  })
}
async function proposed(appealId: string, change: Record<string, unknown> = {}) {
  const body = {
    field: 'subject',
    value: 'Еркін форматтағы өтініш',
    reason: 'Мазмұны қате көрсетілген',
    basis: 'Бұйрық № 12-К',
    ...change,
  }
  return await (await as('registrar')).ask<Correction & Problem>(
    `POST /api/office/appeals/${appealId}/register-corrections` as 'POST /x',
    { body },
  )
}
const decided = async (one: Correction, decision: string, who: Who = 'head') =>
  await (await as(who)).ask<Correction & Problem>(
    `POST /api/office/appeals/${one.appealId}/register-corrections/${one.id}/decision` as 'POST /x',
    { body: { decision } },
  )

describe('the book of a year', () => {
  test('rows by number; pages by their numbers; the numbers are gone through', async () => {
    const all = await page()
    expect(numbers(all)).toEqual([1, 2, 3, 4])
    expect(all).toMatchObject({
      year: 2026,
      total: 4,
      more: false,
      hasBefore: false,
      hasAfter: false,
      whole: true,
    })
    expect(all.rows[0]).toMatchObject({
      shown: '1',
      date: '2026-01-30',
      reference: '26-000001',
      party: 'Сапарова Айгерім Ерланқызы',
      contract: 'АВ-71-004215',
      due: '2026-02-20',
      status: 'registered',
      struck: null,
      corrections: [],
    })
    expect(all.check).toMatchObject({ entries: 4, last: 4, whole: true, missing: null, returned: 0 })
    expect(numbers(await page('from=3'))).toEqual([3, 4])
    const back = await page('to=2')
    expect([numbers(back), back.hasBefore, back.hasAfter]).toEqual([[1, 2], false, true])
    expect(numbers(await page('month=2'))).toEqual([])
    expect(numbers(await page('year=2025'))).toEqual([])
  })

  test('the sender stays as they were called at registration', async () => {
    const { db } = world.context
    await db
      .updateTable('person')
      .set({ surname: 'Төлегенова' })
      .where('id', '=', world.people.aigerim.id)
      .execute()
    expect((await page()).rows[0]?.party).toBe('Сапарова Айгерім Ерланқызы')
  })

  test('page, count, CSV and XLSX are the same rows; cells that a sheet would run are texts; PDF is A4', async () => {
    const { db } = world.context
    const [first = ''] = ids
    const before = await db
      .selectFrom('appeal')
      .select('subject')
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    await db.updateTable('appeal').set({ subject: '=1+1' }).where('id', '=', first).execute()
    const { total } = await page()
    const csv = parse(await (await file('format=csv')).text(), { bom: true, delimiter: ';' }) as string[][]
    expect(csv.slice(1).map(([number]) => Number(number))).toEqual([1, 2, 3, 4])
    expect(csv[1]).toContain("'=1+1")
    expect(csv.length - 1).toBe(total)
    const sheet = unzip(new Uint8Array(await (await file('format=xlsx')).arrayBuffer())).get(
      'xl/worksheets/sheet1.xml',
    )
    expect(sheet?.toString('utf8').match(/<row>/g)).toHaveLength(total + 1)
    await db.updateTable('appeal').set({ subject: before.subject }).where('id', '=', first).execute()
    const pdf = await file('format=pdf&month=1')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(pdf.headers.get('content-disposition') ?? '')).toContain('2026 жыл, қаңтар')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  test('a head sees the rows of their units, an executor no book', async () => {
    const { db } = world.context
    const [first = ''] = ids
    expect(numbers(await page('', 'head'))).toEqual([1, 2, 3, 4])
    const unit = await db
      .selectFrom('appeal')
      .select('unit_id')
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    await db.updateTable('appeal').set({ unit_id: null }).where('id', '=', first).execute()
    const part = await page('', 'head')
    // How many there are of other units', annulled and corrected ones among them, is not theirs to know.
    expect([numbers(part), part.whole, part.check]).toEqual([[2, 3, 4], false, null])
    await db.updateTable('appeal').set({ unit_id: unit.unit_id }).where('id', '=', first).execute()
    const executor = await world.as(world.people.otherExecutor)
    expect((await executor.ask('GET /api/office/books/incoming')).status).toBe(403)
    expect((await (await as('head')).ask('GET /api/office/books/incoming/editions')).status).toBe(403)
  })
})

describe('corrections of the register', () => {
  test('a registrar proposes, a head approves: struck and new for ever, in the history, and no day moves', async () => {
    const [, second = ''] = ids
    const { body: one } = await proposed(second)
    expect(one).toMatchObject({
      field: 'subject',
      may: ['withdraw'],
      after: { kk: 'Еркін форматтағы өтініш' },
    })
    expect((await page()).rows[1]?.corrections).toEqual([])
    expect((await page('', 'head')).proposals).toMatchObject([{ id: one.id, may: ['approve', 'refuse'] }])
    expect((await page('', 'auditor')).proposals).toMatchObject([{ id: one.id, may: [] }])
    const before = await historyOf(world.context.db, second)
    const client = await world.as(world.people.aigerim)
    const shown = async () => (await client.ask(`GET /api/appeals/${second}`)).body
    const seen = await shown()
    expect((await decided(one, 'approve')).status).toBe(200)
    const after = await historyOf(world.context.db, second)
    expect(after.slice(0, -1)).toEqual(before)
    expect(after.at(-1)).toMatchObject({
      type: 'registerCorrected',
      data: { correctionId: one.id, register: 'appeals', field: 'subject' },
    })
    expect(await shown()).toEqual(seen)
    const { rows, check, proposals } = await page()
    expect(rows[1]).toMatchObject({ due: '2026-02-20', corrections: [{ id: one.id, before: one.before }] })
    expect([check?.corrected, proposals]).toEqual([1, []])
    expect(numbers(await page('mark=corrected'))).toEqual([2])
    const again = await decided(one, 'refuse')
    expect([again.status, again.body.code]).toEqual([409, 'correction_decided'])
    const csv = parse(await (await file('format=csv')).text(), { bom: true, delimiter: ';' }) as string[][]
    expect(csv[2]?.join(';')).toContain('Еркін форматтағы өтініш')
    expect(csv[2]?.at(-1)).toContain(one.before.kk)
  })

  test('a second correction of the field strikes the first one’s value too', async () => {
    const [, second = ''] = ids
    const { body: one } = await proposed(second, { value: 'Үшінші мәтін' })
    expect(one.before.kk).toBe('Еркін форматтағы өтініш')
    await decided(one, 'approve')
    expect((await page()).rows[1]?.corrections.map(({ after }) => after.kk)).toEqual([
      'Еркін форматтағы өтініш',
      'Үшінші мәтін',
    ])
  })

  test('a type by its code, a contract of this client alone; the same again and what is no field are refused', async () => {
    const [, , third = ''] = ids
    const codes = async (change: Record<string, unknown>) => (await proposed(third, change)).body.code
    expect(await codes({ field: 'type', value: 'no.such' })).toBe('option_unknown')
    expect(await codes({ field: 'type', value: 'gen.free' })).toBe('correction_same')
    expect(await codes({ field: 'addressee', value: 'x' })).toBe('option_unknown')
    expect(await codes({ field: 'contract', value: 'АВ-71-004216' })).toBe('contract_not_clients')
    const { body: one } = await proposed(third, { field: 'contract', value: 'из-75-000128' })
    expect(one.after.kk).toBe('ИЗ-75-000128')
    expect(await codes({ field: 'contract', value: 'АВ-71-000007' })).toBe('correction_open')
    expect((await decided(one, 'withdraw')).body.code).toBe('correction_others')
    expect((await decided(one, 'withdraw', 'registrar')).status).toBe(200)
    const type = (await proposed(third, { field: 'type', value: 'gen.complaint' })).body
    expect((await decided(type, 'refuse')).status).toBe(200)
    expect((await page()).rows[2]?.corrections).toEqual([])
  })

  test('nobody approves what they proposed, whichever roles they hold; a registrar alone approves nothing', async () => {
    const { db } = world.context
    const [, , third = ''] = ids
    const { body: one } = await proposed(third, { value: 'Басқа мәтін' })
    expect((await decided(one, 'approve', 'registrar')).status).toBe(403)
    await db
      .insertInto('staff_role')
      .values({
        staff_id: world.people.registrar.id,
        role: 'head',
        change: 'granted',
        changed_at: new Date(world.context.now()),
      })
      .execute()
    expect((await decided(one, 'approve', 'registrar')).body.code).toBe('correction_own')
    // Not by a hand in the database either.
    await expect(
      db
        .updateTable('register_correction')
        .set({ state: 'approved', decided_by: world.people.registrar.id, decided_at: new Date() })
        .where('id', '=', one.id)
        .execute(),
    ).rejects.toThrow('check constraint')
    await expect(db.deleteFrom('register_correction').execute()).rejects.toThrow('permission denied')
  })
})

describe('the book of letters', () => {
  async function letter(appealId: string, end: 'sent' | 'annulled' | 'onItsWay'): Promise<string> {
    return await world.context.db.transaction().execute(async (trx) => {
      const [replyId, at, author_id] = [randomUUID(), new Date(world.context.now()), world.people.executor.id]
      const reply = {
        id: replyId,
        appeal_id: appealId,
        kind: 'answer',
        state: 'discarded',
        author_id,
      } as const
      await trx
        .insertInto('reply')
        .values({ ...reply, created_at: at, saved_at: at })
        .execute()
      const { id } = await takeOutgoingNumber(trx, { appealId, replyId, now: world.context.now })
      if (end === 'annulled') await annulOutgoing(trx, id, { why: 'notSigned', now: world.context.now })
      if (end === 'sent') {
        const sent = {
          id: randomUUID(),
          appeal_id: appealId,
          kind: 'answer',
          author_id,
          sent_at: at,
        } as const
        await trx
          .insertInto('correspondence')
          .values({ ...sent, outgoing_id: id, reply_id: replyId })
          .execute()
      }
      return id
    })
  }

  test('every number has its row, an annulled one with its reason', async () => {
    const [first = ''] = ids
    const sent = await letter(first, 'sent')
    await letter(first, 'annulled')
    await letter(first, 'onItsWay')
    const { rows, check } = await page('', 'auditor', 'outgoing')
    expect(rows.map(({ shown, letter: state }) => [shown, state])).toEqual([
      ['Ш-26-000001', 'sent'],
      ['Ш-26-000002', 'annulled'],
      ['Ш-26-000003', 'onItsWay'],
    ])
    expect(rows[0]).toMatchObject({
      party: 'Сапарова Айгерім Ерланқызы',
      reference: '1 / 2026-01-30',
      kind: 'answer',
    })
    expect(check).toMatchObject({
      whole: true,
      annulledCount: 1,
      annulled: [{ shown: 'Ш-26-000002', why: 'notSigned' }],
    })
    expect(numbers(await page('mark=struck', 'registrar', 'outgoing'))).toEqual([2])
    const { body: one } = await proposed(first, { outgoingId: sent, field: 'addressee', value: '«Нұр» ЖШС' })
    expect(one).toMatchObject({
      book: 'outgoing',
      shown: 'Ш-26-000001',
      before: { kk: 'Сапарова Айгерім Ерланқызы' },
    })
    expect((await decided(one, 'approve')).status).toBe(200)
    expect((await page('', 'registrar', 'outgoing')).rows[0]?.corrections).toHaveLength(1)
  })
})

describe('the books of months', () => {
  const editions = async (book = 'incoming') =>
    (
      await (
        await as('registrar')
      ).ask<Editions>(`GET /api/office/books/${book}/editions?year=2026` as 'GET /x')
    ).body.editions

  test('made by themselves when the month is over, once; a correction makes a further one, the old one stays', async () => {
    await sweep(world.context)
    expect(await editions()).toEqual([])
    world.setNow('2026-01-31T19:00:00Z')
    await Promise.all([sweep(world.context), sweep(world.context)])
    await sweep(world.context)
    const [january, ...others] = await editions()
    expect(others).toEqual([])
    expect(january).toMatchObject({ month: 1, edition: 1, entries: 4, sealed: false, stale: false, by: null })
    expect(await editions('outgoing')).toMatchObject([{ month: 1, edition: 1, entries: 3 }])
    const bytes = async (id: string) =>
      Buffer.from((await (await as('auditor')).bytes(`/api/office/books/incoming/editions/${id}`)).bytes)
    const first = await bytes(january?.id ?? '')
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')

    world.setNow('2026-02-03T05:00:00Z')
    const [, , , fourth = ''] = ids
    const { body: one } = await proposed(fourth)
    await sweep(world.context)
    expect(await editions()).toHaveLength(1)
    await decided(one, 'approve')
    expect(await editions()).toMatchObject([{ edition: 1, stale: true }])
    await sweep(world.context)
    const both = await editions()
    expect(both).toMatchObject([
      { edition: 1, stale: false },
      { edition: 2, stale: false },
    ])
    expect(await bytes(both[0]?.id ?? '')).toEqual(first)
    expect(await bytes(both[1]?.id ?? '')).not.toEqual(first)
  })

  const order = async (body: object) =>
    await (await as('registrar')).ask<Editions & Problem>('POST /api/office/books/incoming/editions', {
      body,
    })

  test('on demand, by name, where something has changed; else the last one is the answer', async () => {
    const unchanged = await order({ year: 2026, month: 1 })
    expect([unchanged.status, unchanged.body.editions.length]).toEqual([200, 2])
    world.setNow('2026-02-03T05:01:00Z')
    const [first = ''] = ids
    await decided((await proposed(first)).body, 'approve')
    const made = (await order({ year: 2026, month: 1 })).body.editions
    expect(made).toHaveLength(3)
    expect(made.at(-1)).toMatchObject({ month: 1, edition: 3, entries: 4, by: 'Тіркеуші Тестова' })
    await Promise.all([1, 2, 3].map(() => order({ year: 2026, month: 1 })))
    await sweep(world.context)
    expect(await editions()).toHaveLength(3)
    expect(
      (await (await as('auditor')).ask('POST /api/office/books/incoming/editions', { body: {} })).status,
    ).toBe(403)
  })

  test('months that are not over, to come, of no rows or invented are refused in words, and none is kept', async () => {
    const { db } = world.context
    const before = await db.selectFrom('register_edition').select('id').execute()
    const speaks = async (language: 'kk' | 'ru' | 'en') =>
      await db.updateTable('staff').set({ language }).where('id', '=', world.people.registrar.id).execute()
    const refusals = [
      [{ year: 2026, month: 2 }, 'month_not_over'],
      [{ year: 2026, month: 12 }, 'month_not_over'],
      [{ year: 2999, month: 12 }, 'month_not_over'],
      [{ year: 2025, month: 12 }, 'month_empty'],
    ] as const
    for (const [body, code] of refusals) {
      const titles = new Set<string>()
      for (const language of ['kk', 'ru', 'en'] as const) {
        await speaks(language)
        const answer = await order(body)
        expect([answer.status, answer.body.code]).toEqual([409, code])
        titles.add(answer.body.title)
      }
      expect(titles.size).toBe(3)
    }
    await speaks('kk')
    for (const year of [99_999_999_999, -1, 1999, 3000, 2026.5]) {
      expect((await order({ year, month: 1 })).status).toBe(422)
    }
    expect(await db.selectFrom('register_edition').select('id').execute()).toEqual(before)
    // The month begins to be over at midnight of Astana.
    world.setNow('2026-02-28T18:59:59Z')
    expect((await order({ year: 2026, month: 2 })).body.code).toBe('month_not_over')
    world.setNow('2026-02-28T19:00:00Z')
    expect((await order({ year: 2026, month: 2 })).body.code).toBe('month_empty')
  })
})
