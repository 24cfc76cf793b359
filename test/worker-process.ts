import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Config } from '../server/config.ts'
import { bundle } from './bundle.ts'

/** Answers a starter of the worker process itself, as the start runs it, for a world with this configuration. */
export async function workerOf(config: Config): Promise<() => ChildProcess> {
  const program = await bundle('server/process/worker.ts')
  const { authority, clamav, mail } = config
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: config.databaseUrl,
    FILES_URL: join(config.filesDir, 'files'),
    MASTER_KEY: Buffer.from(config.masterKey).toString('hex'),
    // Links in mails say it: who sends one again says the same.
    PORT: String(config.port),
    ...(config.publicUrl === null ? {} : { PUBLIC_URL: config.publicUrl }),
    ...(mail === null ? {} : { SMTP_URL: mail.smtpUrl, MAIL_FROM: mail.from }),
    ...(clamav === null || 'path' in clamav ? {} : { CLAMAV_ADDRESS: `${clamav.host}:${clamav.port}` }),
    ...(authority === null ? {} : { OCSP_URL: authority.ocsp, CRL_URLS: authority.lists.join(',') }),
    ...(authority?.tsp == null ? {} : { TSP_URL: authority.tsp }),
  }
  return () => spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'], env })
}

/** Kills it as a lost machine does, and waits until it is gone. */
export async function killed(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL')
  await once(process, 'exit')
}
