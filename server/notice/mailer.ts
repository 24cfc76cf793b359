import type { MailConfig } from '../config.ts'
import type { ComposedMail } from './mail-frame.ts'

/** A mail as it goes to the mail server. */
export interface AddressedMail extends ComposedMail {
  readonly to: string
  /** `<id@host>`: the same for every try of one mail. */
  readonly messageId: string
  readonly date: Date
  /** Where mails are turned off; only for those that come unasked. */
  readonly unsubscribe: string | null
}

/** What became of a try. `reply` is the server's code, `reason` a code without personal data. */
export type MailTry =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reply: number }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Mailer {
  /** One try; never throws for what the mail server does. Broken off by `signal`, it throws the signal's reason. */
  send(mail: AddressedMail, signal: AbortSignal): Promise<MailTry>
}

const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
}

/** Mail over SMTP, a connection each. The library is loaded with the first mail: an idle worker does without. */
export function smtpMailer({ smtpUrl, from }: MailConfig): Mailer {
  return {
    send: async (mail, signal) => {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ url: smtpUrl, ...timeouts })
      let stop = (): void => {}
      const gone = new Promise<never>((_, reject) => {
        stop = () => reject(signal.reason)
      })
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      try {
        const sending = transport.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          date: mail.date,
          textEncoding: 'base64',
          headers: headersOf(mail, from),
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        await Promise.race([sending, gone])
        return { kind: 'sent' }
      } catch (error) {
        if (signal.aborted) throw error
        return tryOf(error)
      } finally {
        signal.removeEventListener('abort', stop)
        transport.close()
      }
    },
  }
}

/** RFC 3834: a machine wrote it, so no machine answers; RFC 2369: where it is turned off. */
function headersOf(mail: AddressedMail, from: string): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(mail.unsubscribe === null
      ? {}
      : { 'List-Id': `<notices.${hostOf(from)}>`, 'List-Unsubscribe': `<${mail.unsubscribe}>` }),
  }
}

/** The domain of a sender such as `Otinish <no-reply@example.kz>`. */
export const hostOf = (from: string): string => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'

interface SmtpFault {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/**
 * A 5xx to the recipient or to the message is for good: the address is refused (RFC 5321 4.2.1). A 5xx to our
 * sign-in or our sender is our own fault, and no reason to give a client's address up.
 */
function tryOf(error: unknown): MailTry {
  const { code, command, responseCode } = error as SmtpFault
  const aboutIt = command === 'RCPT TO' || command === 'DATA'
  if (aboutIt && responseCode !== undefined && responseCode >= 500) {
    return { kind: 'refused', reply: responseCode }
  }
  return { kind: 'failed', reason: [code ?? 'error', command, responseCode].filter(Boolean).join(' ') }
}
