import { parseArgs } from 'node:util'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { officeAgree } from '../agree/office-agree.ts'

/**
 * `otinish agree [--seeds N] [--from S]`: random roles, filters and acts on a random office; the number at a tab, the
 * list, its pages walked, its CSV and its XLSX must be the same, every number of the figures and of a desk the total of
 * its list, and no appeal under two headings of a desk; the register books, their files and prints and `register check`
 * the lines that the history tells.
 * Resolves to the exit code: 1 with the differences, each with the seed that repeats it when it is told alone after
 * those before it.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, from: { type: 'string' } } })
  const [seeds, from] = [Number(values.seeds ?? 200), Number(values.from ?? 1)]
  if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(from)) {
    console.error('otinish agree: --seeds and --from are whole numbers')
    return 3
  }
  const all = Array.from({ length: seeds }, (_, n) => from + n)
  const { differences, lists, rows, acts, numbers, onDesks, lines, written } = await officeAgree(
    all,
    (seed) => {
      if ((seed - from + 1) % 50 === 0) console.error(`${seed - from + 1} of ${seeds}`)
    },
  )
  console.log(`seeds              ${seeds} from ${from}`)
  console.log(`lists with rows    ${lists}, ${rows} rows`)
  console.log(`acts done          ${acts}`)
  console.log(`figures            ${numbers} numbers above nothing`)
  console.log(`on desks           ${onDesks} appeals`)
  console.log(
    `register books     ${written} writings, lines ${Object.entries(lines)
      .map((one) => one.join(' '))
      .join(', ')}`,
  )
  console.log(`differences        ${differences.length}`)
  for (const difference of differences.slice(0, 20)) console.log(`  ${difference}`)
  // Lists that are all empty agree about nothing.
  const looked =
    rows > 0 && numbers > 0 && onDesks > 0 && rolesFor('readRegister').every((role) => (lines[role] ?? 0) > 0)
  return differences.length === 0 && looked ? 0 : 1
}
