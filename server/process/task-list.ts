import type { TaskList } from 'graphile-worker'
import type { Context } from '../context.ts'
import { type JobName, queueJob } from '../queue-job.ts'
import { registerDue } from '../registry/register.ts'
import { type LastingWork, lastingJobs, sweptJobs } from './lasting-work.ts'
import { sweepDue } from './sweep.ts'

/** Registrations and sweeps have so many places of the worker that nothing else can take. */
const ownPlaces = 2

/** As many jobs as a worker does at once. */
export const places = ownPlaces + lastingJobs.length

/** What the worker does for each job: one call of a verb. Every one may run twice without doing anything twice. */
export function taskList(context: Context, lasting: LastingWork): TaskList {
  const tasks: Record<JobName, () => Promise<unknown>> = {
    'register-sent': () => registerDue(context),
    sweep: async () => {
      await sweepDue(context)
      // As jobs of their own: this one holds its place no longer than it must, and who waits for all of them can.
      for (const job of sweptJobs) await queueJob(context.db, job, {})
    },
    'send-signed': lasting['send-signed'].run,
    'scan-files': lasting['scan-files'].run,
    'check-revocation': lasting['check-revocation'].run,
    'stamp-signatures': lasting['stamp-signatures'].run,
    'tell-signals': lasting['tell-signals'].run,
    'send-mail': lasting['send-mail'].run,
    'run-bulks': lasting['run-bulks'].run,
    'run-hand-overs': lasting['run-hand-overs'].run,
    'make-editions': lasting['make-editions'].run,
    'check-books': lasting['check-books'].run,
    'keep-search': lasting['keep-search'].run,
  }
  return Object.fromEntries(
    Object.entries(tasks).map(([name, run]) => [name, async () => void (await run())]),
  )
}
