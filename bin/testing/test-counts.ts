/** How many checks passed; the others by name, those that failed with what was said of it. */
export interface Tally {
  readonly passed: number
  readonly failed: readonly Failure[]
  readonly skipped: readonly string[]
}

export interface Failure {
  readonly name: string
  /** Why, as the check said it; empty where it said nothing. */
  readonly said: string
}

export const nothingRun: Tally = { passed: 0, failed: [], skipped: [] }
export const onePassed: Tally = { ...nothingRun, passed: 1 }
export const oneFailed = (name: string, said = ''): Tally => ({ ...nothingRun, failed: [{ name, said }] })

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

/** The line everything ends with. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    /** Why the file did not load. */
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/**
 * Counts a report. A file that did not even load has no tests and is one failure; so is a run that failed
 * without a failing test (an error outside of any).
 * @param exitCode of vitest
 */
export function tallyOf(report: VitestReport | undefined, exitCode: number | null): Tally {
  const files = (report?.testResults ?? []).map(({ name, status, message, assertionResults }) => {
    const counted = sum(
      assertionResults.map(({ status, fullName, failureMessages = [] }) =>
        tallyOfTest(status, fullName.trim(), failureMessages.join('\n')),
      ),
    )
    return status === 'failed' && counted.failed.length === 0
      ? sum([counted, oneFailed(name, message)])
      : counted
  })
  const total = sum(files)
  return exitCode !== 0 && total.failed.length === 0
    ? sum([total, oneFailed('something outside the tests, told above')])
    : total
}

function tallyOfTest(status: string, name: string, said: string): Tally {
  if (status === 'passed') return onePassed
  return status === 'failed' ? oneFailed(name, said) : { ...nothingRun, skipped: [name] }
}

/** At most so many lines of why, and so many characters of each. */
const most = { lines: 8, characters: 240 }

/** A failure as the end of a run tells it, for people who see only the end: its name, and how why begins. */
export function failureLines({ name, said }: Failure): string[] {
  const why = said.split('\n').filter((line) => line.trim() !== '')
  return [
    `  ${name}`,
    ...why.slice(0, most.lines).map((line) => `      ${line.trimEnd().slice(0, most.characters)}`),
  ]
}

/** The words in the name of a test that needs the national authority's published keys, which are not ours to ship. */
const NEEDS_SHARED = 'shared PKI fixtures'

/** The names of the tests that were skipped and may not be. */
export function wronglySkipped(skipped: readonly string[], sharedIsThere: boolean): string[] {
  return skipped.filter((name) => sharedIsThere || !name.includes(NEEDS_SHARED))
}
