import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { warmGost } from '../../eds/gost3410.ts'
import type { Answer, Asked } from './thread-in-hand.ts'
import { work } from './work.ts'

// The program of a thread: does what it is asked, one piece after another (server/threads/thread-in-hand.ts).

// Linux takes it of this thread alone: where processors are short, who answers everybody goes first.
if (process.platform === 'linux') setPriority(0, 5)

parentPort?.on('message', async (asked: Asked) => {
  const answer = await answerTo(asked)
  parentPort?.postMessage(answer, 'result' in answer ? ownBytes(answer.result) : [])
})

// The first signature would take twice as long as the next.
warmGost()

/** What is not copied on its way back, since nobody here needs it any more. */
function ownBytes(result: unknown): ArrayBuffer[] {
  const pdf = typeof result === 'object' && result !== null && 'pdf' in result ? result.pdf : null
  return pdf instanceof Uint8Array && pdf.buffer instanceof ArrayBuffer ? [pdf.buffer] : []
}

async function answerTo({ kind, input }: Asked): Promise<Answer> {
  try {
    const does = work[kind as keyof typeof work] as (given: unknown) => unknown
    return { result: await does(input) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { name, message, stack = '' } = error
    return { error: { name, message, stack } }
  }
}
