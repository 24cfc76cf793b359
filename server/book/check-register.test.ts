import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { sealOver } from '../../eds/evidence/seal.ts'
import { registeredAppeals } from '../../test/office.ts'
import { company, sealBy } from '../../test/signed-reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { Correction, Editions } from '../../wire/book.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { examine } from '../doctor/examine.ts'
import { annulOutgoing, takeOutgoingNumber } from '../registry/outgoing-store.ts'
import { checkRegister } from './check-register.ts'
import { makeDueEditions, makeEdition } from './make-edition.ts'

let world: SignedWorld
let owner: Kysely<Tables>
let ids: string[]
beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  owner = connect(world.database.ownerUrl)
  await sealBy(world)
  ids = await registeredAppeals(world, await issueKey(world.authority), 3)
  await letters(ids[0] ?? '')
  await corrected(ids[1] ?? '')
  world.setNow('2026-02-02T05:00:00Z')
  await makeDueEditions(world.context)
})
afterAll(async () => {
  await owner.destroy()
  await world.close()
})

/** A letter that went out, and a number that was annulled, each with its event. */
async function letters(appealId: string): Promise<void> {
  const { db, now } = world.context
  await db.transaction().execute(async (trx) => {
    const [at, author_id] = [new Date(now()), world.people.executor.id]
    const event = {
      appealId,
      occurredAt: now(),
      recordedAt: now(),
      actor: `staff:${author_id}`,
      source: 'office',
    } as const
    for (const end of ['annulled', 'sent'] as const) {
      const replyId = randomUUID()
      const reply = {
        id: replyId,
        appeal_id: appealId,
        kind: 'interim',
        state: 'discarded',
        author_id,
      } as const
      await trx
        .insertInto('reply')
        .values({ ...reply, created_at: at, saved_at: at })
        .execute()
      const taken = await takeOutgoingNumber(trx, { appealId, replyId, now })
      const [outgoingId, outgoing] = [taken.id, formatOutgoing(taken)]
      if (end === 'annulled') {
        await annulOutgoing(trx, outgoingId, { why: 'notSigned', now })
        const data = { replyId, outgoingId, why: 'notSigned' } as const
        await appendEvent(trx, { ...event, type: 'numberAnnulled', key: `a:${outgoingId}`, data })
      } else {
        const id = randomUUID()
        const sent = { id, appeal_id: appealId, kind: 'correction', author_id, sent_at: at } as const
        await trx
          .insertInto('correspondence')
          .values({ ...sent, outgoing_id: outgoingId })
          .execute()
        const data = { correspondenceId: id, outgoingId, approvedBy: author_id, oldDueDate: null }
        await appendEvent(trx, {
          ...event,
          type: 'interimReplied',
          key: `s:${outgoingId}`,
          data: { ...data, outgoing, newDueDate: plainDate('2026-03-02') },
        })
      }
    }
  })
}

async function corrected(appealId: string): Promise<void> {
  const path = `POST /api/office/appeals/${appealId}/register-corrections`
  const body = { field: 'subject', value: 'Басқа мазмұн', reason: 'Қате', basis: 'Бұйрық № 1' }
  const registrar = await world.as(world.people.registrar)
  const one = (await registrar.ask<Correction>(path as 'POST /x', { body })).body
  const head = await world.as(world.people.head)
  const answer = await head.ask(`${path}/${one.id}/decision` as 'POST /x', { body: { decision: 'approve' } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

const found = async () => (await checkRegister(world.context)).fault

async function run(statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(owner)
}

/** Does something that only an owner of the database can, looks, and undoes it. */
async function tampered(statements: readonly string[], back: readonly string[]) {
  await run(statements)
  const fault = await found()
  await run(back)
  expect(await found()).toBeNull()
  return fault && { what: fault.what, number: fault.number }
}

test('whole registers are whole; the doctor says so too', async () => {
  const { years, editions, stale, fault } = await checkRegister(world.context)
  expect(fault).toBeNull()
  expect(years).toEqual([
    { book: 'incoming', year: 2026, entries: 3, last: 3 },
    { book: 'outgoing', year: 2026, entries: 2, last: 2 },
  ])
  expect([editions, stale.length]).toEqual([2, 0])
  const told = (await examine(world.context)).find(({ check }) => check === 'registers')
  expect(told).toMatchObject({ state: 'good', params: { n: 5 } })
})

test('who comes to a month that another process has printed meanwhile prints none', async () => {
  await makeEdition(world.context, { book: 'incoming', year: 2026, month: 1 }, null)
  expect((await checkRegister(world.context)).editions).toBe(2)
})

test('a row deleted, a number changed, a date moved, an event lost: each is named', async () => {
  const id = ids[1]
  const copy = 'create table kept as select * from'
  const give = (table: string) => [`insert into ${table} select * from kept`, 'drop table kept']
  expect(
    await tampered(
      [`${copy} registration where number = 2`, 'delete from registration where number = 2'],
      give('registration'),
    ),
  ).toEqual({ what: 'missing', number: 2 })
  expect(
    await tampered(
      ['update registration set number = 9 where number = 3'],
      ['update registration set number = 3 where number = 9'],
    ),
  ).toEqual({ what: 'missing', number: 3 })
  expect(
    await tampered(
      [
        'update registration set number = 9 where number = 3',
        "update register_counter set last_number = 2 where register_code = 'appeals'",
      ],
      [
        'update registration set number = 3 where number = 9',
        "update register_counter set last_number = 3 where register_code = 'appeals'",
      ],
    ),
  ).toMatchObject({ what: 'missing' })
  expect(
    await tampered(
      [`update registration set registered_at = registered_at - interval '1 hour' where number = 3`],
      [`update registration set registered_at = registered_at + interval '1 hour' where number = 3`],
    ),
  ).toEqual({ what: 'outOfOrder', number: 3 })
  expect(
    await tampered(
      [`update appeal set number = 7 where id = '${id}'`],
      [`update appeal set number = 2 where id = '${id}'`],
    ),
  ).toEqual({ what: 'appealDiffers', number: 2 })
  const event = (number: number) =>
    `update event set data = jsonb_set(data, '{number}', '${number}') where appeal_id = '${id}' and type = 'registered'`
  expect(await tampered([event(8)], [event(2)])).toEqual({ what: 'noEvent', number: 2 })
  const gone = await tampered(
    [
      `${copy} registration where number = 3`,
      'delete from registration where number = 3',
      "update register_counter set last_number = 2 where register_code = 'appeals'",
    ],
    [...give('registration'), "update register_counter set last_number = 3 where register_code = 'appeals'"],
  )
  expect(gone).toEqual({ what: 'noLine', number: 3 })
})

test('an annulment without its reason, undone, or never told; a number without a letter', async () => {
  const undo = `update outgoing set annulled_at = taken_at, annulled_why = 'notSigned' where number = 1`
  const check = async (...statements: string[]) => await tampered(statements, [undo])
  expect(await check(`update outgoing set annulled_why = '' where number = 1`)).toEqual({
    what: 'noReason',
    number: 1,
  })
  expect(await check(`update outgoing set annulled_why = 'discarded' where number = 1`)).toEqual({
    what: 'annulledNoEvent',
    number: 1,
  })
  expect(await check('update outgoing set annulled_at = null, annulled_why = null where number = 1')).toEqual(
    {
      what: 'annulledNoEvent',
      number: 1,
    },
  )
  expect(
    await tampered(
      ['create table kept as select * from correspondence', 'delete from correspondence'],
      ['insert into correspondence select * from kept', 'drop table kept'],
    ),
  ).toEqual({ what: 'noLetter', number: 2 })
})

test('a correction rewritten, or without its event; a month that the rows no longer match', async () => {
  const change = (text: string) => `update register_correction set reason = '${text}'`
  expect(await tampered([change('Басқа себеп')], [change('Қате')])).toEqual({
    what: 'correctionDiffers',
    number: 2,
  })
  expect(
    await tampered(
      [
        `create table kept as select * from event where type = 'registerCorrected'`,
        `delete from event where type = 'registerCorrected'`,
      ],
      ['insert into event select * from kept', 'drop table kept'],
    ),
  ).toEqual({ what: 'correctionNoEvent', number: 2 })
  expect(
    await tampered(
      [`update appeal set subject = subject || '.' where number = 1`],
      [`update appeal set subject = left(subject, -1) where number = 1`],
    ),
  ).toEqual({ what: 'editionDiffers', number: null })
})

test('the day and the prefix of a letter are those of its number', async () => {
  const [day, back] = ['date = date + 1', 'date = date - 1']
  for (const number of [1, 2]) {
    expect(
      await tampered(
        [`update outgoing set ${day} where number = ${number}`],
        [`update outgoing set ${back} where number = ${number}`],
      ),
    ).toEqual({ what: 'dateDiffers', number })
    for (const prefix of ['', 'Х']) {
      expect(
        await tampered(
          [`update outgoing set prefix = '${prefix}' where number = ${number}`],
          [`update outgoing set prefix = 'Ш' where number = ${number}`],
        ),
      ).toEqual({ what: 'prefixDiffers', number })
    }
  }
  // What the letter was sent under counts more than a setting that says so afterwards.
  expect(
    await tampered(
      [
        "update outgoing set prefix = 'Х' where number = 2",
        `insert into setting (key, value, valid_from, recorded_at)
          values ('outgoing.prefix', '"Х"', '2026-01-30', '2026-01-30T00:00:00Z')`,
        "update outgoing set prefix = 'Х' where number = 1",
      ],
      [
        "update outgoing set prefix = 'Ш'",
        "delete from setting where key = 'outgoing.prefix' and valid_from = '2026-01-30'",
      ],
    ),
  ).toEqual({ what: 'prefixDiffers', number: 2 })
})

test('who approved a correction, and when, is held against the history', async () => {
  const { registrar, head, auditor } = world.people
  const by = (id: string) => `update register_correction set decided_by = '${id}'`
  expect(auditor.id).not.toBe(registrar.id)
  expect(await tampered([by(auditor.id)], [by(head.id)])).toEqual({ what: 'correctionDiffers', number: 2 })
  const moved = (by: string) => `update register_correction set decided_at = decided_at ${by}`
  expect(await tampered([moved("- interval '1 second'")], [moved("+ interval '1 second'")])).toEqual({
    what: 'correctionDiffers',
    number: 2,
  })
})

test('a sender is who signed the letter; who is renamed since is no fault', async () => {
  const sender = (text: string | null) =>
    `update registration set sender = ${text === null ? 'null' : `'${text}'`} where number = 3`
  const back = [sender('Сапарова Айгерім Ерланқызы')]
  for (const text of ['Басқа адам', '', null]) {
    expect(await tampered([sender(text)], back)).toEqual({ what: 'senderDiffers', number: 3 })
  }
  const named = (family: string) =>
    `update person set surname = '${family}' where id = '${world.people.aigerim.id}'`
  expect(await tampered([named('Төлегенова')], [named('Сапарова')])).toBeNull()
})

test('a seal is made by the company’s key, comes as a file, and one that seals other bytes is told', async () => {
  const auditor = await world.as(world.people.auditor)
  const { editions } = (
    await auditor.ask<Editions>('GET /api/office/books/incoming/editions?year=2026' as 'GET /x')
  ).body
  expect(editions).toMatchObject([{ month: 1, edition: 1, sealed: true }])
  const path = `/api/office/books/incoming/editions/${editions[0]?.id}`
  const document = await auditor.bytes(path)
  const seal = await auditor.bytes(`${path}/seal`)
  expect(seal.headers.get('content-type')).toBe('application/pkcs7-signature')
  expect(decodeURIComponent(seal.headers.get('content-disposition') ?? '')).toContain('.pdf.p7s')
  const enclosed = {
    anchors: world.authority.anchors,
    chain: world.authority.intermediates,
    answers: { ocsp: [], crls: [] },
    now: world.context.now(),
  }
  // No authority was asked whether the key was revoked: all else is right.
  expect(await sealOver(document.bytes, seal.bytes, enclosed)).toMatchObject({
    state: 'unchecked',
    by: { subject: { bin: company.bin }, algorithm: 'rsa' },
  })
  const swapped = `update register_edition as one set cms = other.cms from register_edition as other
    where one.month = other.month and one.register_code <> other.register_code`
  expect(await tampered([swapped], [swapped])).toEqual({ what: 'sealWrong', number: null })
  const cut = `update register_edition set cms = set_byte(cms, octet_length(cms) - 1,
    get_byte(cms, octet_length(cms) - 1) # 1) where register_code = 'appeals'`
  expect(await tampered([cut], [cut])).toEqual({ what: 'sealWrong', number: null })
})

test('a correction after the month is told, and is nothing wrong', async () => {
  world.setNow('2026-02-03T05:00:00Z')
  await corrected(ids[2] ?? '')
  const { stale, fault } = await checkRegister(world.context)
  expect(fault).toBeNull()
  expect(stale).toMatchObject([{ month: 1, edition: 1 }])
  world.setNow('2026-02-03T05:01:00Z')
  await makeDueEditions(world.context)
  expect((await checkRegister(world.context)).stale).toEqual([])
})
