import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { oneFailed, onePassed, type Tally, tallyOf, type VitestReport } from './test-counts.ts'

/** A program that checks something and says so by its exit code. */
export interface Check {
  readonly name: string
  /** A script, from the root, and its arguments. */
  readonly command: readonly string[]
  /** It runs beside everything else, which goes before it; what it says is shown when it passes too. */
  readonly beside?: boolean
}

/** Runs the checks, at most two at once, and shows what only the failing ones said. */
export async function runChecks(root: string, checks: readonly Check[]): Promise<Tally[]> {
  const waiting = [...checks]
  const tallies: Tally[] = []
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      tallies.push(await runCheck(root, check))
  }
  await Promise.all([worker(), worker()])
  return tallies
}

async function runCheck(root: string, { name, command, beside = false }: Check): Promise<Tally> {
  const [script = '', ...args] = command
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (beside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      said += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
  if (code !== 0 || beside) console.log(said.trimEnd())
  return code === 0 ? onePassed : oneFailed(name, said.trimEnd().split('\n').slice(-lastLines).join('\n'))
}

/** A program says at its end why it failed. */
const lastLines = 8

/** Runs vitest with its own output shown, and counts its report. */
export async function runVitest(
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const script = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [script, 'run', ...args, ...reporters], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  try {
    return tallyOf(readReport(report), code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // vitest ended before it could write one; its exit code tells.
    return undefined
  }
}
