/** How many checks passed; the others by name. */
export interface Tally {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

export const nothingRun: Tally = { passed: 0, failed: [], skipped: [] }
export const onePassed: Tally = { ...nothingRun, passed: 1 }
export const oneFailed = (name: string): Tally => ({ ...nothingRun, failed: [name] })

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
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/**
 * Counts a report. A file that did not even load has no tests and is one failure; so is a run that failed
 * without a failing test (an error outside of any).
 * @param exitCode of vitest
 */
export function tallyOf(report: VitestReport | undefined, exitCode: number | null): Tally {
  const files = (report?.testResults ?? []).map(({ name, status, assertionResults }) => {
    const counted = sum(assertionResults.map(({ status, fullName }) => tallyOfTest(status, fullName.trim())))
    return status === 'failed' && counted.failed.length === 0 ? sum([counted, oneFailed(name)]) : counted
  })
  const total = sum(files)
  return exitCode !== 0 && total.failed.length === 0
    ? sum([total, oneFailed('something outside the tests, told above')])
    : total
}

function tallyOfTest(status: string, name: string): Tally {
  if (status === 'passed') return onePassed
  return status === 'failed' ? oneFailed(name) : { ...nothingRun, skipped: [name] }
}

/** The words in the name of a test that needs the national authority's published keys, which are not ours to ship. */
const NEEDS_SHARED = 'shared PKI fixtures'

/** The names of the tests that were skipped and may not be. */
export function wronglySkipped(skipped: readonly string[], sharedIsThere: boolean): string[] {
  return skipped.filter((name) => sharedIsThere || !name.includes(NEEDS_SHARED))
}
