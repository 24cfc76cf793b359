import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { isOutage } from '../http/outage.ts'
import { ThreadLost } from './thread-in-hand.ts'
import { Threads, type ThreadsPace } from './threads.ts'

const usual: ThreadsPace = {
  program: join(projectRoot(), 'test/fixtures/thread.mjs'),
  most: 1,
  heapMb: 64,
  mostWaiting: 100,
  mostWaitingOfOwner: 50,
  waitMs: 60_000,
  longestMs: 60_000,
  idleMs: 60_000,
}

const open: Threads[] = []
const threadsAt = (pace: Partial<ThreadsPace> = {}): Threads => {
  const threads = new Threads({ ...usual, ...pace })
  open.push(threads)
  return threads
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((threads) => threads.end()))
})

const by = (owner: string, isGone = () => false) => ({ owner, isGone })
const say = (input: unknown) => ({ kind: 'say', input })
/** Its word, the code of a no, or `lost`. */
const endOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.catch((error: Error) => (error instanceof ThreadLost ? 'lost' : error.message))

describe('threads', () => {
  it('there are none before there is work, no more than there may be, and none again after a while', async () => {
    const threads = threadsAt({ most: 2, idleMs: 50 })
    expect(threads.size).toBe(0)
    const answers = Promise.all([1, 2, 3, 4].map((n) => threads.run(say(n), by(`client ${n}`))))
    expect(threads.size).toBe(2)
    expect(await answers).toEqual([1, 2, 3, 4])
    await expect.poll(() => threads.size).toBe(0)
    expect(await threads.run(say('again'), by('a'))).toBe('again')
  })

  it('take owners in turn, however much one of them has asked before', async () => {
    const threads = threadsAt()
    const order: unknown[] = []
    const ask = (owner: string, word: string) =>
      threads.run(say(word), by(owner)).then((said) => order.push(said))
    const asked = ['a1', 'a2', 'a3', 'a4'].map((word) => ask('a', word))
    asked.push(ask('b', 'b1'), ask('c', 'c1'))
    await Promise.all(asked)
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4'])
  })

  it('leave this process’s own thread to others', async () => {
    const threads = threadsAt()
    await threads.run(say('warm'), by('a'))
    const working = threads.run({ kind: 'work', input: 300 }, by('a'))
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 5)
    await working
    clearInterval(timer)
    // On this thread it would have been none.
    expect(turns).toBeGreaterThan(3)
  })

  it('refuse in words what is too much: of one owner, and of everybody', async () => {
    const threads = threadsAt({ mostWaiting: 3, mostWaitingOfOwner: 2 })
    const asked = ['a', 'a', 'a', 'a', 'b', 'c'].map((owner) => endOf(threads.run(say(owner), by(owner))))
    // The first of them is at work and waits no more.
    expect(await Promise.all(asked)).toEqual(['a', 'a', 'a', 'too_much_at_once', 'b', 'unavailable'])
  })

  it('refuse what waits too long', async () => {
    const threads = threadsAt({ waitMs: 30 })
    const hangs = endOf(threads.run({ kind: 'hang', input: null }, by('a')))
    await expect(threads.run(say('late'), by('b'))).rejects.toMatchObject({
      status: 503,
      code: 'unavailable',
    })
    await threads.end()
    expect(await hangs).toBe('lost')
  })

  it('do not begin what nobody waits for any more', async () => {
    const threads = threadsAt()
    let gone = false
    const first = threads.run({ kind: 'work', input: 20 }, by('a'))
    const left = endOf(
      threads.run(
        say('left'),
        by('a', () => gone),
      ),
    )
    const stays = threads.run(say('stays'), by('b'))
    gone = true
    expect(await Promise.all([first, left, stays])).toEqual([20, 'too_much_at_once', 'stays'])
  })

  it('tell an error of the work in its own words, and go on', async () => {
    const threads = threadsAt()
    const failed = await threads.run({ kind: 'throw', input: 'why' }, by('a')).catch((error: Error) => error)
    expect(failed).toMatchObject({ name: 'Odd', message: 'why', stack: 'there' })
    expect(isOutage(failed)).toBe(false)
    expect(await threads.run(say('next'), by('a'))).toBe('next')
    expect(threads.size).toBe(1)
  })

  it.each(['exit', 'fault', 'eat', 'hang'])(
    'are replaced when one is lost (%s), and what waits is done',
    async (kind) => {
      const threads = threadsAt({ longestMs: kind === 'hang' ? 4000 : 60_000 })
      const lost = threads.run({ kind, input: null }, by('a')).catch((error: unknown) => error)
      const after = ['b', 'c'].map((owner) => threads.run(say(owner), by(owner)))
      expect(await Promise.all(after)).toEqual(['b', 'c'])
      const error = await lost
      expect(error).toBeInstanceOf(ThreadLost)
      expect(isOutage(error)).toBe(true)
      expect(threads.size).toBe(1)
    },
  )

  it('refuse everything once the process ends, and take nothing more', async () => {
    const threads = threadsAt()
    const asked = [threads.run({ kind: 'hang', input: null }, by('a')), threads.run(say('b'), by('b'))].map(
      endOf,
    )
    await sleep(20)
    await threads.end()
    expect(await Promise.all(asked)).toEqual(['lost', 'lost'])
    expect(await endOf(threads.run(say('c'), by('c')))).toBe('lost')
    expect(threads.size).toBe(0)
  })

  it('know nothing of the environment, where the master key may be', async () => {
    expect(await threadsAt().run({ kind: 'environment', input: null }, by('a'))).toEqual([])
  })
})
