import type { Context } from '../context.ts'
import { smtpMailer } from './mailer.ts'
import { sendDueMail } from './send-mail.ts'

/** How long a mail under way may take to end in order when the worker stops. */
const graceMs = 3000

/** Sends what is due, one run at a time in this process, however often it is called. */
export interface MailDelivery {
  deliver(): Promise<void>
  /** Lets the mail under way end, or breaks it off after the grace: it stays due. */
  stop(): Promise<void>
}

/** The worker's delivery of mail; without a mail server it has nothing to do. */
export function mailDeliveryOf(context: Context): MailDelivery {
  const { mail } = context.config
  if (mail === null) return { deliver: async () => {}, stop: async () => {} }
  const mailer = smtpMailer(mail)
  const stopping = new AbortController()
  let running = false
  let again = false
  let last: Promise<void> = Promise.resolve()

  const deliverAll = async (): Promise<void> => {
    running = true
    try {
      do {
        again = false
        await sendDueMail(context, mailer, stopping.signal)
      } while (again && !stopping.signal.aborted)
    } finally {
      running = false
    }
  }
  return {
    deliver: async () => {
      if (running) {
        // The run under way looks once more before it ends; a second one would only hold the runner up.
        again = true
        return
      }
      last = deliverAll()
      await last
    },
    stop: async () => {
      const timer = setTimeout(() => stopping.abort(new Error('the worker stops')), graceMs)
      await last.catch(() => undefined)
      clearTimeout(timer)
      stopping.abort(new Error('the worker stops'))
    },
  }
}
