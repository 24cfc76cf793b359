import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuse } from '../../../domain/refusal.ts'
import { RetryWait } from './retry-wait.ts'
import {
  LineCut,
  nextPartBytes,
  OutOfStep,
  sendUpload,
  type UploadLine,
  UploadRefusal,
  type Way,
} from './send-upload.ts'

/** What becomes of a request: it works; nothing of it arrives; a share of its bytes arrives; its answer is lost. */
type Fate = 'works' | 'cut' | 'half' | 'answerLost' | 'session' | 'forgotten'

/** A server that keeps bytes, behind a line with these fates, one a request; after them all works. */
function playedServer(size: number, fates: readonly Fate[]) {
  const left = [...fates]
  let kept = Buffer.alloc(0)
  let id = 0
  let sent = 0
  /** Of parts that failed. */
  let lost = 0
  const fate = (): Fate => left.shift() ?? 'works'
  const state = () => ({ id: `u${id}`, offset: kept.length, attached: size === kept.length })
  const through = async <T>(act: (fate: Fate) => T | Promise<T>): Promise<T> => {
    const now = fate()
    if (now === 'cut') throw new LineCut()
    if (now === 'session') throw new LineCut('session')
    if (now === 'forgotten' && kept.length < size) {
      kept = Buffer.alloc(0)
      id += 1
    }
    const answer = await act(now)
    if (now === 'answerLost' || now === 'half') throw new LineCut()
    return answer
  }
  const known = new Set<string>()
  const line: UploadLine = {
    begin: () =>
      through(() => {
        known.add(`u${id}`)
        return state()
      }),
    ask: (asked) => through(() => (asked === `u${id}` && known.has(asked) ? state() : null)),
    send: (asked, offset, part) => {
      const answer = through(async (now) => {
        const bytes = new Uint8Array(await part.arrayBuffer())
        sent += bytes.length
        if (asked !== `u${id}` || offset !== kept.length) throw new OutOfStep()
        kept = Buffer.concat([kept, bytes.subarray(0, now === 'half' ? bytes.length >> 1 : bytes.length)])
        return state()
      })
      return answer.catch((error: unknown) => {
        lost += part.size
        throw error
      })
    },
  }
  return { line, kept: () => kept, sent: () => sent, lost: () => lost }
}

const partSize = 64
const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31) % 251)
const patience = (ways: Way[] = [], pauses: string[] = [], abort = new AbortController()) => ({
  signal: abort.signal,
  onWay: (way: Way) => ways.push(way),
  onBegun: () => {},
  pause: async (why: string, failures: number) => {
    pauses.push(`${why} ${failures}`)
  },
})

describe('an upload that resumes', () => {
  it('sends part after part, each byte once', async () => {
    const size = 2 * partSize + 5
    const server = playedServer(size, [])
    await sendUpload(server.line, new Blob([bytesOf(size)]), patience(), partSize)
    expect(server.kept().equals(Buffer.from(bytesOf(size)))).toBe(true)
    expect(server.sent()).toBe(size)
  })

  it('sends more at a time on a good line, less on a thin one, and never nothing', () => {
    const mega = 1024 * 1024
    expect([499, 500, 3000, 3001].map((ms) => nextPartBytes(mega, ms))).toEqual([
      2 * mega,
      mega,
      mega,
      mega / 2,
    ])
    expect(nextPartBytes(2 * mega, 0)).toBe(2 * mega)
    expect(nextPartBytes(64 * 1024, 9000)).toBe(64 * 1024)
  })

  it('arrives whole whatever the line does, and a cut costs no more than its part', async () => {
    const fates = fc.constantFrom<Fate>('works', 'works', 'cut', 'half', 'answerLost', 'session', 'forgotten')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 * partSize + 9 }),
        fc.array(fates, { maxLength: 12 }),
        async (size, list) => {
          const server = playedServer(size, list)
          const pauses: string[] = []
          await sendUpload(server.line, new Blob([bytesOf(size)]), patience([], pauses), partSize)
          expect(server.kept().equals(Buffer.from(bytesOf(size)))).toBe(true)
          if (list.includes('forgotten')) return
          expect(server.sent()).toBeLessThanOrEqual(size + server.lost())
        },
      ),
    )
  })

  it('says when it waits, why, and from where it goes on', async () => {
    const ways: Way[] = []
    const pauses: string[] = []
    const size = partSize + 10
    const { line } = playedServer(size, ['works', 'works', 'cut', 'cut', 'session'])
    await sendUpload(line, new Blob([bytesOf(size)]), patience(ways, pauses), partSize)
    expect(pauses).toEqual(['line 1', 'line 2', 'session 3'])
    expect(ways.filter(({ kind }) => kind === 'paused').map(({ sent }) => sent)).toEqual(
      Array(3).fill(partSize),
    )
  })

  it("ends with the server's own no, and at once when stopped", async () => {
    const no = new UploadRefusal(refuse('file_encrypted'), false)
    const { line } = playedServer(10, [])
    const refusing = { ...line, send: () => Promise.reject(no) }
    await expect(sendUpload(refusing, new Blob([bytesOf(10)]), patience())).rejects.toBe(no)
    const abort = new AbortController()
    const cut = {
      ...line,
      begin: () => {
        abort.abort()
        return Promise.reject(new LineCut())
      },
    }
    await expect(sendUpload(cut, new Blob(['x']), patience([], [], abort))).rejects.toThrow(/abort/i)
  })
})

describe('the pause before another try', () => {
  it('grows to half a minute, ends when woken or stopped, and waits for a session only on its word', async () => {
    const asked: number[] = []
    const acts: (() => void)[] = []
    const wait = new RetryWait((act, ms) => {
      asked.push(ms)
      acts.push(act)
      return () => asked.push(-ms)
    })
    const { signal } = new AbortController()
    for (const failures of [1, 2, 3, 6, 50]) {
      const pause = wait.pause('line', failures, signal)
      acts.at(-1)?.()
      await pause
    }
    expect(asked.filter((ms) => ms > 0)).toEqual([1000, 2000, 4000, 30_000, 30_000])
    const session = wait.pause('session', 1, signal)
    wait.wake()
    await session
    const stop = new AbortController()
    const stopped = wait.pause('line', 1, stop.signal)
    stop.abort()
    await stopped
    expect(asked.filter((ms) => ms > 0).length).toBe(6)
  })
})
