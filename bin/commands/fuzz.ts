import { parseArgs } from 'node:util'
import { keepPoolAwake } from '../../server/process/keep-pool-awake.ts'
import { runFuzz } from '../fuzz/run-fuzz.ts'

/** Any number of runs stays under this, in MB. */
const mostMemory = 512
/** Of the broken signatures, this many reach the check of the signature itself. */
const leastShare = 0.3
/** Below so many signatures the share says nothing: a seed is repeated alone. */
const enoughToTell = 100

/**
 * `otinish fuzz [--runs N] [--seed S]`: breaks signatures, certificates, answers, tokens and key files and checks each.
 * Resolves to the exit code: 1 when one passed that must not, crashed or took too long, when too few got as far as the
 * check of a signature to mean anything, or when memory grew beyond its bound; a seed repeats a run.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { runs: { type: 'string' }, seed: { type: 'string' } } })
  const runs = Number(values.runs ?? 3000)
  const seed = Number(values.seed ?? Date.now() % 2 ** 31)
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    console.error('otinish fuzz: --runs and --seed are whole numbers')
    return 3
  }
  // One thing waits at a time here: asleep, the pool would keep it for ever.
  keepPoolAwake()
  const report = await runFuzz(runs, seed, (done) => {
    if (done % 10_000 === 0) console.error(`${done} of ${runs}`)
  })
  const share = report.reachedSignature / Math.max(1, report.signatures)
  const memory = process.resourceUsage().maxRSS / 1024
  const faults = [
    ...report.faults,
    ...(report.signatures >= enoughToTell && share < leastShare
      ? ['too few signatures reached the check of the signature']
      : []),
    ...(memory > mostMemory ? [`more than ${mostMemory} MB of memory`] : []),
  ]
  console.log(`runs              ${report.runs} from seed ${report.seed}`)
  console.log(
    `signatures        ${report.signatures}, ${Math.round(100 * share)} % of them reached the check of the signature`,
  )
  console.log(`slowest answer    ${Math.round(report.slowestMs)} ms`)
  console.log(`peak memory       ${Math.round(memory)} MB`)
  console.log(`faults            ${faults.length}`)
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
  return faults.length === 0 ? 0 : 1
}
