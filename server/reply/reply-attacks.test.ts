import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attachToReply } from '../../test/attach.ts'
import { copiesOfOne } from '../../test/copied-appeals.ts'
import { makeStaff, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import {
  answer,
  approve,
  kkText,
  lookAt,
  propose,
  ruText,
  type Said,
  savedAs,
  writeReply,
} from '../../test/reply.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Replies, Reply } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'
import { recordRole } from '../person/role-store.ts'
import { forgetSettings, recordSetting, type SettingKey } from '../setting/setting-store.ts'

// An answer is never sent by one press, in the wrong language, unfinished, unapproved, by its
// writer alone, about oneself, other than approved, or twice. Each of these is tried here.
let world: SignedWorld
let registered: (many: number) => Promise<string[]>
let executor: TestBrowser
let head: TestBrowser
let appealId: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  registered = await copiesOfOne(world, await issueKey(world.authority))
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
})
afterAll(() => world.close())
beforeEach(async () => {
  appealId = (await registered(1))[0] ?? ''
  await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
})

const sent = async () =>
  await world.context.db.selectFrom('correspondence').selectAll().where('appeal_id', '=', appealId).execute()
const refusedBy = async (asked: Promise<{ status: number; problem: { code: string } }>) => {
  const { status, problem } = await asked
  expect(await sent()).toEqual([])
  return [status, problem.code]
}
const proposed = async (said: Said = {}): Promise<Reply> => {
  const { status, body } = await propose(executor, await writeReply(executor, appealId, 'answer', said))
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
let moment = 0
async function set(keyOf: SettingKey, value: unknown): Promise<void> {
  moment += 1
  const recordedAt = world.context.now() + moment
  await recordSetting(world.context.db, { key: keyOf, value, validFrom: plainDate('2026-01-01'), recordedAt })
  forgetSettings(world.context.db)
}
const role = (staff: TestStaff, change: 'granted' | 'withdrawn') =>
  recordRole(world.context.db, { staffId: staff.id, role: 'head', change }, null, world.context.now())

describe('by one press', () => {
  test('no press on a draft sends it, not even of a sole head', async () => {
    const draft = await writeReply(head, appealId, 'answer')
    expect(await refusedBy(approve(head, draft.id))).toEqual([409, 'reply_moved_on'])
    for (const [act, body] of [
      ['proposal', { version: draft.version, contentDigest: draft.contentDigest }],
      ['lease', { takeOver: true }],
      ['taking-back', undefined],
      ['return', { version: draft.version, remark: 'Қайта жазыңыз' }],
    ] as const) {
      await head.ask(`POST /api/office/replies/${draft.id}/${act}`, { body })
      expect(await sent(), act).toEqual([])
    }
  })

  test('where the executor may approve, it takes two presses all the same', async () => {
    await set('reply.approval', { answer: 'executor' })
    try {
      const draft = await writeReply(executor, appealId, 'answer')
      expect(await refusedBy(approve(executor, draft.id))).toEqual([409, 'reply_moved_on'])
      await propose(executor, draft)
      expect(await sent()).toEqual([])
      expect((await approve(executor, draft.id)).body.state).toBe('sent')
    } finally {
      await set('reply.approval', {})
    }
  })
})

describe('in the wrong language, or unfinished', () => {
  test.each(['kk', 'ru', 'en'])(
    'a letter in the appeal’s language is required, on a screen in %s',
    async (language) => {
      await executor.ask('PATCH /api/session', { body: { language } })
      const written = await writeReply(executor, appealId, 'answer', { texts: { kk: '  ', ru: ruText } })
      const asked = await propose(executor, written)
      expect([asked.status, asked.problem.fields?.map(({ field }) => field)]).toEqual([422, ['texts.kk']])
      expect(await refusedBy(propose(executor, written))).toEqual([422, 'reply_language'])
      await executor.ask('PATCH /api/session', { body: { language: 'kk' } })
    },
  )

  test.each<[string, Said, string]>([
    ['in Kazakh', { texts: { kk: `${kkText} {{gap}}`, ru: '' } }, 'texts.kk'],
    ['in the language beside it', { texts: { kk: kkText, ru: `${ruText} {{dueDate}}` } }, 'texts.ru'],
    ['with a brace lost', { texts: { kk: `${kkText} {{number}`, ru: '' } }, 'texts.kk'],
  ])('a placeholder is left %s', async (_, said, field) => {
    const written = await writeReply(executor, appealId, 'answer', said)
    expect(written.unresolved).toHaveLength(1)
    const { problem } = await propose(executor, written)
    expect([problem.code, problem.fields?.[0]?.field]).toEqual(['reply_placeholder', field])
    expect(await sent()).toEqual([])
  })

  test('a placeholder that got past the proposal is stopped at the approval', async () => {
    const { id } = await proposed()
    await world.context.db
      .updateTable('reply')
      .set({ text_kk: `${kkText} {{gap}}` })
      .where('id', '=', id)
      .execute()
    expect(await refusedBy(approve(head, id))).toEqual([422, 'reply_placeholder'])
  })

  test('an answer without its outcome', async () => {
    const written = await writeReply(executor, appealId, 'answer', { outcome: null })
    expect((await propose(executor, written)).problem.fields?.[0]).toMatchObject({ field: 'outcome' })
  })
})

describe('unapproved, or by its writer alone', () => {
  test('who executes does not approve where a head is asked', async () => {
    const { id } = await proposed()
    expect(await refusedBy(approve(executor, id))).toEqual([409, 'reply_not_approver'])
  })

  test('a head who wrote some of it does not, while another is there; alone they do', async () => {
    const other = await makeStaff(world, `h${appealId.slice(0, 8)}`, 'Екінші Басшы', ['head'], ['office'])
    const second = await world.as(other)
    // One letter of theirs is enough, however it went on.
    const first = await writeReply(executor, appealId, 'answer')
    await head.ask(`POST /api/office/replies/${first.id}/lease`, { body: { takeOver: true } })
    const edited = await writeReply(head, appealId, 'answer', {
      texts: { kk: `${kkText} Басшыдан.`, ru: '' },
    })
    await executor.ask(`POST /api/office/replies/${first.id}/lease`, { body: { takeOver: true } })
    const last = await writeReply(executor, appealId, 'answer', { texts: { kk: `${kkText} Соңы.`, ru: '' } })
    expect(edited.id).toBe(last.id)
    await propose(executor, last)
    const refused = await approve(head, last.id)
    expect([refused.status, refused.problem.code]).toEqual([409, 'reply_writer_approves'])
    expect(refused.problem.detail).toContain('Екінші Б.')
    const listed = async (who: TestBrowser) =>
      (await who.ask<{ replies: Reply[] }>('GET /api/office/replies?state=proposed')).body.replies
    expect((await listed(head)).map(({ id }) => id)).not.toContain(last.id)
    expect((await listed(second)).map(({ id }) => id)).toContain(last.id)

    // The second is away, and who acts for them is the writer: nobody else is there.
    const absent = { staffId: other.id, deputyId: world.people.head.id, from: '2026-01-12', to: '2026-01-12' }
    const absence = await sendAway(world, absent)
    expect((await listed(head)).map(({ id }) => id)).toContain(last.id)
    await world.context.db
      .updateTable('absence')
      .set({ cancelled_at: new Date(world.context.now()) })
      .where('id', '=', absence)
      .execute()
    expect(await refusedBy(approve(head, last.id))).toEqual([409, 'reply_writer_approves'])
    // The second has lost the role in between.
    await role(other, 'withdrawn')
    expect(await refusedBy(approve(second, last.id))).toEqual([403, 'role_refused'])
    expect((await approve(head, last.id)).body.state).toBe('sent')
  })

  test('not as who acts for a head either, nor for a head who wrote it', async () => {
    const other = await makeStaff(world, `d${appealId.slice(0, 8)}`, 'Үшінші Басшы', ['head'], ['office'])
    const away = {
      staffId: other.id,
      deputyId: world.people.executor.id,
      from: '2026-01-12',
      to: '2026-01-12',
    }
    await sendAway(world, away)
    const { id } = await proposed()
    // The executor replaces the third head today, and has written it.
    expect(await refusedBy(approve(executor, id))).toEqual([409, 'reply_writer_approves'])
    await world.context.db.insertInto('reply_writer').values({ reply_id: id, staff_id: other.id }).execute()
    expect((await approve(head, id)).body.state).toBe('sent')
    await role(other, 'withdrawn')
  })

  test('somebody of two roles who wrote as executor does not approve as head', async () => {
    const both = await makeStaff(
      world,
      `b${appealId.slice(0, 8)}`,
      'Қос Рөл',
      ['executor', 'head'],
      ['office'],
    )
    const one = await world.as(both)
    await head.ask(`POST /api/office/appeals/${appealId}/assignment`, {
      body: { executorId: both.id, reason: 'Жүктемені теңестіру' },
    })
    const draft = await writeReply(one, appealId, 'answer')
    await propose(one, draft)
    expect(await refusedBy(approve(one, draft.id))).toEqual([409, 'reply_writer_approves'])
    await role(both, 'withdrawn')
    expect(await refusedBy(approve(one, draft.id))).toEqual([409, 'reply_not_approver'])
    expect((await approve(head, draft.id)).body.state).toBe('sent')
  })
})

describe('about oneself', () => {
  test('whom it concerns loses it, and neither takes, is given, writes nor approves it', async () => {
    const { id } = await proposed()
    const { people } = world
    const naming = (who: TestBrowser, staffIds: string[]) =>
      who.ask(`PUT /api/office/appeals/${appealId}/concerned`, {
        body: { staffIds, reason: 'Шағым осы қызметкерлер туралы' },
      })
    expect((await naming(executor, [people.head.id])).status).toBe(200)
    expect(await refusedBy(approve(head, id))).toEqual([409, 'about_self'])
    // Who is named does not un-name themselves.
    expect((await naming(head, [])).problem.code).toBe('about_self')
    expect((await naming(executor, [people.head.id, people.executor.id])).status).toBe(200)
    const row = await world.context.db
      .selectFrom('appeal')
      .select(['executor_id', 'concerned_ids'])
      .where('id', '=', appealId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ executor_id: null, concerned_ids: [people.head.id, people.executor.id] })
    const take = executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
    expect((await take).problem.code).toBe('about_self')
    const given = { executorId: people.executor.id }
    const assign = (who: TestBrowser) =>
      who.ask(`POST /api/office/appeals/${appealId}/assignment`, { body: given })
    expect((await assign(head)).problem.code).toBe('about_self')
    expect((await assign(await world.as(people.registrar))).problem.code).toBe('about_them')
  })

  test('so does who is the client themselves', async () => {
    const self = await makeStaff(world, `s${appealId.slice(0, 8)}`, 'Өзі Клиент', ['head'], ['office'])
    await world.context.db
      .updateTable('staff')
      .set({ iin: world.people.aigerim.iin })
      .where('id', '=', self.id)
      .execute()
    const { id } = await proposed()
    expect(await refusedBy(approve(await world.as(self), id))).toEqual([409, 'about_self'])
    expect((await approve(head, id)).body.state).toBe('sent')
    await world.context.db.updateTable('staff').set({ iin: null }).where('id', '=', self.id).execute()
    await role(self, 'withdrawn')
  })
})

describe('other than approved', () => {
  test('nobody writes in what is proposed; what was taken back and changed is another letter', async () => {
    const first = await proposed()
    const seen = (await lookAt(head, first.id)).body
    const body = savedAs({ ...first, lease: 1 }, { texts: { kk: `${kkText} Қосымша.`, ru: '' } })
    const late = await executor.ask(`PUT /api/office/replies/${first.id}`, { body })
    expect(late.problem.code).toBe('reply_moved_on')
    await executor.ask(`POST /api/office/replies/${first.id}/taking-back`)
    await proposed({ texts: { kk: `${kkText} Қосымша.`, ru: '' } })
    expect(await refusedBy(approve(head, first.id, seen))).toEqual([412, 'reply_changed'])
    // The new version with the old letter's digest, and the old version with the new one's.
    const now = (await lookAt(head, first.id)).body
    expect(await refusedBy(approve(head, first.id, { contentDigest: seen.contentDigest }))).toEqual([
      412,
      'reply_changed',
    ])
    expect(await refusedBy(approve(head, first.id, { version: seen.version }))).toEqual([
      412,
      'reply_changed',
    ])
    expect(await refusedBy(approve(head, first.id, { previewDigests: seen.previewDigests }))).toEqual([
      412,
      'reply_changed',
    ])
    expect((await approve(head, first.id, now)).body.state).toBe('sent')
  })

  test('a swapped file is seen, at the proposal and at the approval', async () => {
    const draft = await writeReply(executor, appealId, 'answer')
    const put = (name: string, bytes: Uint8Array) => attachToReply(executor, draft.id, name, bytes)
    const { body: file } = await put('a.pdf', pdf)
    expect(await refusedBy(propose(executor, draft))).toEqual([412, 'reply_changed'])
    const whole = (await executor.ask<Reply>(`GET /api/office/replies/${draft.id}`)).body
    await propose(executor, whole)
    const seen = (await lookAt(head, draft.id)).body
    await executor.ask(`POST /api/office/replies/${draft.id}/taking-back`)
    await writeReply(executor, appealId, 'answer')
    await executor.ask(`DELETE /api/office/replies/${draft.id}/files/${file.id}`)
    await put('a.pdf', new Uint8Array([...pdf, 10]))
    await propose(executor, (await executor.ask<Reply>(`GET /api/office/replies/${draft.id}`)).body)
    expect(await refusedBy(approve(head, draft.id, { contentDigest: seen.contentDigest }))).toEqual([
      412,
      'reply_changed',
    ])
  })

  test('a setting that is printed has changed since it was shown', async () => {
    const { id } = await proposed()
    const seen = (await lookAt(head, id)).body
    const name = { kk: '«Жаңа атау» АҚ', ru: 'АО «Новое имя»', en: 'New Name JSC' }
    const settings = await world.context.db
      .selectFrom('setting')
      .select('value')
      .where('key', '=', 'company.name')
      .executeTakeFirstOrThrow()
    await set('company.name', name)
    expect(await refusedBy(approve(head, id, seen))).toEqual([412, 'reply_changed'])
    await set('company.name', settings.value)
    expect((await approve(head, id, seen)).body.state).toBe('sent')
  })

  test('with the digests of another letter', async () => {
    const { id } = await proposed()
    const [otherAppeal = ''] = await registered(1)
    await executor.ask(`POST /api/office/appeals/${otherAppeal}/take-into-work`)
    const other = await writeReply(executor, otherAppeal, 'answer', {
      texts: { kk: `${kkText} Басқа.`, ru: '' },
    })
    await propose(executor, other)
    const { version, contentDigest, previewDigests } = (await lookAt(head, other.id)).body
    expect(await refusedBy(approve(head, id, { version, contentDigest, previewDigests }))).toEqual([
      412,
      'reply_changed',
    ])
  })
})

describe('twice', () => {
  const once = async (id: string) => {
    const events = await historyOf(world.context.db, appealId)
    expect(events.filter(({ type }) => type === 'executed')).toHaveLength(1)
    expect(await sent()).toHaveLength(1)
    const numbers = await world.context.db
      .selectFrom('outgoing')
      .select('number')
      .where('reply_id', '=', id)
      .execute()
    expect(numbers).toHaveLength(1)
  }

  test.each([
    ['other ones', () => undefined],
    ['the same one', () => 'press-of-one-button'],
  ])('eight presses at once, with %s as keys', async (_, keyOf) => {
    const { id } = await proposed()
    const { version, contentDigest, previewDigests } = (await lookAt(head, id)).body
    const body = { version, contentDigest, previewDigests }
    const sole = keyOf()
    const presses = await Promise.all(
      Array.from({ length: 8 }, () =>
        head.ask<Reply>(`POST /api/office/replies/${id}/approval`, {
          body,
          ...(sole === undefined ? {} : { key: `${sole}-${id}` }),
        }),
      ),
    )
    const done = presses.filter(({ status }) => status === 200)
    expect(done).toHaveLength(sole === undefined ? 1 : 8)
    for (const { status, problem } of presses.filter((one) => one.status !== 200)) {
      expect([status, problem.code]).toEqual([409, 'reply_moved_on'])
    }
    await once(id)
  })

  test('two letters of an answer: there is one in work, and none after the appeal is executed', async () => {
    const mine = await writeReply(executor, appealId, 'answer')
    const again = await head.ask<Reply>(`POST /api/office/appeals/${appealId}/replies`, {
      body: { kind: 'answer' },
    })
    expect(again.body.id).toBe(mine.id)
    const interim = await writeReply(head, appealId, 'interim', { newDueDate: '2026-03-02' })
    await propose(head, interim)
    await answer(executor, head, appealId)
    const late = await approve(head, interim.id)
    expect(late.problem.code).toBe('action_not_in_status')
    const { offered } = (await executor.ask<Replies>(`GET /api/office/appeals/${appealId}/replies`)).body
    expect(offered.flatMap(({ kind, may }) => (may ? [kind] : []))).toEqual(['correction'])
    await once(mine.id)
  })
})
