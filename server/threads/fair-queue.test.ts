import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FairQueue } from './fair-queue.ts'

const all = <Item>(queue: FairQueue<Item>): Item[] => {
  const taken: Item[] = []
  for (let next = queue.next(); next !== undefined; next = queue.next()) taken.push(next)
  return taken
}

describe('what waits for its turn', () => {
  it('is taken owner by owner, each in their own order', () => {
    const queue = new FairQueue<string>()
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(item.charAt(0), item)
    expect(queue.sizeOf('a')).toBe(3)
    expect(all(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
    expect(queue.size).toBe(0)
  })

  it('lets nobody who has had their turn pass another by asking again', () => {
    const queue = new FairQueue<string>()
    queue.add('a', 'a1')
    queue.add('b', 'b1')
    expect(queue.next()).toBe('a1')
    queue.add('a', 'a2')
    expect(all(queue)).toEqual(['b1', 'a2'])
  })

  it('no more waits once it is taken out, and others keep their places', () => {
    const queue = new FairQueue<string>()
    for (const item of ['a1', 'a2', 'b1']) queue.add(item.charAt(0), item)
    queue.remove('a', 'a1')
    queue.remove('a', 'a1')
    queue.remove('c', 'c1')
    expect([queue.size, queue.sizeOf('a')]).toEqual([2, 1])
    expect(all(queue)).toEqual(['a2', 'b1'])
  })

  it('nobody waits for more than one of each other owner', () => {
    const owners = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
    fc.assert(
      fc.property(owners, (asked) => {
        const queue = new FairQueue<string>()
        for (const owner of asked) queue.add(owner, owner)
        const order = all(queue)
        expect([...order].sort()).toEqual([...asked].sort())
        for (const [at, owner] of order.entries()) {
          const since = order.lastIndexOf(owner, at - 1)
          const between = at === 0 || since < 0 ? order.slice(0, at) : order.slice(since + 1, at)
          expect(new Set(between).size).toBe(between.length)
        }
      }),
    )
  })
})
