import type { Context } from '../context.ts'
import { queueJob } from '../queue-job.ts'

/** Signals are a job of their own: ten thousand at opening hold up no registration. */
export async function queueSignals({ db }: Context): Promise<void> {
  await queueJob(db, 'tell-signals', {})
}
