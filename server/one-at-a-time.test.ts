import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('asked for while it runs, it looks once more before it ends, and nobody waits twice', async () => {
  let runs = 0
  let atOnce = 0
  let most = 0
  const work = oneAtATime(async () => {
    runs += 1
    atOnce += 1
    most = Math.max(most, atOnce)
    await wait(10)
    atOnce -= 1
  })
  await Promise.all([work.run(), work.run(), work.run()])
  expect({ runs, most }).toEqual({ runs: 2, most: 1 })
  await work.run()
  expect(runs).toBe(3)
})

test('a fault reaches who asked, and the next run is a new one', async () => {
  let fails = true
  const work = oneAtATime(async () => {
    if (fails) throw new Error('broken')
  })
  await expect(work.run()).rejects.toThrow('broken')
  fails = false
  await expect(work.run()).resolves.toBeUndefined()
})

test('who asked during a run that fails is not lost: it runs once more', async () => {
  let runs = 0
  const work = oneAtATime(async () => {
    runs += 1
    await wait(5)
    if (runs === 1) throw new Error('broken')
  })
  const first = work.run()
  await work.run()
  await expect(first).rejects.toThrow('broken')
  expect(runs).toBe(2)
})

test('what hangs is told to stop after the grace, quietly, and begins no more', async () => {
  let runs = 0
  const work = oneAtATime(
    (stopping) =>
      new Promise((_, reject) => {
        runs += 1
        stopping.addEventListener('abort', () => reject(stopping.reason))
      }),
  )
  const running = work.run()
  await work.stop(20)
  await expect(running).resolves.toBeUndefined()
  await work.run()
  expect(runs).toBe(1)
})
