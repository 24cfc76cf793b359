import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import {
  endLeases,
  plannedMails,
  twiceKept,
  twoDeliveries,
  unsureIds,
  waitingMails,
} from '../../test/mail-storm.ts'
import { killed, workerOf } from '../../test/worker-process.ts'
import { createWorld, type World } from '../../test/world.ts'

const count = 10_000
let world: World
let mail: MailProcess
let startWorker: () => ChildProcess
beforeAll(async () => {
  mail = await startMailProcess({ most: 2 * count, dripMs: 1 })
  // The workers have the clock of the machine: by it the mails are as new as they are.
  world = await createWorld({ now: new Date().toISOString(), mail: mail.config })
  startWorker = await workerOf(world.context.config)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

const until = async (many: number) =>
  await expect
    .poll(async () => count - (await waitingMails(world.context)), { timeout: 600_000, interval: 200 })
    .toBeGreaterThan(many)

test('10,000 mails, workers and mail server killed in the middle: none lost, none twice but where the rows say that it may be', async () => {
  const began = performance.now()
  const wanted = await plannedMails(world, count)
  const workers = [startWorker(), startWorker()]
  await until(0.2 * count)
  for (const worker of workers) await killed(worker)
  const again = [startWorker(), startWorker()]
  await until(0.4 * count)
  await mail.killAndRestart()
  await until(0.4 * count + 10)
  for (const worker of again) await killed(worker)
  const second = connect(world.database.appUrl, { max: 2 })
  try {
    // Later than any pause between two tries, by the clock of the workers.
    world.setNow(new Date(Date.now() + 86_400_000).toISOString())
    const contexts = [world.context, { ...world.context, db: second }]
    const first = twoDeliveries(contexts)
    const running = first.run()
    await until(0.7 * count)
    await mail.killAndRestart()
    await first.stop(0)
    await running
    // A dead taker's mail is theirs for half an hour, which nobody waits for here.
    for (let days = 2; (await waitingMails(world.context)) > 0 && days < 6; days += 1) {
      await endLeases(world.context)
      world.setNow(new Date(Date.now() + days * 86_400_000).toISOString())
      await twoDeliveries(contexts).run()
    }
  } finally {
    await second.destroy()
  }
  const kept = await mail.kept()
  expect(new Set(kept.map(({ messageId }) => messageId))).toEqual(new Set(wanted))
  const { ids, differing } = await twiceKept(mail)
  expect(differing).toEqual([])
  const unsure = await unsureIds(world.context)
  expect(ids.filter((id) => !unsure.has(id))).toEqual([])
  expect(kept.length - wanted.length).toBe(ids.length)
  // Two senders, six deaths: each leaves one mail of each sender in doubt.
  expect(unsure.size).toBeLessThanOrEqual(12)
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`${wanted.length} mails in ${seconds} s; in doubt ${unsure.size}, kept twice ${ids.length}`)
}, 1_800_000)
