import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../eds/bytes.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { oids } from '../../eds/oids.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { timestampRequest, timestampToken } from '../../eds/timestamp.ts'
import { verifyCms } from '../../eds/verify.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import { lookAt } from '../../test/reply.ts'
import {
  approvedAnswer,
  bytesOf,
  company,
  enterIin,
  freeze,
  headIin,
  headKey,
  privateHeadKey,
  sealBy,
  sign,
  signaturesOver,
  signLettersBy,
} from '../../test/signed-reply.ts'
import { type AskedWorld, createAskedWorld, issueKey, signBytes } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { attribute, withTwoSigners, withUnsigned } from '../../test/unsigned-attributes.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import type { ReplySignatures } from '../../wire/reply-signing.ts'
import { historyOf } from '../appeal/event-store.ts'
import { sweep } from '../process/sweep.ts'
import { recheckVerdicts } from '../signature/recheck.ts'

let world: AskedWorld
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
let clientKey: OpenedKeyFile
let rsa: OpenedKeyFile
const both = {
  kk: 'Өтінішіңіз қаралды, төлеміңіз түсті.',
  ru: 'Ваше обращение рассмотрено, платёж поступил.',
}

beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  clientKey = await issueKey(world.authority)
  rsa = await headKey(world)
  client = await world.as(world.people.aigerim)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  await enterIin(world, world.people.head.id, headIin)
  await sealBy(world)
  await signLettersBy(world, 'headAndSeal')
}, 120_000)
afterAll(() => world.close())

async function approved(texts: { kk: string; ru: string } = { ...both, ru: '' }): Promise<Reply> {
  return await approvedAnswer(world, { writer: executor, approver: head }, clientKey, { texts })
}
async function frozen(texts?: { kk: string; ru: string }) {
  const reply = await approved(texts)
  const { status, body } = await freeze(head, reply)
  expect(status, JSON.stringify(body)).toBe(200)
  return { reply, ...body }
}
/** It is another time, and everybody signs in again. */
async function comeBackAt(iso: string): Promise<void> {
  world.setNow(iso)
  client = await world.as(world.people.aigerim)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
}
const shown = async (id: string) => (await head.ask<Reply>(`GET /api/office/replies/${id}`)).body
const clients = async (appealId: string) => (await client.ask<Appeal>(`GET /api/appeals/${appealId}`)).body

describe.each(['rsa', 'gost2015'] as const)('%s', (algorithm) => {
  test('signed by the head and sealed: numbered at freezing, sent once the authority has answered', async () => {
    const key = algorithm === 'rsa' ? rsa : await headKey(world, { algorithm })
    const { reply, outgoing, letters, signer } = await frozen(both)
    expect(reply).toMatchObject({ state: 'approved', may: expect.arrayContaining(['sign']) })
    expect(signer).toMatchObject({ iin: headIin, bin: company.bin })
    expect(letters.map(({ language }) => language)).toEqual(['kk', 'ru'])
    expect(letters[0]?.pages[0]).toContain('<svg')
    // The same again on that day: no second number.
    expect((await freeze(head, reply)).body).toEqual(expect.objectContaining({ outgoing, letters }))
    const signed = await sign(head, reply.id, await signaturesOver(world, letters, key))
    expect(signed.status, JSON.stringify(signed.body)).toBe(200)
    expect(signed.body).toMatchObject({ state: 'sending', outgoing: { number: outgoing.number } })
    expect((await clients(reply.appealId)).correspondence).toHaveLength(1)
    await sweep(world.context)
    expect(await shown(reply.id)).toMatchObject({ state: 'sent', outgoing })
    const letter = (await clients(reply.appealId)).correspondence.find(({ kind }) => kind === 'answer')
    expect(letter?.signatures.map(({ language, by }) => [language, by?.name ?? 'seal'])).toEqual([
      ['kk', 'Бекова Г. Т.'],
      ['kk', 'seal'],
      ['ru', 'Бекова Г. Т.'],
      ['ru', 'seal'],
    ])
    expect(
      letter?.signatures.every(({ revocation, result }) => revocation === 'good' && result === 'valid'),
    ).toBe(true)
    // What the client takes away can be checked by anybody.
    for (const signature of letter?.signatures ?? []) {
      const pdf = letter?.files.find(({ name }) => signature.file.name.startsWith(name))
      const { bytes: content } = await client.bytes(`/api/appeals/${reply.appealId}/files/${pdf?.id}`)
      const { bytes: cms } = await client.bytes(`/api/appeals/${reply.appealId}/files/${signature.file.id}`)
      const at = Date.parse(signature.receivedAt)
      const { anchors, intermediates } = world.authority
      const whose = { expectIin: signature.by === null ? null : headIin, company: { bin: company.bin } }
      const verdict = await verifyCms({
        cms,
        content,
        at,
        now: at,
        anchors,
        intermediates,
        purpose: 'letter',
        ...whose,
      })
      expect(verdict).toMatchObject({ result: 'valid', chain: expect.arrayContaining([]) })
      expect(signature.algorithm).toBe(signature.by === null || algorithm === 'rsa' ? 'rsa' : 'gost2015-512')
    }
    const { differences } = await recheckVerdicts(world.context)
    expect(differences).toEqual([])
  })
})

describe('refused in words, and nothing is sent', () => {
  const other = { bin: '050540000015', name: 'Басқа ЖШС', role: 'firstHead' } as const
  const yesterday = new Date('2026-01-11T00:00:00Z')
  test.each<[string, (order?: Partial<PersonKeyOrder>) => Promise<OpenedKeyFile>, string]>([
    ['another company’s key', (order) => headKey(world, { company: other, ...order }), 'company_mismatch'],
    ['a colleague’s key', (order) => headKey(world, { iin: '850412170014', ...order }), 'iin_mismatch'],
    ['a key as clients have', (order) => privateHeadKey(world, order), 'company_key_needed'],
    ['an expired one', (order) => headKey(world, { notAfter: yesterday, ...order }), 'cert_expired'],
    ['one for signing in', () => headKey(world, { purpose: 'auth' }), 'wrong_purpose'],
  ])('%s', async (_, keyWith, code) => {
    const { reply, letters } = await frozen()
    const titles = new Set<string>()
    const given = await signaturesOver(world, letters, await keyWith())
    for (const language of ['kk', 'ru', 'en'] as const) {
      await head.ask('PATCH /api/session', { body: { language } })
      const answer = await sign(head, reply.id, given)
      expect(answer.problem).toMatchObject({ status: 422, code })
      titles.add(answer.problem.title)
    }
    expect(titles.size).toBe(3)
    const gost = await signaturesOver(world, letters, await keyWith({ algorithm: 'gost2015' }))
    expect((await sign(head, reply.id, gost)).problem.code).toBe(code)
    expect(await shown(reply.id)).toMatchObject({ state: 'toSign' })
    expect((await clients(reply.appealId)).correspondence).toHaveLength(1)
  })

  test('over another language’s letter, another reply, the preview, other bytes, two signers', async () => {
    const { reply, letters } = await frozen(both)
    const [kk, ru] = letters
    const elsewhere = await frozen(both)
    const preview = (await lookAt(head, elsewhere.reply.id)).body.letters[0]?.pdf ?? ''
    const contents: Record<string, (language: string) => Uint8Array | undefined> = {
      swapped: (language) => (language === 'kk' ? ru && bytesOf(ru) : kk && bytesOf(kk)),
      anotherReply: () => elsewhere.letters[0] && bytesOf(elsewhere.letters[0]),
      preview: () => new Uint8Array(Buffer.from(preview, 'base64')),
      other: () => new TextEncoder().encode('%PDF-1.7 басқа'),
    }
    for (const contentOf of Object.values(contents)) {
      const wrong = await signaturesOver(
        world,
        letters,
        rsa,
        ({ language }) => contentOf(language) ?? new Uint8Array(),
      )
      expect((await sign(head, reply.id, wrong)).problem).toMatchObject({
        status: 422,
        code: 'digest_mismatch',
      })
    }
    // Attached: its own content counts, and must be the letter itself.
    const attachedOver = async (content: Uint8Array) => {
      const { certificate, privateKey } = rsa
      if (privateKey === null) throw new Error('no key')
      const now = world.context.now()
      const cms = await buildCms({ content, certificate, privateKey, signingTime: now, detached: false })
      return Buffer.from(cms).toString('base64')
    }
    const right = await signaturesOver(world, letters, rsa)
    const first = right[0]
    const foreign = { ...first, cms: await attachedOver(new TextEncoder().encode('%PDF-1.7 басқа')) }
    expect((await sign(head, reply.id, [foreign, ...right.slice(1)])).problem.code).toBe('content_differs')
    // A missing letter, a digest that was not shown, one letter twice.
    for (const given of [
      right.slice(0, 1),
      [{ ...first, sha256: 'a'.repeat(64) }, right[1]],
      [first, first],
    ]) {
      const answer = await sign(
        head,
        reply.id,
        given.flatMap((one) => (one === undefined ? [] : [one])),
      )
      expect(answer.problem).toMatchObject({ status: 412, code: 'reply_not_shown' })
    }
    expect(await shown(reply.id)).toMatchObject({ state: 'toSign' })
    const own = kk === undefined ? '' : await attachedOver(bytesOf(kk))
    expect((await sign(head, reply.id, [{ ...first, cms: own }, ...right.slice(1)])).status).toBe(200)
  })

  test('yesterday’s frozen letter: its number is annulled at midnight, and it is approved as before', async () => {
    const { reply, letters, outgoing } = await frozen()
    const signatures = await signaturesOver(world, letters, rsa)
    const today = world.context.now()
    await comeBackAt('2026-01-12T19:00:01Z')
    expect((await sign(head, reply.id, signatures)).problem).toMatchObject({
      status: 409,
      code: 'reply_void',
    })
    await sweep(world.context)
    expect(await shown(reply.id)).toMatchObject({ state: 'approved', outgoing: null })
    const steps = (await shown(reply.id)).steps.map(({ step }) => step)
    expect(steps.slice(-2)).toEqual(['frozen', 'numberAnnulled'])
    const again = await freeze(head, reply)
    expect(again.body.outgoing.number).not.toBe(outgoing.number)
    // The signature of yesterday over today's letter.
    const late = again.body.letters.map(({ letterId, sha256 }, n) => ({ ...signatures[n], letterId, sha256 }))
    expect((await sign(head, reply.id, late)).problem.code).toBe('digest_mismatch')
    const history = await historyOf(world.context.db, reply.appealId)
    expect(history.find(({ type }) => type === 'numberAnnulled')?.data).toMatchObject({ why: 'notSigned' })
    await comeBackAt(new Date(today).toISOString())
  })

  test('a timestamp of another signature, and two signers', async () => {
    const { reply, letters } = await frozen()
    const [letter] = letters
    if (letter === undefined) throw new Error('no letter')
    const cms = fromBase64(await signBytes(rsa, bytesOf(letter), world.context.now()))
    const another = new TextEncoder().encode('the value of another signature')
    const body = await timestampRequest(another, oids.sha256, Uint8Array.of(0x41, 1, 2, 3))
    const headers = { 'content-type': 'application/timestamp-query' }
    const answered = await fetch(`${world.services.url}/tsp`, { method: 'POST', body, headers })
    const token = timestampToken(new Uint8Array(await answered.arrayBuffer()))
    const stamped = withUnsigned(cms, attribute(oids.timestampToken, token))
    const { letterId, sha256 } = letter
    const given = { letterId, sha256, method: 'keyFile' }
    const answer = await sign(head, reply.id, [{ ...given, cms: toBase64(stamped) }])
    expect(answer.problem.code).toBe('timestamp_invalid')
    const twice = await sign(head, reply.id, [{ ...given, cms: toBase64(withTwoSigners(cms)) }])
    expect(twice.problem).toMatchObject({ status: 422, code: 'several_signers' })
  })

  test('somebody whose IIN was not entered takes no number', async () => {
    const reply = await approved()
    await enterIin(world, world.people.head.id, null)
    const answer = await freeze(head, reply)
    await enterIin(world, world.people.head.id, headIin)
    expect(answer.problem).toMatchObject({ status: 409, code: 'staff_without_iin' })
    expect(await shown(reply.id)).toMatchObject({ state: 'approved', outgoing: null })
  })

  test('who may not approve may not sign; nobody at all without a session', async () => {
    const { reply, letters } = await frozen()
    const signatures = await signaturesOver(world, letters, rsa)
    expect((await freeze(executor, reply)).status).toBeGreaterThanOrEqual(400)
    expect((await sign(executor, reply.id, signatures)).status).toBeGreaterThanOrEqual(400)
    const other = await world.as(world.people.callCentre)
    expect((await sign(other, reply.id, signatures)).status).toBe(403)
    expect(await shown(reply.id)).toMatchObject({ state: 'toSign' })
  })
})

test('revoked before it was used: never sent, the number annulled, approved again, and told', async () => {
  const key = await headKey(world)
  world.services.register.revoke(key.certificate.facts.serial, {
    at: world.context.now() - 3_600_000,
    reason: 'keyCompromise',
  })
  const { reply, letters } = await frozen()
  expect((await sign(head, reply.id, await signaturesOver(world, letters, key))).status).toBe(200)
  await sweep(world.context)
  expect(await shown(reply.id)).toMatchObject({ state: 'approved', outgoing: null })
  expect((await clients(reply.appealId)).correspondence).toHaveLength(1)
  const history = await historyOf(world.context.db, reply.appealId)
  expect(history.findLast(({ type }) => type === 'numberAnnulled')?.data).toMatchObject({ why: 'keyRevoked' })
  // With a good key it goes.
  const again = (await freeze(head, reply)).body
  expect((await sign(head, reply.id, await signaturesOver(world, again.letters, rsa))).status).toBe(200)
  await sweep(world.context)
  expect(await shown(reply.id)).toMatchObject({ state: 'sent' })
})

test('the head refuses to sign: the number is annulled, and the letter may be sent back', async () => {
  const { reply } = await frozen()
  const refused = await head.ask<Reply>(`DELETE /api/office/replies/${reply.id}/freezing`)
  expect(refused.body).toMatchObject({ state: 'approved', outgoing: null })
  expect(refused.body.may).toEqual(expect.arrayContaining(['sign', 'sendBack']))
})

test('the authority is away for 48 hours: queued and shown, sent once, with the dates of both moments', async () => {
  await comeBackAt('2026-01-14T05:00:00Z')
  const { reply, letters, outgoing } = await frozen()
  world.services.behave('down')
  // Lists are kept for a quarter of an hour.
  await comeBackAt('2026-01-14T06:00:00Z')
  const signed = await sign(head, reply.id, await signaturesOver(world, letters, rsa))
  expect(signed.body).toMatchObject({ state: 'sending' })
  const start = world.context.now()
  for (const hours of [0, 1, 7, 25, 48]) {
    world.setNow(new Date(start + hours * 3_600_000).toISOString())
    await sweep(world.context)
  }
  await comeBackAt(new Date(world.context.now()).toISOString())
  expect(await shown(reply.id)).toMatchObject({ state: 'sending', outgoing })
  const said = await head.ask<ReplySignatures>(`GET /api/office/replies/${reply.id}/signatures`)
  expect(said.body.signatures.every(({ revocation, checks }) => revocation === 'unknown' && checks > 3)).toBe(
    true,
  )
  expect((await clients(reply.appealId)).correspondence).toHaveLength(1)
  world.services.behave('well')
  const back = start + 55 * 3_600_000
  await comeBackAt(new Date(back).toISOString())
  await sweep(world.context)
  await sweep(world.context)
  const seen = await clients(reply.appealId)
  expect(seen.correspondence).toHaveLength(2)
  expect(seen.correspondence[0]).toMatchObject({ sentAt: new Date(back).toISOString() })
  expect(seen.executedAt).toBe(new Date(back).toISOString())
  expect(await shown(reply.id)).toMatchObject({ state: 'sent', outgoing: { date: outgoing.date } })
  // The verdict speaks of the moment of the press.
  const [signature] = seen.correspondence[0]?.signatures ?? []
  expect(signature).toMatchObject({ receivedAt: new Date(start).toISOString(), revocation: 'good' })
})
