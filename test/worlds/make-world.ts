import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { toBase64, toHex } from '../../eds/bytes.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { openKey } from '../../server/attachment/file-store.ts'
import { installSeal } from '../../server/evidence/install-seal.ts'
import { smtpMailer } from '../../server/notice/mailer.ts'
import { changeNoticeSettings, confirmAddress } from '../../server/notice/notice-setting-store.ts'
import { sendDueMail } from '../../server/notice/send-mail.ts'
import { sweep } from '../../server/process/sweep.ts'
import type { Draft, PreparedLetter, Sent } from '../../wire/appeal.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import { attach } from '../attach.ts'
import { egovMobileBefore, openLetterCode, pressSend } from '../egov-mobile-signing.ts'
import { type MailProcess, startMailProcess } from '../mail-process.ts'
import { answer, replyInterim } from '../reply.ts'
import { pdf, png } from '../sample-files.ts'
import {
  type AskedWorld,
  createAskedWorld,
  freeDraft,
  issueKey,
  issueKeyFile,
  keyPassword,
  signDraft,
} from '../signed-world.ts'
import type { TestBrowser } from '../test-browser.ts'
import { dumpTables, type KeptBytes, keepWorld, keptBytes } from './kept-world.ts'

// Makes a world of this version and keeps it in test/fixtures/worlds; README.md there says when.
const monday = '2026-01-12T05:00:00Z'
const evening = '2026-01-13T15:00:00Z'
const later = '2026-01-13T15:30:00Z'

let world: AskedWorld
let mail: MailProcess
let client: TestBrowser
const files: Record<'rsa' | 'gost2015', Uint8Array> = { rsa: new Uint8Array(), gost2015: new Uint8Array() }
const keys = {} as Record<'rsa' | 'gost2015', OpenedKeyFile>
const packages: Record<string, string> = {}
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createAskedWorld(monday, { mail: mail.config })
  for (const algorithm of ['rsa', 'gost2015'] as const) {
    files[algorithm] = await issueKeyFile(world.authority, { algorithm })
    keys[algorithm] = openKeyFile(files[algorithm], keyPassword)
  }
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

test('a world of this version is kept', async () => {
  await beginMonday()
  await onMonday()
  await at(evening)
  await onTuesdayEvening()
  const codes = await inFlight()
  console.log(keepWorld(await wholeWorld(codes)))
})

/** The clock is moved there, what is due is done, and the client is signed in. */
async function at(iso: string): Promise<void> {
  world.setNow(iso)
  await sweep(world.context)
  client = await world.as(world.people.aigerim)
}

async function beginMonday(): Promise<void> {
  const { context, people, authority } = world
  const company = { bin: '990140990016', name: '«ҚТК» АҚ' }
  const order = { surname: 'Басшыев', givenName: 'Бірінші', iin: '640723100015', company }
  await installSeal(context, await issueKeyFile(authority, order), keyPassword)
  await confirmAddress(context.db, people.aigerim.id, 'aigerim@example.com', context.now())
  await changeNoticeSettings(context.db, people.aigerim.id, { byEmail: true, language: 'kk' })
  await at(monday)
}

/** Signed appeals: one in each status that working hours lead to, keys of both families, a phone, a revoked key. */
async function onMonday(): Promise<void> {
  await sent('registered', keys.gost2015)
  const byEgovMobile = await openLetterCode(client, world.contracts.rent, 'Телефонмен қол қойылған өтініш')
  await egovMobileBefore(world, byEgovMobile.code, keys.gost2015).sign()
  expect((await pressSend(client, byEgovMobile)).status).toBe(200)
  const taken = await sent('awaitingExecution', keys.rsa)
  const extended = await sent('interimReply', keys.gost2015, [{ name: 'түбіртек.pdf', bytes: pdf }])
  const executed = await sent('executed', keys.rsa, [{ name: 'сурет.png', bytes: png }])
  const returned = await sent('returned', await revokedKey(Date.parse(monday) - 3_600_000))
  // Revoked after it was used: the signature holds, and says so.
  await sent('forgiven', await revokedKey(Date.parse(monday) + 3_600_000))
  await sweep(world.context)
  await actOf('executor', taken, 'take-into-work')
  await actOf('executor', extended, 'take-into-work')
  await actOf('executor', executed, 'take-into-work')
  const [executor, head] = [await world.as(world.people.executor), await world.as(world.people.head)]
  await replyInterim(head, extended, { newDueDate: '2026-02-17' })
  await answer(executor, head, executed, {}, [{ name: 'жауап.pdf', bytes: pdf }])
  expect((await executor.bytes(`/api/office/appeals/${executed}/letter/pages/1`)).status).toBe(200)
  for (const id of [taken, extended, executed, returned]) await takeEvidence(id)
  const { context } = world
  expect(await sendDueMail(context, smtpMailer(mail.config), new AbortController().signal)).toBeGreaterThan(0)
}

/** After hours: two are sent and not registered; of one the authority could not say anything yet. */
async function onTuesdayEvening(): Promise<void> {
  await sent('sent', keys.gost2015)
  await sweep(world.context)
  // The lists that were fetched for it help nobody any more.
  await at(later)
  world.services.behave('down')
  await sent('undecided', keys.gost2015)
  await sweep(world.context)
  const draft = await freeDraft(client, world.contracts.mortgage, 'Аяқталмаған өтініш')
  await attach(client, draft.id, { document: 'other', name: 'құжат.pdf', bytes: pdf })
}

/** Codes that wait, that have been signed by, that are void since the letter has changed, and one to sign in by. */
async function inFlight() {
  const signedOnce = await openLetterCode(client, world.contracts.rent, 'Өзгертілген өтініш')
  await egovMobileBefore(world, signedOnce.code, keys.gost2015).sign()
  const { body: draft } = await client.ask<Draft>(`GET /api/drafts/${signedOnce.draftId}`)
  const changed = { letterLanguage: 'ru' }
  await client.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body: changed })
  await client.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
  const signed = await openLetterCode(client, world.contracts.rent, 'Жіберілмеген өтініш')
  expect((await egovMobileBefore(world, signed.code, keys.gost2015).sign()).status).toBe(200)
  const waiting = await openLetterCode(client, world.contracts.rent, 'Телефонды күткен өтініш')
  const stranger = await world.as(null)
  const { body } = await stranger.ask<EgovMobileSigning>('POST /api/egov-mobile-sign-in')
  return {
    waiting,
    signed,
    signIn: { cookies: Object.fromEntries(stranger.cookies), id: body.id, qr: body.qr },
  }
}

async function sent(
  name: string,
  key: OpenedKeyFile,
  attachments: readonly { name: string; bytes: Uint8Array }[] = [],
): Promise<string> {
  const draft = await freeDraft(client, world.contracts.rent, `Өтініш (${name})`)
  for (const file of attachments) await attach(client, draft.id, { document: 'other', ...file })
  const body = await signDraft(world, client, draft.id, key)
  const { status, body: answer } = await client.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
  expect(status, JSON.stringify(answer)).toBe(200)
  return answer.id
}

async function revokedKey(revokedAt: number): Promise<OpenedKeyFile> {
  const key = await issueKey(world.authority)
  world.services.register.revoke(key.certificate.facts.serial, { at: revokedAt, reason: 'superseded' })
  return key
}

async function actOf(who: 'executor' | 'head', id: string, act: string, body?: unknown): Promise<void> {
  const staff = await world.as(world.people[who])
  const answer = await staff.ask(`POST /api/office/appeals/${id}/${act}`, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

async function takeEvidence(id: string): Promise<void> {
  const { bytes, status } = await client.bytes(`/api/appeals/${id}/evidence`)
  expect(status).toBe(200)
  packages[id] = createHash('sha256').update(bytes).digest('hex')
}

async function wholeWorld(codes: Awaited<ReturnType<typeof inFlight>>) {
  const { context, database, people, contracts, authority, services } = world
  const tables = await dumpTables(database.ownerUrl)
  const stored: Record<string, KeptBytes> = {}
  const rows = await context.db.selectFrom('file').select(['id', 'key_id']).orderBy('created_at').execute()
  for (const { id, key_id } of rows) {
    const key = await openKey(context.db, context, key_id)
    stored[id] = await keptBytes(id, key, await context.files.get(id))
  }
  const db = join(projectRoot(), 'db')
  const migrations = readdirSync(join(db, 'migrations')).sort()
  return {
    migration: migrations.at(-1) ?? '',
    roles: readFileSync(join(db, 'roles.sql'), 'utf8'),
    now: new Date(context.now()).toISOString(),
    masterKey: toHex(context.config.masterKey),
    authority: authority.serialise(),
    revoked: Object.fromEntries(services.register.revoked),
    people,
    contracts,
    keys: { rsa: toBase64(files.rsa), gost2015: toBase64(files.gost2015) },
    codes,
    packages,
    tables,
    files: stored,
  }
}
