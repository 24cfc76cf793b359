import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { plannedMails, twiceKept, twoDeliveries, waitingMails } from '../../test/mail-storm.ts'
import { createWorld, type World } from '../../test/world.ts'

// The long one, with real workers that are killed: mail-storm.wide.test.ts.
let world: World
let mail: MailProcess
beforeAll(async () => {
  mail = await startMailProcess({ most: 1000, dripMs: 2 })
  world = await createWorld({ now: '2026-01-12T05:00:00Z', mail: mail.config })
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

test('the mail server dies in the middle, delivery is broken off, two send at once: none lost, no other words under one id', async () => {
  const wanted = await plannedMails(world, 120)
  const second = connect(world.database.appUrl, { max: 2 })
  try {
    const contexts = [world.context, { ...world.context, db: second }]
    const first = twoDeliveries(contexts)
    const running = first.run()
    await expect.poll(async () => (await mail.kept()).length, { timeout: 30_000 }).toBeGreaterThan(30)
    await mail.killAndRestart()
    await setTimeout(50)
    await first.stop(0)
    await running
    for (let day = 13; (await waitingMails(world.context)) > 0 && day < 19; day += 1) {
      world.setNow(`2026-01-${day}T05:00:00Z`)
      await twoDeliveries(contexts).run()
    }
  } finally {
    await second.destroy()
  }
  const kept = await mail.kept()
  expect(new Set(kept.map(({ messageId }) => messageId))).toEqual(new Set(wanted))
  const { ids, differing } = await twiceKept(mail)
  expect(differing).toEqual([])
  // Only where the server died, or we broke off, between keeping and saying so; two senders, two such moments.
  expect(ids.length).toBeLessThanOrEqual(4)
})
