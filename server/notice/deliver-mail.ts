import type { Context } from '../context.ts'
import { type OneAtATime, oneAtATime } from '../one-at-a-time.ts'
import { smtpMailer } from './mailer.ts'
import { sendDueMail } from './send-mail.ts'

/** Sends what is due, one run at a time in this process; without a mail server it has nothing to do. */
export function mailDeliveryOf(context: Context): OneAtATime {
  const { mail } = context.config
  if (mail === null) return oneAtATime(async () => {})
  const mailer = smtpMailer(mail)
  return oneAtATime((stopping) => sendDueMail(context, mailer, stopping))
}
