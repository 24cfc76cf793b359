import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { Threads } from './threads.ts'
import { type Work, work } from './work.ts'

const pace = {
  heapMb: 512,
  mostWaiting: 600,
  mostWaitingOfOwner: 200,
  waitMs: 60_000,
  longestMs: 120_000,
  // The next letter finds the engine loaded, which takes longer than the letter; a quiet night gives the memory back.
  idleMs: 300_000,
}

/** Those of this process, by their program: there is one, but where tests have their own. */
const pools = new Map<string, Threads>()

/**
 * Does heavy work in a thread, in turn with what other accounts ask, so that this process's own thread answers
 * everybody meanwhile (docs/decisions/0052). Throws what the work throws, 429 `too_much_at_once`, 503 `unavailable`.
 *
 * Two things are done here and now. What nobody asked over HTTP: in the worker and at the command line nobody waits for
 * anything else. And what is asked within a transaction, whose locks and connection would wait for the turn too: so do
 * it before.
 */
export async function inThread<Kind extends keyof Work>(
  { from, config, db }: Pick<Context, 'from' | 'config' | 'db'>,
  kind: Kind,
  given: Work[Kind]['given'],
): Promise<Work[Kind]['made']> {
  if (from === undefined || db.isTransaction) return await work[kind](given)
  // Whatever the table makes of this kind.
  return (await threadsOf(config).run({ kind, input: given }, from)) as Work[Kind]['made']
}

function threadsOf({ threads: { most, program } }: Config): Threads {
  const known = pools.get(program) ?? new Threads({ ...pace, most, program })
  pools.set(program, known)
  return known
}

/** What was configured so ends, and its threads with it: those of another program in this process go on. */
export async function endThreads({ threads: { program } }: Config): Promise<void> {
  await pools.get(program)?.end()
  pools.delete(program)
}
