import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface ListedProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** The process and everything it has started, as far as that still hangs on it. */
export function familyOf(pid: number): ListedProcess[] {
  const all = processes()
  const below = (parent: number): ListedProcess[] =>
    all.filter((found) => found.parent === parent).flatMap((child) => [child, ...below(child.pid)])
  return [...all.filter((found) => found.pid === pid), ...below(pid)]
}

function processes(): ListedProcess[] {
  // A slim container has no `ps`; /proc has no other system.
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(fromProc)
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
  })
}

function fromProc(name: string): ListedProcess[] {
  if (!/^\d+$/.test(name)) return []
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    // proc(5): pid (program) state parent …; the program may itself hold brackets.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return [{ pid: Number(name), parent, command }]
  } catch {
    // It ended while we looked.
    return []
  }
}
