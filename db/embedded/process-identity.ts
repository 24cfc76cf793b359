import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What tells a process apart from a later one that was given the same number. */
export interface ProcessIdentity {
  /** When it started, in the system's own notation; only ever compared for equality. */
  readonly started: string
  /** The name of its program, without a path. */
  readonly program: string
}

/**
 * The identity of a running process, or undefined when there is none. A dead process whose parent has not yet
 * collected it (a zombie) counts as gone: it can hold nothing.
 */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (process.platform === 'linux') return fromProc(pid)
  if (process.platform === 'win32') return fromTasklist(pid)
  return fromPs(pid)
}

function fromProc(pid: number): ProcessIdentity | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  // proc(5): pid (program) state …; the program may itself hold blanks and brackets, so cut at the last one.
  const end = stat.lastIndexOf(')')
  const fields = stat.slice(end + 2).split(' ')
  const state = fields[0]
  const ticks = fields[19]
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined
  // Ticks count from the boot, so the boot belongs to the identity.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return { started: `${boot}/${ticks}`, program: stat.slice(stat.indexOf('(') + 1, end) }
}

/** macOS and the BSDs have no /proc. */
export function fromPs(pid: number): ProcessIdentity | undefined {
  const result = spawnSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  // "S    Sun Nov 22 17:51:01 2026 /path/to/postgres"
  const match = /^(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+) +(.+)$/.exec((result.stdout ?? '').trim())
  if (!match) return undefined
  const [, state = '', started = '', command = ''] = match
  if (state.startsWith('Z')) return undefined
  return { started, program: command.slice(command.lastIndexOf('/') + 1) }
}

function fromTasklist(pid: number): ProcessIdentity | undefined {
  const result = spawnSync(
    'powershell',
    [
      '-NoProfile',
      '-Command',
      `$p = Get-Process -Id ${pid}; "$($p.StartTime.ToFileTimeUtc()) $($p.ProcessName)"`,
    ],
    { encoding: 'utf8' },
  )
  const match = /^(\d+) (.+)$/.exec((result.stdout ?? '').trim())
  if (!match) return undefined
  const [, started = '', program = ''] = match
  return { started, program }
}
