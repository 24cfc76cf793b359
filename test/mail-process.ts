import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { MailConfig } from '../server/config.ts'
import { bundle } from './bundle.ts'

/** A real SMTP server, a process of its own, and the mails it has got. */
export interface MailProcess {
  readonly config: MailConfig
  /** Every mail kept so far, in order of arrival, to one address or to all. */
  mails(to?: string): Promise<ParsedMail[]>
  /** The Message-ID and the words of every mail kept so far, in order of arrival; quicker than reading them whole. */
  kept(): Promise<{ messageId: string; text: string }[]>
  /** It dies at once, whatever it was doing, and comes back at its port with what it has kept. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

/** `most` mails are kept; `dripMs` it takes to say that one was. */
export async function startMailProcess({ most = 200, dripMs = 0 } = {}): Promise<MailProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-mails-'))
  const program = await bundle('test/fixtures/mail-server.ts')
  const start = (at: number) => {
    const options = [program, folder, String(at), String(most), String(dripMs)]
    return spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  }
  let child = start(0)
  const port = await saidPort(child)
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return {
    config: {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'Otinish <no-reply@cabinet.example.kz>',
      playedDir: folder,
    },
    mails: async (to) => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
      const raw = names.map((name) => readFile(join(folder, name.replace('.json', '.eml'))))
      const parsed = await Promise.all((await Promise.all(raw)).map((bytes) => simpleParser(bytes)))
      return parsed.filter((mail) => to === undefined || toOf(mail) === to)
    },
    kept: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
      return texts.map((text) => JSON.parse(text))
    },
    killAndRestart: async () => {
      await end('SIGKILL')
      child = start(port)
      await saidPort(child)
    },
    stop: async () => {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const toOf = ({ to }: ParsedMail): string | undefined => (Array.isArray(to) ? to[0] : to)?.text

async function saidPort(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the mail server has no mouth')
  for await (const line of createInterface({ input: child.stdout })) {
    const said = /^port (\d+)$/.exec(line)
    if (said !== null) return Number(said[1])
  }
  throw new Error('the mail server did not start')
}
