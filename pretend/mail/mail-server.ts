import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { readMail } from './read-mail.ts'

/**
 * A mail server played over a real socket. It keeps what it gets as `<number>.eml` and, as its reader sees it,
 * `.json`.
 */
export interface MailServer {
  readonly port: number
  stop(): Promise<void>
}

/**
 * Addresses before the @ that make it fail: for good, for now, never with a word, or only once the mail is there.
 * Anything after a + is accepted: `refused+1@example.com`.
 */
const sentinels: Readonly<Record<string, 'refuse' | 'later' | 'hang' | 'refuseMail'>> = {
  refused: 'refuse',
  later: 'later',
  hang: 'hang',
  unwanted: 'refuseMail',
}
const fateOf = (address: string) => sentinels[address.split(/[@+]/)[0] ?? '']

/** Mails kept in the folder, unless told; older ones are deleted. */
const usuallyKept = 200

class Reply extends Error {
  readonly responseCode: number
  constructor(code: number, message: string) {
    super(message)
    this.responseCode = code
  }
}

export interface MailServerOptions {
  readonly folder: string
  /** 0 takes a free one. */
  readonly port?: number
  /** How many mails are kept. */
  readonly most?: number
  /** So long it takes to say that it has kept a mail, milliseconds. */
  readonly dripMs?: number
}

/** Begins to take mails on this machine's own address. */
export async function startMailServer({
  folder,
  port = 0,
  most = usuallyKept,
  dripMs = 0,
}: MailServerOptions): Promise<MailServer> {
  // Loaded here, so that those who never play a mail server do without.
  const { SMTPServer } = await import('smtp-server')
  await mkdir(folder, { recursive: true })
  let count = Math.max(0, ...(await readdir(folder)).map((name) => Number.parseInt(name, 10) || 0))
  const server = new SMTPServer({
    name: 'mail.demo.invalid',
    banner: 'played mail server',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 500,
    onRcptTo: ({ address }, _, callback) => {
      const fate = fateOf(address)
      if (fate === 'refuse') callback(new Reply(550, 'No such mailbox'))
      else if (fate === 'later') callback(new Reply(451, 'Try again later'))
      else if (fate !== 'hang') callback()
    },
    onData: (stream, { envelope }, callback) => {
      const to = envelope.rcptTo[0]?.address ?? ''
      textOf(stream)
        .then(async (raw) => {
          if (fateOf(to) === 'refuseMail') throw new Reply(554, 'The mail is not wanted')
          count += 1
          await keep(folder, count, to, raw, most)
          if (dripMs > 0) await setTimeout(dripMs)
        })
        .then(
          () => callback(),
          (error: Error) => callback(error),
        )
    },
  })
  server.on('error', () => {
    // A line cut by the sender is the sender's affair.
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

async function keep(folder: string, number: number, to: string, raw: string, most: number): Promise<void> {
  const name = join(folder, String(number).padStart(6, '0'))
  const mail = readMail(raw)
  // The sender's clock may be an injected one; the list is to agree with it.
  const receivedAt = new Date(mail.date ?? Date.now()).toISOString()
  await writeFile(`${name}.eml`, raw)
  // A reader of the folder sees the whole mail or none.
  await writeFile(`${name}.part`, JSON.stringify({ to, receivedAt, ...mail }))
  await rename(`${name}.part`, `${name}.json`)
  const old = join(folder, String(number - most).padStart(6, '0'))
  for (const kind of ['eml', 'json']) await rm(`${old}.${kind}`, { force: true })
}
