import { type ChildProcess, fork } from 'node:child_process'
import { pathToFileURL } from 'node:url'

/** A process of ours that is to run as long as the start does. */
export interface Child {
  readonly name: string
  readonly pid: number
  /** Resolves when it has ended, asked or unasked, to how it did. */
  readonly ended: Promise<string>
  /** Asks it to end, and kills it when it doesn't within the grace. */
  stop(): Promise<void>
  kill(): void
}

const GRACE_MS = 10_000

/**
 * Idle memory, web and worker together, has a budget of 200 MB (docs/decisions/0020). The live heap is a fifth of
 * that; the rest of what V8 takes by default is room for young objects (3 × 16 MiB a process), which requests as
 * small as ours do not need: with 3 × 4 MiB the two take some 25 MB less.
 */
const YOUNG_MIB = 4

/**
 * Starts a program of dist/server as a child.
 * @param preload program that makes it end with its parent (bin/start/child.ts)
 * @param said where its lines go; where ours go unless told
 * @param log where its log goes, on the standard error; with its other lines unless told
 */
export function startChild(
  name: string,
  entry: string,
  preload: string,
  env: NodeJS.ProcessEnv,
  said: 'inherit' | number = 'inherit',
  log: 'inherit' | number = said,
): Child {
  const child = fork(entry, [], {
    // glibc gives each thread an arena of its own, and few of them are ever full: with two, both processes hold a
    // sixth less (`bench memory`). Other systems don't know it.
    env: { MALLOC_ARENA_MAX: '2', ...env },
    execArgv: [
      '--enable-source-maps',
      `--max-semi-space-size=${YOUNG_MIB}`,
      '--import',
      pathToFileURL(preload).href,
    ],
    stdio: ['ignore', said, log, 'ipc'],
    // A session of its own: Ctrl-C reaches the terminal's whole group, and the parent stops them in order.
    detached: true,
  })
  const ended = whenEnded(child)
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
}
