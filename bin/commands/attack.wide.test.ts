import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { familyOf } from '../../test/process-list.ts'

// The command itself, as `npm run attack` runs it, on a site of its own. Beside other tests nothing is as quick as
// usual: what is slow is told by the whole run, alone on a machine.

interface Run {
  readonly code: number | null
  readonly said: string
  /** Of everything that it started, what is left. */
  readonly left: readonly string[]
}

async function attack(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['bin/otinish.mjs', 'attack', ...args, '--times', '1000'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const started = new Map<number, string>()
  const look = setInterval(() => {
    for (const { pid, command } of familyOf(child.pid ?? 0)) started.set(pid, command)
  }, 200)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(look)
  const built = join('dist', 'server')
  const left = [...started]
    .filter(([pid]) => familyOf(pid).some(({ command }) => command === started.get(pid)))
    .map(([, command]) => command)
  const parts = [...started.values()].filter((command) => command.includes(built))
  expect(parts.length, said).toBeGreaterThan(2)
  return { code, said, left }
}

test('what is switched off is found, a proxy believed that is not there and quotas too large; the rest holds', async () => {
  const broken = ['spoofed', 'uploads without end']
  const whole = ['ipv6', 'cut', 'mails to strangers']
  const { code, said, left } = await attack(...broken, ...whole, '--proxies', '2', '--without-quotas')
  for (const name of broken) expect(said).toMatch(new RegExp(`FAILED +${name}`))
  for (const name of whole) expect(said).toMatch(new RegExp(`held +${name}`))
  expect(said).toMatch(/! \d{2,} tries were looked at, 4 may be/)
  expect(said).toContain('! nothing was refused')
  expect(said).toContain('did not hold: spoofed, uploads without end\n')
  expect([code, left]).toEqual([1, []])
})

test('it takes no address', async () => {
  const child = spawn(process.execPath, ['bin/otinish.mjs', 'attack', 'http://cabinet.example.kz'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  expect(code).toBe(3)
  expect(said).toContain('there is no scenario http://cabinet.example.kz')
})
