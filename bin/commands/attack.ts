import { setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import { startAttackedSite } from '../attack/attacked-site.ts'
import { floodScenarios } from '../attack/flood-scenarios.ts'
import { heavyScenarios } from '../attack/heavy-scenarios.ts'
import { quotaScenarios } from '../attack/quota-scenarios.ts'
import { type Outcome, runAttack, usualLimits } from '../attack/run-attack.ts'
import { signInScenarios } from '../attack/sign-in-scenarios.ts'

const scenarios = [...signInScenarios, ...floodScenarios, ...quotaScenarios, ...heavyScenarios]

const usage = `otinish attack [scenario…] [--times N] [--proxies N] [--without-quotas]

  Starts a site of its own on loopback, attacks it in every way for a few seconds each, and says what did not hold.
  It takes no address: nothing but its own site is ever asked.
  --times N          how many times as long as in quiet an inbox may take; 10 unless told
  --proxies N        how many proxies the site believes; there is one, others are to see the attack find it
  --without-quotas   leaves the quotas as large as a company has them, to see the same

  ${scenarios.map(({ name, holds }) => `${name.padEnd(24)} ${holds}`).join('\n  ')}`

/**
 * `otinish attack`: the site under attack on loopback. Resolves to 1 with the names of what did not hold, 3 for
 * arguments that are not right.
 */
export async function run(args: string[]): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    console.error(`otinish attack: ${asked}\n\n${usage}`)
    return 3
  }
  const { names, times, proxies, quotas } = asked
  const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name))
  const begun = performance.now()
  const site = await startAttackedSite({ proxies, quotas })
  // Who attacks is elsewhere, and takes none of the site's time.
  setPriority(10)
  const stopping = stopOnSignal(() => site.stop())
  try {
    const wrong = await runAttack(site, chosen, { ...usualLimits, times }, tell)
    const seconds = Math.round((performance.now() - begun) / 1000)
    console.log(`\n${chosen.length} scenarios in ${seconds} s`)
    if (wrong.length === 0) return 0
    console.log(`did not hold: ${wrong.join(', ')}`)
    console.error(site.lastErrors())
    return 1
  } finally {
    stopping.forget()
    await site.stop()
  }
}

interface Asked {
  readonly names: readonly string[]
  readonly times: number
  readonly proxies: number
  readonly quotas: boolean
}

/** What is asked for, or what is wrong in it. */
function read(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        times: { type: 'string', default: String(usualLimits.times) },
        proxies: { type: 'string', default: '1' },
        'without-quotas': { type: 'boolean', default: false },
      },
    })
    const [times, proxies] = [Number(values.times), Number(values.proxies)]
    const unknown = positionals.filter((one) => !scenarios.some(({ name }) => name === one))
    if (unknown.length > 0) return `there is no scenario ${unknown.join(', ')}`
    if (!(times >= 1)) return '--times is a number from 1 on'
    if (!Number.isInteger(proxies) || proxies < 0 || proxies > 10) return '--proxies is a number from 0 to 10'
    return { names: positionals, times, proxies, quotas: !values['without-quotas'] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const ms = (value: number): string => `${Math.round(value)} ms`

function tell({ name, asks, answers, seconds, quiet, meanwhile, livesP99, peakMb, faults }: Outcome): void {
  const figures = [
    `${seconds.toFixed(1)} s`,
    `inbox median ${ms(quiet.median)} → ${ms(meanwhile.median)}`,
    `p99 ${ms(quiet.p99)} → ${ms(meanwhile.p99)}`,
    `life p99 ${ms(livesP99)}`,
    ...(peakMb === null ? [] : [`web at most ${peakMb} MB`]),
  ]
  console.log(`${faults.length === 0 ? 'held  ' : 'FAILED'}  ${name.padEnd(24)} ${figures.join(', ')}`)
  console.log(`        ${asks} asks: ${answers}`)
  for (const fault of faults) console.log(`        ! ${fault}`)
}

/** Ctrl-C leaves no process behind. */
function stopOnSignal(stop: () => Promise<void>): { forget(): void } {
  const end = (): void => void stop().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  return {
    forget: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
    },
  }
}
