import type { TaskList } from 'graphile-worker'
import { scanFiles } from '../attachment/scan-files.ts'
import type { Context } from '../context.ts'
import type { MailDelivery } from '../notice/deliver-mail.ts'
import { runBulks } from '../office/bulk/run-bulks.ts'
import type { JobName } from '../queue-job.ts'
import { registerDue } from '../registry/register.ts'
import { keepSearch } from '../search/keep-search.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { stampSignatures } from '../signature/stamp-signatures.ts'
import { sweep } from './sweep.ts'

/** What the worker does for each job: one call of a verb. Every one may run twice without doing anything twice. */
export function taskList(context: Context, delivery: MailDelivery): TaskList {
  const tasks: Record<JobName, () => Promise<unknown>> = {
    'register-sent': () => registerDue(context),
    'scan-files': () => scanFiles(context),
    'check-revocation': () => checkRevocations(context),
    'stamp-signatures': () => stampSignatures(context),
    'keep-search': () => keepSearch(context, 'lacking'),
    'run-bulks': () => runBulks(context),
    'send-mail': () => delivery.deliver(),
    sweep: () => sweep(context),
  }
  return Object.fromEntries(
    Object.entries(tasks).map(([name, run]) => [name, async () => void (await run())]),
  )
}
