import type { Context } from '../context.ts'
import { queueJob } from '../queue-job.ts'
import { isMailDue } from './mail-store.ts'

/** Mails whose next try has come are a job of their own: a mail server that hangs holds up no registration. */
export async function queueDueMail(context: Context): Promise<void> {
  if (context.config.mail === null || !(await isMailDue(context.db, context.now()))) return
  await queueJob(context.db, 'send-mail', {})
}
