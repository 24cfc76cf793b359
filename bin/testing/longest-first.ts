import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Minutes each: begun last, one of them would go on alone while nothing else is left to be done beside it. */
const longest = [
  'server/office/access-matrix.wide.test.ts',
  'server/office/duty-model.wide.test.ts',
  'server/process/kill-run.wide.test.ts',
  'server/signal/mail-storm.wide.test.ts',
  'server/signal/jumping-clock.wide.test.ts',
]

/** The order of vitest, which a clean clone guesses from the sizes of files, but the longest of all come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
