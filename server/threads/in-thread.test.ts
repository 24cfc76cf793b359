import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyCms } from '../../eds/verify.ts'
import { sampleLetter, sampleReply, sampleViewingCopy } from '../../test/letter-samples.ts'
import { createSignedWorld, issueKey, type SignedWorld, signBytes } from '../../test/signed-world.ts'
import type { AskedFrom, Context } from '../context.ts'
import { renderLetter } from '../letter/render-letter.ts'
import { renderReply } from '../letter/render-reply.ts'
import { renderViewingCopy } from '../letter/render-viewing-copy.ts'
import { inThread } from './in-thread.ts'
import { Threads } from './threads.ts'

const now = '2026-01-12T05:00:00Z'
let world: SignedWorld
let asked: Context
beforeAll(async () => {
  world = await createSignedWorld(now)
  const from: AskedFrom = {
    requestId: crypto.randomUUID(),
    address: '198.51.100.7',
    device: '',
    owner: 'somebody',
    isGone: () => false,
  }
  asked = { ...world.context, from }
})
afterAll(() => world.close())

const run = vi.spyOn(Threads.prototype, 'run')
afterAll(() => run.mockRestore())

describe('work in a thread comes to the same as on the process’s own', () => {
  it('a letter, byte for byte, and its pages', async () => {
    const letter = sampleLetter({ paragraphs: ['Құрметті басқарма! '.repeat(200), '№ 12'] })
    const here = renderLetter(letter)
    const there = await inThread(asked, 'letterPages', letter)
    expect(run).toHaveBeenCalledOnce()
    expect(there).toEqual({ ...here })
    expect(createHash('sha256').update(there.pdf).digest('hex')).toBe(here.sha256)
    expect((await inThread(asked, 'letter', letter)).sha256).toBe(here.sha256)
  })

  it('a reply and a viewing copy', async () => {
    expect(await inThread(asked, 'replyPages', sampleReply())).toEqual({ ...renderReply(sampleReply()) })
    const copy = sampleViewingCopy()
    expect((await inThread(asked, 'viewingCopy', copy)).sha256).toBe(renderViewingCopy(copy).sha256)
  })

  it.each(['rsa', 'gost2015'] as const)('a verdict, good and bad, of a key of %s', async (algorithm) => {
    const key = await issueKey(world.authority, { algorithm })
    const content = new Uint8Array(randomBytes(40_000))
    const cms = await signBytes(key, content, Date.parse(now))
    const verification = {
      cms,
      content,
      at: Date.parse(now),
      now: Date.parse(now),
      ...world.context.trust,
      expectIin: '921125270019',
      purpose: 'letter',
    } as const
    const there = await inThread(asked, 'verdict', verification)
    expect(there.result).toBe('valid')
    expect(there).toEqual(await verifyCms(verification))
    // What was given is the caller's still: the bytes that were checked are the bytes that are kept.
    expect(content.length).toBe(40_000)
    const other = { ...verification, content: content.with(0, (content[0] ?? 0) ^ 1) }
    expect(await inThread(asked, 'verdict', other)).toMatchObject({ code: 'digest_mismatch' })
  })

  it('tells what the work throws', async () => {
    const letter = sampleLetter({ date: 'no date' })
    const here = await inThread(world.context, 'letter', letter).catch((error: Error) => error.message)
    const there = await inThread(asked, 'letter', letter).catch((error: Error) => error.message)
    expect(there).toBe(here)
    expect(typeof there).toBe('string')
  })
})

/** The nice values of this process's threads (proc(5), stat, field 19). */
const niceValues = (): (string | undefined)[] =>
  readdirSync('/proc/self/task').map(
    (id) => readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[16],
  )

it('threads, and they alone, come after who answers everybody', async () => {
  await inThread(asked, 'letter', sampleLetter())
  // Where priorities are of threads.
  if (process.platform === 'linux') expect(niceValues()).toContain('5')
  expect(getPriority()).toBe(0)
})

describe('work is done here and now', () => {
  it('where nobody asked over HTTP', async () => {
    run.mockClear()
    expect((await inThread(world.context, 'letter', sampleLetter())).pageCount).toBe(1)
    expect(run).not.toHaveBeenCalled()
  })

  it('within a transaction, so that neither locks nor a connection wait for a turn', async () => {
    run.mockClear()
    await world.context.db.transaction().execute(async (db) => {
      expect((await inThread({ ...asked, db }, 'letter', sampleLetter())).pageCount).toBe(1)
    })
    expect(run).not.toHaveBeenCalled()
  })
})
