import { Readable } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import type { MailConfig } from '../config.ts'
import type { ComposedMail } from './mail-frame.ts'
import { lineUntil } from './mail-line.ts'

/** A mail as it goes to the mail server. */
export interface AddressedMail extends ComposedMail {
  readonly to: string
  /** `<id@host>`: the same for every try of one mail. */
  readonly messageId: string
  readonly date: Date
  /** Where mails are turned off; only for those that come unasked. */
  readonly unsubscribe: string | null
}

/**
 * What became of a try. `failed`: it has certainly not arrived. `unknown`: all of it was handed over, and the server
 * said nothing. `reply` is the server's code, `reason` a code without personal data.
 */
export type MailTry =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reply: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** How long one mail may take, milliseconds, whatever the server drips meanwhile. */
export interface MailPatience {
  /** Until all but its end is with the server. */
  readonly wayMs: number
  /** Then until the server says what became of it. */
  readonly replyMs: number
}

export interface MailWay extends MailPatience {
  /** The end of our own process. */
  readonly stopping: AbortSignal
  /**
   * Asked when all but the end of the mail is with the server. From a yes on it may arrive; after a no, or when this
   * throws, it does not.
   */
  mayEnd(): Promise<boolean>
}

export interface Mailer {
  /**
   * One try; never throws for what the mail server does. Broken off by our own end before the mail was handed over, it
   * throws the reason of `stopping`. Nothing of the mail leaves this machine once it has ended.
   */
  send(mail: AddressedMail, way: MailWay): Promise<MailTry>
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000 }

/**
 * Mail over SMTP, a connection each, which is ours: it is destroyed when the mail's time is over. A server must forget
 * what was cut before its end (RFC 5321 4.1.1.5), so only the end itself, a dot on a line, makes a mail arrive. It is
 * held back until `mayEnd` has agreed. The library is loaded with the first mail: an idle worker does without.
 */
export function smtpMailer({ smtpUrl, from }: MailConfig): Mailer {
  return {
    send: async (mail, { stopping, wayMs, replyMs, mayEnd }) => {
      const { createTransport } = await import('nodemailer')
      const line = new AbortController()
      const cut = (reason: 'deadline' | 'stopped' | 'over') => () => line.abort(new LineCut(reason))
      const stopped = cut('stopped')
      let timer = setTimeout(cut('deadline'), wayMs)
      stopping.addEventListener('abort', stopped)
      if (stopping.aborted) stopped()

      let handed = false
      let asking: Promise<boolean> = Promise.resolve(false)
      async function* heldBack(text: Readable): AsyncGenerator<Uint8Array> {
        yield* text
        // The text is read on for a moment after the server refused it in the middle: that try is over.
        line.signal.throwIfAborted()
        asking = mayEnd()
        if (!(await asking)) throw Object.assign(new Error('the mail is not ours'), { code: 'notOurs' })
        line.signal.throwIfAborted()
        handed = true
        clearTimeout(timer)
        timer = setTimeout(cut('deadline'), replyMs)
      }
      const transport = createTransport({
        url: smtpUrl,
        ...timeouts,
        socketTimeout: wayMs + replyMs,
        getSocket: lineUntil(line.signal),
      })
      transport.use('stream', ({ message }, done) => {
        message.processFunc((text: Readable) => Readable.from(heldBack(text), { objectMode: false }))
        done()
      })
      try {
        await Promise.race([transport.sendMail(written(mail, from)), cutOff(line.signal)])
        // A good word for what the server has not got yet is none.
        if (!handed) throw Object.assign(new Error('answered before the end'), { code: 'EPROTOCOL' })
        return { kind: 'sent' }
      } catch (error) {
        cut('over')()
        await asking
        if (handed) return afterTheEnd(error)
        stopping.throwIfAborted()
        return beforeTheEnd(error)
      } finally {
        clearTimeout(timer)
        stopping.removeEventListener('abort', stopped)
      }
    },
  }
}

/** The connection was destroyed by us. */
class LineCut extends Error {
  readonly code: string
  constructor(code: string) {
    super(`the connection was cut: ${code}`)
    this.code = code
  }
}

const cutOff = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const written = (mail: AddressedMail, from: string): SendMailOptions => ({
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
function beforeTheEnd(error: unknown): MailTry {
  const { command, responseCode } = error as SmtpFault
  const aboutIt = command === 'RCPT TO' || command === 'DATA'
  if (aboutIt && responseCode !== undefined && responseCode >= 500) {
    return { kind: 'refused', reply: responseCode }
  }
  return { kind: 'failed', reason: reasonOf(error as SmtpFault) }
}

/** A 4xx or 5xx says that it was not taken; anything else, and no word at all, says nothing. */
function afterTheEnd(error: unknown): MailTry {
  const { responseCode = 0 } = error as SmtpFault
  if (responseCode >= 400 && responseCode < 600) return beforeTheEnd(error)
  return { kind: 'unknown', reason: reasonOf(error as SmtpFault) }
}

const reasonOf = ({ code, command, responseCode }: SmtpFault): string =>
  [code ?? 'error', command, responseCode].filter(Boolean).join(' ')
