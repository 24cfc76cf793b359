import type { Context } from '../context.ts'
import { type OneAtATime, oneAtATime } from '../one-at-a-time.ts'
import { smtpMailer } from './mailer.ts'
import { sendDueMail } from './send-mail.ts'

/** Sends what is due, after `first`; one run at a time in this process. Without a mail server it has nothing to do. */
export function mailDeliveryOf(context: Context, first: () => Promise<unknown> = async () => {}): OneAtATime {
  const { mail } = context.config
  if (mail === null) return oneAtATime(async () => {})
  const mailer = smtpMailer(mail)
  return oneAtATime(async (stopping) => {
    await first()
    await sendDueMail(context, mailer, stopping)
  })
}
