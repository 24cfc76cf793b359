import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../db/project-root.ts'
import { ensureBrowser, NoBrowser } from '../testing/browser.ts'
import { ensurePrograms } from '../testing/other-programs.ts'
import {
  closingLine,
  failureLines,
  oneFailed,
  sum,
  type Tally,
  wronglySkipped,
} from '../testing/test-counts.ts'
import { type Check, runChecks, runVitest } from '../testing/test-run.ts'
import { wideOnes } from '../testing/wide-stories.ts'

// The largest first: the others are done beside it.
const ROOMS = ['.', 'web', 'domain', 'words', 'eds', 'wire']

/**
 * `otinish test`: types, lint, house rules, unit, server and browser stories. Its last line is `N passed, N failed,
 * N skipped`; resolves to 1 when anything failed or was skipped without leave. `--wide` adds the wide tests, which
 * take a quarter of an hour more: without it they are named, never silently left out. `--fuzz <runs>` breaks that
 * many signatures and what goes with them, in a process of its own beside everything else. `--again-on <url>`
 * repeats the server tests on another PostgreSQL, as a role that may make databases and roles.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { 'again-on': { type: 'string' }, wide: { type: 'boolean' }, fuzz: { type: 'string' } },
  })
  const root = projectRoot()
  ensurePrograms()
  const longFuzz = values.fuzz === undefined ? [] : runChecks(root, [fuzz(values.fuzz)])
  const tallies = await runChecks(root, [...ROOMS.map(types), lint])
  const onServer = ['--project=server', ...(values.wide ? ['--project=wide-server'] : [])]
  tallies.push(await runVitest(root, ['--project=unit', ...onServer, '--project=house'], {}))
  tallies.push(await runStories(root, 'stories'))
  if (values.wide) tallies.push(await runStories(root, 'wide-stories'))
  const other = values['again-on']
  if (other) {
    console.log('The server tests again, on the PostgreSQL given:')
    tallies.push(await runVitest(root, onServer, { TEST_DATABASE_URL: other }))
  }
  tallies.push(...(await longFuzz))
  if (!values.wide)
    console.log(`Not told here: ${wideTests(root).join(', ')}; \`npm test -- --wide\` tells them too.`)
  return report(sum(tallies), existsSync(join(root, '../shared/pki/fixtures')))
}

const types = (room: string): Check => ({
  name: `types of ${room === '.' ? 'everything on the server, and tests' : room}`,
  // Two rooms are checked at once; more checkers each would only check what they share again.
  command: ['node_modules/typescript/bin/tsc', '-p', room, '--checkers', '1'],
})

const lint: Check = {
  name: 'lint and format',
  command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
}

const fuzz = (runs: string): Check => ({
  name: `${runs} broken signatures, answers, key files and packages`,
  command: ['bin/otinish.mjs', 'fuzz', '--runs', runs],
  beside: true,
})

async function runStories(root: string, project: string): Promise<Tally> {
  try {
    return await runVitest(root, [`--project=${project}`], { CHROME_PATH: ensureBrowser() })
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error
    console.error(`otinish: ${error.message}`)
    return oneFailed(`${project}: no browser`)
  }
}

/** What only `--wide` tells, by the names of the files (vitest.config.ts). */
function wideTests(root: string): string[] {
  const stories = readdirSync(join(root, 'test/stories'))
  const rooms = ['bin', 'db', 'server'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }),
  )
  return [
    ...wideOnes(stories),
    ...rooms.flatMap((file) => /([^/\\]+)\.wide\.test\.ts$/.exec(file)?.[1] ?? []),
  ].sort()
}

function report(total: Tally, sharedIsThere: boolean): number {
  if (total.skipped.length > 0) console.log(['Skipped:', ...total.skipped].join('\n  '))
  const wrongly = wronglySkipped(total.skipped, sharedIsThere)
  if (wrongly.length > 0) console.log(['These may not be skipped:', ...wrongly].join('\n  '))
  // Last of all, for people who read only the end.
  if (total.failed.length > 0) console.log(['Failed:', ...total.failed.flatMap(failureLines)].join('\n'))
  console.log(closingLine(total))
  return total.failed.length + wrongly.length === 0 ? 0 : 1
}
