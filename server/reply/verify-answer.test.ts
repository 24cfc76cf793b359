import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { parseOutgoing } from '../../domain/registry/outgoing-number.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { attachToReply } from '../../test/attach.ts'
import { png } from '../../test/sample-files.ts'
import {
  approvedAnswer,
  bytesOf,
  enterIin,
  freeze,
  headIin,
  headKey,
  sealBy,
  sign,
  signaturesOver,
  signLettersBy,
} from '../../test/signed-reply.ts'
import { type AskedWorld, createAskedWorld, issueKey } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Reply } from '../../wire/reply.ts'
import type { Db } from '../context.ts'
import { sweep } from '../process/sweep.ts'
import { lineOfLetter, lineOfNumber } from './answer-store.ts'
import { verifyAnswer } from './verify-answer.ts'

/** The sheet of a later release; null: that of this one. */
const sheet = vi.hoisted(() => ({ now: null as string | null }))
vi.mock('./content-digest.ts', async (original) => {
  const real = await original<typeof import('./content-digest.ts')>()
  const contentOf: typeof real.contentOf = (letter) => {
    const content = real.contentOf(letter)
    return sheet.now === null ? content : { ...content, sheetVersion: sheet.now }
  }
  return { ...real, contentOf }
})

let world: AskedWorld
let owner: Kysely<Tables>
let executor: TestBrowser
let head: TestBrowser
let key: OpenedKeyFile
let reply: Reply
let number: string
let pdf: Uint8Array

beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  owner = connect(world.database.ownerUrl)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  key = await headKey(world)
  await enterIin(world, world.people.head.id, headIin)
  await sealBy(world)
  await signLettersBy(world, 'headAndSeal')
  const clientKey = await issueKey(world.authority)
  const texts = { kk: 'Өтінішіңіз қаралды, төлеміңіз түсті.', ru: 'Ваше обращение рассмотрено, платёж есть.' }
  reply = await approvedAnswer(
    world,
    { writer: executor, approver: head },
    clientKey,
    { texts },
    async (id) => {
      const colleague = await world.as(world.people.head)
      // Somebody else takes it over, and its author takes it back.
      for (const writer of [colleague, executor]) {
        const taken = await writer.ask<Reply>(`POST /api/office/replies/${id}/lease`, {
          body: { takeOver: true },
        })
        expect(taken.status, JSON.stringify(taken.body)).toBe(200)
      }
      const put = await attachToReply(executor, id, 'Анықтама.png', png)
      expect(put.status, JSON.stringify(put.body)).toBe(200)
    },
  )
  // A number that is annulled first, so that the register has a gap explained.
  const first = (await freeze(head, reply)).body
  expect(await codeOf(first.outgoing.number)).toMatchObject({ result: 'unknown' })
  await head.ask(`DELETE /api/office/replies/${reply.id}/freezing`)
  const { outgoing, letters } = (await freeze(head, reply)).body
  number = outgoing.number
  expect((await sign(head, reply.id, await signaturesOver(world, letters, key))).status).toBe(200)
  expect(await codeOf(number)).toMatchObject({ result: 'unknown', state: 'sending' })
  await sweep(world.context)
  const [letter] = letters
  pdf = letter === undefined ? new Uint8Array() : bytesOf(letter)
  expect(await codeOf(first.outgoing.number)).toMatchObject({ annulledWhy: 'notSigned', faults: [] })
}, 120_000)
afterAll(async () => {
  await owner.destroy()
  await world.close()
})

const nothing = { prefix: '', year: 0, number: 0 }
async function codeOf(typed: string) {
  const { db } = world.context
  const line = await lineOfNumber(db, parseOutgoing(typed) ?? nothing)
  if (line === null) throw new Error(`no ${typed}`)
  return await verifyAnswer(world.context, line)
}

test('valid: the route with versions and digests, the number, both signatures and the seal of each', async () => {
  const verdict = await codeOf(number)
  expect(verdict.faults).toEqual([])
  expect(verdict).toMatchObject({ result: 'valid', number, state: 'sent' })
  expect(verdict.route.map(({ step }) => step)).toEqual([
    'takenOver',
    'takenOver',
    'proposed',
    'approved',
    'frozen',
    'numberAnnulled',
    'frozen',
    'signed',
    'sent',
  ])
  const since = verdict.route.slice(2).map(({ contentDigest }) => contentDigest)
  expect(new Set(since).size).toBe(1)
  expect(verdict.signatures.map(({ seal, language, code }) => [seal, language, code])).toEqual(
    expect.arrayContaining([
      [false, 'kk', 'ok'],
      [true, 'kk', 'ok'],
      [false, 'ru', 'ok'],
      [true, 'ru', 'ok'],
    ]),
  )
  const found = await lineOfLetter(world.context.db, createHash('sha256').update(pdf).digest('hex'))
  expect(found?.number).toBe(parseOutgoing(number)?.number)
  expect(await lineOfLetter(world.context.db, '0'.repeat(64))).toBeNull()
})

// Every kind of thing that is stored of a letter, changed in turn and put back.
const changes: readonly [string, string, string, string][] = [
  ['the text of a step', 'reply_step', `content = jsonb_set(content, '{texts,kk}', '"x"')`, 'way'],
  ['the files of a step', 'reply_step', `content = jsonb_set(content, '{files}', '[]')`, 'way'],
  ['the digest of a step', 'reply_step', `content_digest = repeat('a', 64)`, 'way'],
  ['who made a step', 'reply_step', `by = author`, 'way'],
  ['when it was made', 'reply_step', `at = at + interval '1 second'`, 'way'],
  ['its version', 'reply_step', `version = version + 1`, 'way'],
  ['a remark', 'reply_step', `remark = 'x'`, 'way'],
  ['the text in the reply', 'reply', `text_kk = text_kk || '.'`, 'way'],
  ['the reason', 'reply', `reason = 'x'`, 'way'],
  ['the outcome', 'reply', `outcome = 'refused'`, 'way'],
  ['what was approved', 'reply', `content_digest = repeat('a', 64)`, 'way'],
  ['the number', 'outgoing', `number = number + 100`, 'number'],
  ['the prefix', 'outgoing', `prefix = 'X'`, 'number'],
  ['the date of the number', 'outgoing', `date = date + 1`, 'number'],
  ['when it was taken', 'outgoing', `taken_at = taken_at + interval '1 day'`, 'number'],
  ['the text of a letter', 'reply_letter', `text = text || '.'`, 'letter'],
  ['the digest of a letter', 'reply_letter', `sha256 = repeat('a', 64)`, 'letter'],
  ['the day of a letter', 'reply_letter', `local_date = local_date + 1`, 'number'],
  ['what the client reads', 'correspondence_file', `text = text || '.'`, 'sending'],
  ['the outcome that was sent', 'correspondence', `outcome = 'refused'`, 'sending'],
  ['when it was sent', 'correspondence', `sent_at = sent_at + interval '1 second'`, 'sending'],
  ['who approved it', 'correspondence', `approved_by = author_id`, 'sending'],
  [
    'an event',
    'event',
    `data = jsonb_set(data, '{replyId}', to_jsonb(data ->> 'replyId')) || '{"x": 1}'`,
    'history',
  ],
  ['the verdict of a signature', 'signature', `result = 'invalid', code = 'revoked'`, 'signature'],
  ['when a signature came', 'signature', `received_at = received_at + interval '400 days'`, 'signature'],
  ['the certificate as it is told', 'signature', `signer = signer || '{"name": "X"}'`, 'signature'],
  ['whose signature it is', 'signature', `staff_id = author`, 'signature'],
  ['how it was made', 'signature', `method = 'ncaLayer'`, 'signature'],
  ['who sent it', 'sent', `by = author`, 'way'],
  ['when it was sent, in its way', 'sent', `at = at + interval '1 second'`, 'way'],
  ['the version that was taken over', 'takenOver', `version = version + 5`, 'way'],
  ['when it was taken over', 'takenOver', `at = at + interval '1 day'`, 'way'],
  ['where it is', 'reply', `state = 'sending'`, 'way'],
  ['who wrote it', 'reply', `author_id = head`, 'sending'],
  ['who wrote what was sent', 'correspondence', `author_id = head`, 'sending'],
  ['who approved, in both rows', 'bothApprovers', `approved_by = author`, 'way'],
  ['whose key it had to be', 'signature', `expect_bin = '050540000015'`, 'signature'],
]
const whichOf: Readonly<Record<string, string>> = {
  reply_step: `reply_id = $1 and step = 'approved'`,
  sent: `reply_id = $1 and step = 'sent'`,
  takenOver: `reply_id = $1 and step = 'takenOver'`,
  reply: `id = $1`,
  outgoing: `reply_id = $1 and annulled_at is null`,
  reply_letter: `outgoing_id = (select id from outgoing where reply_id = $1 and annulled_at is null) and language = 'kk'`,
  correspondence: `reply_id = $1`,
  correspondence_file: `role = 'letter' and language = 'kk' and correspondence_id = (select id from correspondence where reply_id = $1)`,
  event: `type = 'replyApproved' and data ->> 'replyId' = $1`,
  signature: `staff_id is not null and reply_letter_id in (select id from reply_letter where reply_id = $1)`,
}

const tablesOf: Readonly<Record<string, readonly string[]>> = { bothApprovers: ['reply', 'correspondence'] }

/** Changes something as the owner, looks, and takes it all back. */
async function changed(change: (trx: Db) => Promise<number>) {
  const line = await lineOfNumber(world.context.db, parseOutgoing(number) ?? nothing)
  if (line === null) throw new Error('no line')
  let verdict: Awaited<ReturnType<typeof verifyAnswer>> | undefined
  const undo = new Error('take it back')
  await owner
    .transaction()
    .execute(async (trx) => {
      expect(await change(trx)).toBeGreaterThan(0)
      const row = await trx
        .selectFrom('outgoing')
        .select(['year', 'number'])
        .where('id', '=', line.id)
        .executeTakeFirstOrThrow()
      const again = await lineOfNumber(trx, { prefix: '', ...row })
      if (again !== null) verdict = await verifyAnswer({ ...world.context, db: trx }, again)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return verdict
}
const rowsChanged = async (trx: Db, statement: string): Promise<number> =>
  Number((await sql.raw(statement).execute(trx)).numAffectedRows ?? 0)
const whereOf = (table: string): string => (whichOf[table] ?? 'false').replaceAll('$1', `'${reply.id}'`)

test('valid too once the sheet that letters are printed on is another', async () => {
  sheet.now = 'f'.repeat(64)
  expect((await codeOf(number)).faults).toEqual([])
  sheet.now = null
})

describe('one thing changed is invalid, and the step is named', () => {
  test.each(changes)('%s', async (_, table, set, step) => {
    const { executor: author, head: approver } = world.people
    const values = set.replace(/= author$/, `= '${author.id}'`).replace(/= head$/, `= '${approver.id}'`)
    const verdict = await changed(async (trx) => {
      let n = 0
      for (const one of tablesOf[table] ?? [table]) {
        const isStep = one === 'sent' || one === 'takenOver'
        n += await rowsChanged(
          trx,
          `update ${isStep ? 'reply_step' : one} set ${values} where ${whereOf(one)}`,
        )
      }
      return n
    })
    expect(verdict?.result).toBe('invalid')
    expect(verdict?.faults.map((fault) => fault.step)).toContain(step)
  })

  test.each([
    ['a step', 'reply_step', 'way'],
    ['the last step', 'sent', 'way'],
    ['who took it over', 'takenOver', 'way'],
    ['a signature', 'signature', 'signature'],
    ['a letter of the client’s', 'correspondence_file', 'sending'],
  ])('%s taken away', async (_, table, step) => {
    const verdict = await changed(async (trx) => {
      const ids = `select id from signature where ${whereOf('signature')}`
      if (table === 'signature')
        await rowsChanged(trx, `delete from signature_answer where signature_id in (${ids})`)
      const isStep = table === 'sent' || table === 'takenOver'
      return await rowsChanged(trx, `delete from ${isStep ? 'reply_step' : table} where ${whereOf(table)}`)
    })
    expect(verdict?.result).toBe('invalid')
    expect(verdict?.faults.map((fault) => fault.step)).toContain(step)
  })

  test('one byte of a kept letter, of an attached file, of a signature, of a seal', async () => {
    const { db, config } = world.context
    const { rows } = await sql<{ id: string; what: string }>`
      select file_id as id, role as what from correspondence_file
        where correspondence_id = (select id from correspondence where reply_id = ${reply.id})
      union all select cms_file_id, case when seal_id is null then 'signature' else 'seal' end from signature
        where reply_letter_id in (select id from reply_letter where reply_id = ${reply.id})`.execute(db)
    expect(new Set(rows.map(({ what }) => what))).toEqual(
      new Set(['letter', 'attachment', 'signature', 'seal']),
    )
    const paths = await filesUnder(join(config.filesDir, 'files'))
    for (const { id, what } of rows) {
      const path = paths.find((one) => one.includes(id)) ?? ''
      const bytes = await readFile(path)
      const changed = Buffer.from(bytes)
      changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
      await writeFile(path, changed)
      const verdict = await codeOf(number)
      expect(verdict.result, what).toBe('invalid')
      const named = { letter: 'letter', attachment: 'file', signature: 'signature', seal: 'seal' }[what]
      expect(verdict.faults.map((fault) => fault.step)).toContain(named)
      await writeFile(path, bytes)
    }
    expect(await codeOf(number)).toMatchObject({ result: 'valid' })
  })
})

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
