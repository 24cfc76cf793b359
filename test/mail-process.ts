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
  stop(): Promise<void>
}

export async function startMailProcess(): Promise<MailProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-mails-'))
  const program = await bundle('test/fixtures/mail-server.ts')
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await saidPort(child)
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
    stop: async () => {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
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
