import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundle } from './bundle.ts'
import type { World } from './world.ts'

/** The web process itself, on the database and files of a world; it can be killed and started again. */
export interface WebProcess {
  /** Resolves when it answers. */
  ready(): Promise<void>
  pid(): number
  /** SIGTERM; resolves when it has ended. */
  end(): Promise<void>
  /** SIGKILL, and a new one on the same port. */
  killAndStart(): Promise<void>
  stop(): Promise<void>
}

/**
 * @param publicUrl as clients see it, who may come through something else
 * @param changed the program with something of it changed; the program itself unless told
 */
export async function startWebProcess(
  world: World,
  port: number,
  publicUrl: string,
  changed?: string,
): Promise<WebProcess> {
  const program = changed ?? (await bundle('server/process/web.ts'))
  const { config } = world.context
  const env = {
    ...process.env,
    DATABASE_URL: config.databaseUrl,
    FILES_URL: join(config.filesDir, 'files'),
    MASTER_KEY: Buffer.from(config.masterKey).toString('hex'),
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    ...('proxies' in config.trustProxy ? { TRUST_PROXY: String(config.trustProxy.proxies) } : {}),
    CLOCK: new Date(world.context.now()).toISOString(),
  }
  const start = (): ChildProcess => spawn(process.execPath, [program], { env, stdio: 'ignore' })
  const ended = (child: ChildProcess): Promise<unknown> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', resolve))
  let child = start()
  let restarting: Promise<void> = Promise.resolve()
  const answers = async (): Promise<boolean> => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok
    } catch {
      return false
    }
  }
  return {
    async ready() {
      await restarting
      while (!(await answers())) {
        if (child.exitCode !== null) throw new Error(`the web process ended with ${child.exitCode}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    pid: () => child.pid ?? 0,
    async end() {
      child.kill('SIGTERM')
      await ended(child)
    },
    killAndStart() {
      const old = child
      old.kill('SIGKILL')
      restarting = ended(old).then(() => {
        child = start()
      })
      return restarting
    },
    async stop() {
      await restarting
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}
