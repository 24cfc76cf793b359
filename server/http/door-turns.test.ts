import { expect, test } from 'vitest'
import { DoorTurns } from './door-turns.ts'

/** Work that ends when it is told, and what has begun so far, in order. */
function work() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const begin = (name: string) => async (): Promise<void> => {
    begun.push(name)
    await new Promise<void>((resolve) => ends.set(name, resolve))
  }
  return { begun, begin, end: (name: string) => ends.get(name)?.() }
}

test('who comes alone passes a crowd at one address, a known browser passes all of them', async () => {
  const turns = new DoorTurns()
  const { begun, begin, end } = work()
  const ended: Promise<void>[] = []
  for (let n = 0; n < 20; n += 1) ended.push(turns.inTurn('others', '203.0.113.5', begin(`crowd ${n}`)))
  await expect.poll(() => begun).toEqual(['crowd 0'])
  ended.push(turns.inTurn('others', '192.0.2.1', begin('alone')))
  await expect.poll(() => begun).toEqual(['crowd 0', 'alone'])
  // Of all addresses two are at work now; a third waits, ahead of the crowd's nineteen.
  ended.push(turns.inTurn('others', '192.0.2.2', begin('third')))
  ended.push(turns.inTurn('known', 'a device', begin('known')))
  await expect.poll(() => begun).toEqual(['crowd 0', 'alone', 'known'])
  end('crowd 0')
  await expect.poll(() => begun).toEqual(['crowd 0', 'alone', 'known', 'third'])
  for (const name of ['alone', 'known', 'third']) end(name)
  for (let n = 1; n < 20; n += 1) {
    await expect.poll(() => begun).toContain(`crowd ${n}`)
    end(`crowd ${n}`)
  }
  await Promise.all(ended)
})

test('of one address five hundred wait, more are refused; work that fails gives its place back', async () => {
  const turns = new DoorTurns()
  const { begun, begin, end } = work()
  const failing = turns.inTurn('others', 'here', async () => {
    await begin('first')()
    throw new Error('failed')
  })
  await expect.poll(() => begun).toEqual(['first'])
  const waiting = Array.from({ length: 500 }, () => turns.inTurn('others', 'here', async () => 'in'))
  await expect(turns.inTurn('others', 'here', async () => 'in')).rejects.toMatchObject({
    status: 429,
    code: 'too_much_at_once',
  })
  end('first')
  await expect(failing).rejects.toThrow('failed')
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['in']))
})
