import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  approvedAnswer,
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
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { sendSigned, unfreezeReplies } from './send-signed.ts'

// docs/decisions/0030: whatever is pressed at once, and by whatever process, a letter has one number and goes once.
let world: AskedWorld
let executor: TestBrowser
let head: TestBrowser
let clientKey: OpenedKeyFile
let key: OpenedKeyFile
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  clientKey = await issueKey(world.authority)
  key = await headKey(world)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  await enterIin(world, world.people.head.id, headIin)
  await sealBy(world)
}, 120_000)
afterAll(() => world.close())

const approved = () => approvedAnswer(world, { writer: executor, approver: head }, clientKey)
const shown = async ({ id }: Reply) => (await head.ask<Reply>(`GET /api/office/replies/${id}`)).body
const answersOf = async ({ appealId }: Reply) => {
  const client = await world.as(world.people.aigerim)
  const { body } = await client.ask<Appeal>(`GET /api/appeals/${appealId}`)
  return body.correspondence.filter(({ kind }) => kind === 'answer').length
}
const eventsOf = async ({ appealId }: Reply, type: 'executed' | 'replyFrozen' | 'replySigned') =>
  (
    await world.context.db
      .selectFrom('event')
      .select('seq')
      .where('appeal_id', '=', appealId)
      .where('type', '=', type)
      .execute()
  ).length

test('eight open it at once, and eight sign at once: one number, one signature, one sending', async () => {
  await signLettersBy(world, 'headAndSeal')
  const reply = await approved()
  const opened = await Promise.all(Array.from({ length: 8 }, () => freeze(head, reply)))
  expect(opened.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect(new Set(opened.map(({ body }) => body.outgoing.number)).size).toBe(1)
  const signatures = await signaturesOver(world, opened[0]?.body.letters ?? [], key)
  const pressed = await Promise.all(Array.from({ length: 8 }, () => sign(head, reply.id, signatures)))
  expect(pressed.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(pressed.filter(({ status }) => status === 409)).toHaveLength(7)
  await checkRevocations(world.context)
  // The job of one worker, of another, and the sweep.
  const sent = await Promise.all(Array.from({ length: 6 }, () => sendSigned(world.context)))
  expect(sent.reduce((sum, n) => sum + n, 0)).toBe(1)
  expect(await answersOf(reply)).toBe(1)
  for (const type of ['executed', 'replyFrozen', 'replySigned'] as const)
    expect(await eventsOf(reply, type)).toBe(1)
})

test('the job, a press, a refusal to sign and midnight at once: each letter comes to one end', async () => {
  const reply = await approved()
  const { body } = await freeze(head, reply)
  const signatures = await signaturesOver(world, body.letters, key)
  await Promise.all([
    sign(head, reply.id, signatures),
    head.ask(`DELETE /api/office/replies/${reply.id}/freezing`),
    unfreezeReplies(world.context),
    sendSigned(world.context),
  ])
  await checkRevocations(world.context)
  await Promise.all([sendSigned(world.context), sendSigned(world.context)])
  const { state } = await shown(reply)
  expect(['sent', 'approved']).toContain(state)
  expect(await answersOf(reply)).toBe(state === 'sent' ? 1 : 0)
})

test('cut at every question to the database, the press and the job leave all or nothing', async () => {
  const { inTransaction } = await import('../in-transaction.ts')
  const { signReply } = await import('./sign-reply.ts')
  const { staffAsker } = await import('../person/staff-asker-store.ts')
  const reply = await approved()
  const { body } = await freeze(head, reply)
  const signatures = await signaturesOver(world, body.letters, key)
  const asker = await staffAsker(world.context.db, world.people.head.id, world.context.now())
  if (asker === null) throw new Error('no head')
  const cut = new Error('cut')
  /** Does it in a transaction that ends at the n-th question; whether it came to its end. */
  const cutAt = async (n: number, work: (context: typeof world.context) => Promise<unknown>) => {
    let asked = 0
    let ended = false
    await inTransaction(world.context.db, async (trx) => {
      const counted = trx.withPlugin({
        transformQuery: ({ node }) => {
          asked += 1
          if (asked > n) throw cut
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await work({ ...world.context, db: counted })
      ended = true
    }).catch((error: unknown) => {
      if (error !== cut) throw error
    })
    return ended
  }
  let n = 0
  while (!(await cutAt(n, (context) => signReply(context, asker, reply.id, signatures)))) {
    n += 1
    if (n % 7 === 0) expect(await shown(reply)).toMatchObject({ state: 'toSign' })
  }
  expect(n).toBeGreaterThan(20)
  expect(await shown(reply)).toMatchObject({ state: 'sending' })
  expect(await eventsOf(reply, 'replySigned')).toBe(1)
  await checkRevocations(world.context)
  await sendSigned(world.context)
  expect(await answersOf(reply)).toBe(1)
}, 120_000)

test('sealed alone: a letter waits for the authority’s word on the company’s key, and lapses with words', async () => {
  world.setNow('2026-01-12T06:00:00Z')
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  await signLettersBy(world, 'seal')
  const reply = await approved()
  expect(reply.state).toBe('sending')
  expect(await answersOf(reply)).toBe(0)
  await checkRevocations(world.context)
  await sendSigned(world.context)
  expect(await shown(reply)).toMatchObject({ state: 'sent' })
  const serial = await sealBy(world)
  world.services.register.revoke(serial, { at: world.context.now() - 3_600_000, reason: 'keyCompromise' })
  const revoked = await approved()
  await checkRevocations(world.context)
  await sendSigned(world.context)
  expect(await shown(revoked)).toMatchObject({ state: 'approved', outgoing: null })
  await expect(approved()).rejects.toThrow('seal_revoked')
}, 120_000)
