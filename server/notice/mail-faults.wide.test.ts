import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { plannedMails, twoDeliveries, waitingMails } from '../../test/mail-storm.ts'
import { type Odd, type OddMailServer, startOddMailServer } from '../../test/odd-mail-server.ts'
import { createWorld, type World } from '../../test/world.ts'
import { examine } from '../doctor/examine.ts'
import { inTransaction } from '../in-transaction.ts'
import { handOver, takeDueMail } from './mail-store.ts'
import { smtpMailer } from './mailer.ts'
import { sendDueMail } from './send-mail.ts'

const began = '2026-01-12T05:00:00Z'
/** A machine that is busy answers sooner than this; what is silent is waited for so long. */
const patience = { wayMs: 5000, replyMs: 8000 }
const never = new AbortController().signal
let world: World
beforeAll(async () => {
  world = await createWorld({ now: began })
})
afterEach(async () => {
  world.setNow(began)
  await world.context.db.deleteFrom('mail').execute()
})
afterAll(() => world.close())

const contextOf = ({ port }: OddMailServer) => {
  const mail = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'a@cabinet.example.kz', playedDir: null }
  return { ...world.context, config: { ...world.context.config, mail } }
}
function runAt(server: OddMailServer, stopping = never): Promise<number> {
  const context = contextOf(server)
  return sendDueMail(context, smtpMailer(context.config.mail), stopping, patience)
}
const laterBy = (minutes: number): void =>
  world.setNow(new Date(Date.parse(began) + minutes * 60_000).toISOString())
const rows = () =>
  world.context.db
    .selectFrom('mail')
    .select(['signal_mail_id', 'outcome', 'attempts', 'unsure', 'handed_at', 'taken_until'])
    .orderBy('position')
    .execute()
/** Something to wait for, and what lets it come. */
function gate(): [Promise<void>, () => void] {
  let open = (): void => {}
  const passage = new Promise<void>((resolve) => {
    open = resolve
  })
  return [passage, open]
}
const idOf = (id: string | null): string => `<${id}@cabinet.example.kz>`
const taken = () => inTransaction(world.context.db, (trx) => takeDueMail(trx, world.context.now()))

test('sixty mails to a server with every fault, two senders: none is lost, none comes twice but what was kept unanswered', async () => {
  const slow = ['silent', 'drip', 'late'] as const
  const quick = ['cut', 'later'] as const
  const odd = (n: number): Odd | null => {
    if (n % 3 !== 0) return null
    const at = n / 3
    const where =
      (['greeting', 'hello', 'from', 'to', 'data', 'body', 'end', 'end'] as const)[at % 8] ?? 'end'
    // The slow ones cost their patience each. Three of the first sixty are cut at their end, which each mail's first
    // try is among.
    const how = at % 10 === 9 ? slow[((at / 10) % 3) | 0] : at === 15 ? 'cut' : quick[at % 2]
    return { in: where, how: how ?? 'cut', keeps: at % 16 < 8 }
  }
  const server = await startOddMailServer({ odd, lateMs: 9000 })
  const wanted = await plannedMails(world, 60)
  for (let minutes = 0; (await waitingMails(world.context)) > 0 && minutes < 6000; minutes += 40) {
    laterBy(minutes)
    await Promise.all([runAt(server), runAt(server)])
  }
  await server.close()
  const ended = await rows()
  expect(ended.map(({ signal_mail_id: id }) => idOf(id)).toSorted()).toEqual(wanted.toSorted())
  const times = (id: string): number => server.kept.filter((kept) => kept === id).length
  for (const { signal_mail_id, outcome, unsure, handed_at, taken_until } of ended) {
    const id = idOf(signal_mail_id)
    const owned = times(id) - server.unowned.filter((unowned) => unowned === id).length
    expect([handed_at, taken_until]).toEqual([null, null])
    // Owned up to once and no more, or never: then it was handed over twice in vain.
    expect([id, outcome, owned]).toEqual([id, owned === 1 ? 'sent' : 'unknown', outcome === 'sent' ? 1 : 0])
    expect(unsure).toBeLessThanOrEqual(outcome === 'sent' ? 1 : 2)
    expect(unsure, id).toBeGreaterThanOrEqual(server.unanswered.filter((one) => one === id).length)
    expect(times(id)).toBeLessThanOrEqual(2)
  }
  // The faults were there, and only they double.
  expect(server.unanswered.length).toBeGreaterThan(2)
  expect(ended.filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThan(50)
}, 180_000)

test('handed over and no word: once more after half an hour under the same Message-ID, then never, and the doctor tells', async () => {
  const server = await startOddMailServer({ odd: () => ({ in: 'end', how: 'cut' }) })
  const [id = ''] = await plannedMails(world, 1)
  expect(await runAt(server)).toBe(0)
  expect(await rows()).toMatchObject([
    { outcome: null, attempts: 1, unsure: 1, handed_at: null, taken_until: null },
  ])
  const found = async () => (await examine(world.context)).find(({ check }) => check === 'unsureMails')
  expect(await found()).toEqual({ check: 'unsureMails', state: 'warning', params: { n: 1 } })
  laterBy(29)
  await runAt(server)
  expect(server.kept).toEqual([id])
  laterBy(30)
  await runAt(server)
  expect(await rows()).toMatchObject([{ outcome: 'unknown', attempts: 2, unsure: 2 }])
  laterBy(7 * 24 * 60)
  await runAt(server)
  expect(server.kept).toEqual([id, id])
  expect(await found()).toMatchObject({ state: 'warning', params: { n: 1 } })
  laterBy(8 * 24 * 60)
  expect(await found()).toMatchObject({ state: 'good' })
  expect(world.logged).toContainEqual(
    expect.objectContaining({ message: 'it is not known whether a mail arrived', messageId: id }),
  )
  await server.close()
})

test('the worker stops: what was handed over is not given back, what was not is due at once and has not arrived', async () => {
  const [until, goOn] = gate()
  const server = await startOddMailServer({
    odd: (n) => (n === 0 ? { in: 'data', how: 'late' } : { in: 'end', how: 'silent' }),
    until,
  })
  const [id] = await plannedMails(world, 1)
  const stopped = async (when: () => Promise<boolean>) => {
    const stopping = new AbortController()
    const running = runAt(server, stopping.signal).catch((error: unknown) => String(error))
    await expect.poll(when).toBe(true)
    stopping.abort(new Error('the worker stops'))
    return await running
  }
  expect(await stopped(async () => server.open() > 0)).toBe('Error: the worker stops')
  expect(await rows()).toMatchObject([{ attempts: 0, unsure: 0, handed_at: null, taken_until: null }])
  // It answers, and nobody is there any more.
  goOn()
  await expect.poll(() => server.open()).toBe(0)
  expect(server.kept).toEqual([])
  expect(await stopped(async () => server.kept.length > 0)).toBe(0)
  expect(await rows()).toMatchObject([
    { outcome: null, attempts: 1, unsure: 1, handed_at: null, taken_until: null },
  ])
  expect(server.kept).toEqual([id])
  await server.close()
})

test('who died before the end was handed over leaves no doubt; after it, twice, the mail is not sent a third time', async () => {
  const server = await startOddMailServer()
  await plannedMails(world, 1)
  const die = async (handed: boolean): Promise<void> => {
    const due = await taken()
    if (due === null) throw new Error('nothing is due')
    if (handed) await handOver(world.context.db, due)
    await world.context.db
      .updateTable('mail')
      .set({ taken_until: new Date(Date.now() - 1000) })
      .execute()
  }
  await die(false)
  await die(false)
  await die(true)
  await die(true)
  expect(await runAt(server)).toBe(0)
  expect(await rows()).toMatchObject([{ outcome: 'unknown' }])
  expect(server.kept).toEqual([])
  await server.close()
})

test('whose lease has passed to another hands nothing over', async () => {
  const [until, goOn] = gate()
  const server = await startOddMailServer({
    odd: (n) => (n === 0 ? { in: 'data', how: 'late' } : null),
    until,
  })
  const [id] = await plannedMails(world, 1)
  const slow = runAt(server)
  await expect.poll(() => server.open()).toBe(1)
  await world.context.db
    .updateTable('mail')
    .set({ taken_until: new Date(Date.now() - 1000) })
    .execute()
  expect(await runAt(server)).toBe(1)
  goOn()
  expect(await slow).toBe(0)
  expect([server.kept, await rows()]).toMatchObject([[id], [{ outcome: 'sent', unsure: 0 }]])
  await server.close()
})

test('leases are by the clock of the database: another machine’s, days wrong, takes nobody’s mail', async () => {
  await plannedMails(world, 1)
  const wrongBy = async (ms: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
    return await taken().finally(() => vi.useRealTimers())
  }
  const due = await wrongBy(-86_400_000)
  expect(due).not.toBeNull()
  expect([await taken(), await wrongBy(86_400_000)]).toEqual([null, null])
  expect(due === null ? null : await handOver(world.context.db, due)).not.toBeNull()
  expect(await wrongBy(86_400_000)).toBeNull()

  // The database's own clock was set back since: nobody can have it for so long.
  const lie = (ms: number) =>
    world.context.db
      .updateTable('mail')
      .set({ taken_until: new Date(Date.now() + ms), handed_at: null })
      .execute()
  await lie(140_000)
  expect(await taken()).toBeNull()
  await lie(170_000)
  expect(await taken()).not.toBeNull()
  // The injected clock of a demo is none for leases.
  laterBy(60 * 24)
  expect(await taken()).toBeNull()
})

test('two at once by the deliveries of a worker: each mail once', async () => {
  const server = await startOddMailServer()
  const wanted = await plannedMails(world, 40)
  const context = contextOf(server)
  await twoDeliveries([context, context]).run()
  expect(server.kept.toSorted()).toEqual(wanted.toSorted())
  await server.close()
})
