import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../db/connect.ts'
import { localDate } from '../domain/calendar/instant.ts'
import { staffRoles } from '../domain/person/role.ts'
import { fromBase64, toBase64 } from '../eds/bytes.ts'
import { buildCms } from '../eds/cms-writer.ts'
import { openKeyFile } from '../eds/pkcs12.ts'
import { checkChain } from '../server/appeal/event-chain.ts'
import { chainOf, columnsOf, historyOf } from '../server/appeal/event-store.ts'
import { readFile } from '../server/attachment/file-store.ts'
import { threadProgram } from '../server/config.ts'
import type { Context } from '../server/context.ts'
import { demoKey, demoPeople } from '../server/demo/demo-people.ts'
import { diskStorage } from '../server/file-storage.ts'
import { staffAsker } from '../server/person/staff-asker-store.ts'
import { staffById } from '../server/person/staff-store.ts'
import { registerDue } from '../server/registry/register.ts'
import { freezeReply } from '../server/reply/freeze-reply.ts'
import { listReplies } from '../server/reply/list-replies.ts'
import { showReply } from '../server/reply/show-reply.ts'
import { signReply } from '../server/reply/sign-reply.ts'
import { loadTrust, noTrust } from '../server/signature/load-trust.ts'
import { allUnits } from '../server/unit/unit-store.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { makeDemoWorld } from './make-world.ts'

let database: TestDatabase
let folder: string
let context: Context
// A Sunday evening in Astana.
let now = Date.parse('2026-11-22T13:00:00Z')
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'otinish-demo-'))
  const db = connect(database.appUrl)
  await db
    .insertInto('world')
    .values({ demo: true, made_at: new Date(now) })
    .execute()
  context = {
    db,
    config: {
      databaseUrl: database.appUrl,
      filesDir: folder,
      masterKey: new Uint8Array(randomBytes(32)),
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustProxy: { proxies: 0 },
      webDir: folder,
      threads: { most: 1, program: threadProgram() },
      trustDir: null,
      mail: null,
      authority: null,
      egovMobile: false,
      playedPhone: null,
      ncaLayerUrl: 'wss://127.0.0.1:13579',
      clamav: null,
      clock: null,
    },
    demo: true,
    now: () => now,
    moveClock: async (instant) => {
      now = instant
    },
    files: diskStorage(folder),
    trust: noTrust,
    log: () => {},
  }
  await makeDemoWorld(context)
}, 180_000)
afterAll(async () => {
  await context.db.destroy()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const appeals = () => context.db.selectFrom('appeal').selectAll().orderBy('created_at').execute()

test('one appeal in each status but returned, each the fold of a whole chain', async () => {
  const rows = await appeals()
  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set(['draft', 'sent', 'registered', 'awaitingExecution', 'interimReply', 'executed']),
  )
  for (const row of rows) {
    const chain = await chainOf(context.db, row.id)
    expect(checkChain(chain)).toBeNull()
    for (const [column, value] of Object.entries(columnsOf(await historyOf(context.db, row.id)))) {
      const cached = row[column as keyof typeof row]
      expect([row.id, column, cached instanceof Date ? cached.toISOString() : cached]).toEqual([
        row.id,
        column,
        value,
      ])
    }
    expect(chain.every(({ occurredAt }) => Date.parse(occurredAt) <= now)).toBe(true)
  }
  const sent = rows.find(({ status }) => status === 'sent')
  expect(sent).toMatchObject({ registration_date: '2026-11-23', number: null })
  const numbers = rows.flatMap(({ number }) => (number === null ? [] : [number])).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

test('the office has work in every state: free, on the desk, asked, noted, given back, taken over, late, handed out', async () => {
  const { db } = context
  const open = (await appeals()).filter(({ number, executed_at }) => number !== null && executed_at === null)
  const today = localDate(now)
  const units = await allUnits(db)
  expect(units.filter(({ closed }) => !closed)).toHaveLength(3)
  for (const unit of units) {
    expect(open.some(({ unit_id, executor_id }) => unit_id === unit.id && executor_id === null)).toBe(
      unit.code !== 'office',
    )
  }
  expect(open.some(({ unit_id }) => unit_id === null)).toBe(true)
  expect(open.some(({ due_date }) => due_date !== null && due_date < today)).toBe(true)
  expect(open.some(({ co_executor_ids }) => co_executor_ids.length > 0)).toBe(true)
  expect(open.some(({ internal_day }) => internal_day !== null)).toBe(true)
  const events = await db.selectFrom('event').select('type').distinct().execute()
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'routed',
      'workAssigned',
      'executorChanged',
      'noted',
      'asked',
      'questionAnswered',
      'linked',
    ]),
  )
  expect(await db.selectFrom('absence').select('from_day').execute()).toEqual([{ from_day: today }])
})

test('letters wait for Гүлнар: to be approved, and one for her key, with which she sends it; one went back', async () => {
  const { db } = context
  const gulnar = (await demoPeople(db)).find(({ fullName }) => fullName.startsWith('Бекова Гүлнар'))
  const head = await staffAsker(db, gulnar?.id ?? '', now)
  if (gulnar === undefined || head === null) throw new Error('no head')
  const waiting = async (state: 'proposed' | 'toSign') =>
    (await listReplies(context, head, { state, page: 1 })).replies
  expect((await waiting('proposed')).length).toBeGreaterThanOrEqual(2)
  expect(
    await db.selectFrom('reply_step').select('step').where('step', '=', 'sentBack').execute(),
  ).toHaveLength(1)

  const [toSign, ...others] = await waiting('toSign')
  if (toSign === undefined) throw new Error('nothing to sign')
  expect(others).toEqual([])
  const site = { ...context, trust: await loadTrust(db, { folder: null }) }
  const { letters } = await freezeReply(
    site,
    head,
    toSign.id,
    (await showReply(site, head, toSign.id)).version,
  )
  expect(letters.map(({ language }) => language)).toEqual(['kk', 'ru'])
  const shown = gulnar.keys.find(({ algorithm, purpose }) => algorithm === 'gost2015' && purpose === 'sign')
  const file = await demoKey(db, shown?.fileName ?? '')
  const { certificate, privateKey } = openKeyFile(file.bytes, shown?.password ?? '')
  if (privateKey === null) throw new Error('a key that does not sign')
  const signatures = []
  for (const { letterId, sha256, pdf } of letters) {
    const content = fromBase64(pdf)
    const cms = await buildCms({ content, certificate, privateKey, signingTime: now, detached: true })
    signatures.push({ letterId, sha256, method: 'keyFile' as const, cms: toBase64(cms) })
  }
  expect((await signReply(site, head, toSign.id, signatures)).state).toBe('sent')
  expect(await waiting('toSign')).toEqual([])
})

test('every file opens, and the signatures hold against the trust that was left', async () => {
  const files = await context.db.selectFrom('file').select('id').execute()
  expect(files.length).toBeGreaterThan(20)
  for (const { id } of files) await readFile(context, id)
  const trust = await loadTrust(context.db, { folder: null })
  expect(trust).toMatchObject({ testPersons: true })
  expect([trust.anchors.length, trust.intermediates.length]).toEqual([2, 2])
  const signatures = await context.db.selectFrom('signature').select(['code', 'signer']).execute()
  expect(new Set(signatures.map(({ code }) => code))).toEqual(new Set(['revocation_not_checked']))
  const algorithms = signatures.map(({ signer }) => (signer as { algorithm: string }).algorithm)
  expect(new Set(algorithms)).toEqual(new Set(['rsa', 'gost2015-512']))
})

test('its people have key files that open with the password shown, staff their secrets', async () => {
  const people = await demoPeople(context.db)
  const client = people.find(({ fullName }) => fullName === 'Сапарова Айгерім Ерланқызы')
  expect(client?.keys.map(({ algorithm, purpose }) => `${algorithm} ${purpose}`)).toEqual([
    'rsa sign',
    'gost2015 sign',
    'rsa auth',
  ])
  for (const { fileName, password } of client?.keys ?? []) {
    const { bytes } = await demoKey(context.db, fileName)
    const { certificate } = openKeyFile(bytes, password)
    expect(certificate.facts.subject.iin).toBe('921125270019')
    expect(certificate.facts.notAfter).toBeGreaterThan(now)
  }
  const staff = people.filter(({ kind }) => kind === 'staff')
  expect(new Set(staff.flatMap(({ note }) => note))).toEqual(new Set(staffRoles))
  expect(staff).toHaveLength(8)
  expect(staff.every(({ totpSecret, password }) => totpSecret !== null && password !== null)).toBe(true)
})

test('each member of staff has a set of the company’s keys, of their own IIN', async () => {
  const staff = (await demoPeople(context.db)).filter(({ kind }) => kind === 'staff')
  expect(staff.length).toBeGreaterThan(2)
  const iins = new Set<string>()
  for (const { id, keys } of staff) {
    const member = await staffById(context.db, id)
    if (member?.iin == null) throw new Error('no IIN')
    iins.add(member.iin)
    expect(keys.map(({ algorithm, purpose }) => `${algorithm} ${purpose}`)).toEqual([
      'rsa sign',
      'gost2015 sign',
      'rsa auth',
    ])
    for (const { fileName, password } of keys) {
      const { facts } = openKeyFile((await demoKey(context.db, fileName)).bytes, password).certificate
      expect(facts.subject).toMatchObject({ iin: member.iin, bin: '990140990016' })
      expect(facts.subject.organisation).toContain('ТҰРҒЫН ҮЙ')
    }
  }
  expect(iins.size).toBe(staff.length)
})

test('making it again changes nothing; what was sent on Sunday is registered on Monday', async () => {
  const before = await appeals()
  await makeDemoWorld(context)
  expect(await appeals()).toEqual(before)
  now = Date.parse('2026-11-23T04:30:00Z')
  expect(await registerDue(context)).toBe(1)
})
