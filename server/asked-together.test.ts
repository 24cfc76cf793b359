import { expect, test } from 'vitest'
import { AskedTogether } from './asked-together.ts'

/** Questions that are answered when the test says so. */
function held() {
  const asked: { keys: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = []
  const together = new AskedTogether<number, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({
          keys,
          answer: () => resolve(new Map(keys.filter((key) => key > 0).map((key) => [key, `found ${key}`]))),
          fail: reject,
        })
      }),
  )
  return { asked, together }
}

test('who comes first is asked for at once; who comes meanwhile together, in a question of their own', async () => {
  const { asked, together } = held()
  const found = [1, 2, 3, 3, -4].map((key) => together.find(key))
  expect(asked.map(({ keys }) => keys)).toEqual([[1], [2]])
  asked[0]?.answer()
  await expect(found[0]).resolves.toBe('found 1')
  await expect.poll(() => asked.map(({ keys }) => keys)).toEqual([[1], [2], [3, -4]])
  asked[1]?.answer()
  asked[2]?.answer()
  expect(await Promise.all(found)).toEqual(['found 1', 'found 2', 'found 3', 'found 3', undefined])
})

test('a question that fails fails for those it was asked for, and the next is asked', async () => {
  const { asked, together } = held()
  const [one, two, three] = [together.find(1), together.find(2), together.find(3)]
  asked[0]?.fail(new Error('away'))
  await expect(one).rejects.toThrow('away')
  await expect.poll(() => asked.length).toBe(3)
  asked[1]?.answer()
  asked[2]?.answer()
  expect(await Promise.all([two, three])).toEqual(['found 2', 'found 3'])
})

test('never more than five hundred in one question', async () => {
  const { asked, together } = held()
  const all = Array.from({ length: 1002 }, (_, n) => together.find(n + 1))
  for (let n = 0; n < 4; n += 1) {
    await expect.poll(() => asked.length).toBeGreaterThan(n)
    asked[n]?.answer()
  }
  expect(asked.map(({ keys }) => keys.length)).toEqual([1, 1, 500, 500])
  expect(await Promise.all(all)).toHaveLength(1002)
})
