import { defineConfig } from 'vitest/config'
import { LongestFirst } from './bin/testing/longest-first.ts'
import { wideStories } from './bin/testing/wide-stories.ts'

const everywhere = { exclude: ['**/node_modules/**', 'dist/**'] }

/** The longest tests take a third of their time where much else runs: a slow machine is no fault. */
const unhurried = { testTimeout: 180_000, hookTimeout: 180_000 }

/** The longer fuzz: property tests with more runs than 100, and the time for them. */
const fuzz = process.env.FUZZ_RUNS ? { setupFiles: ['test/fuzz.ts'], testTimeout: 300_000 } : {}

/**
 * Tests with a database that take long: every kind of appeal, every state of a package, whole starts. `--wide` runs
 * them too.
 */
const wideServer = '{db,server,bin}/**/*.wide.test.ts'

/** Server tests that start a database of their own: a server that is given would tell nothing new about them. */
const ownDatabase = [
  'db/embedded/**',
  'bin/commands/attack.wide.test.ts',
  'bin/commands/restore-embedded.wide.test.ts',
  'bin/start/run-site.test.ts',
  'bin/start/whole-start.wide.test.ts',
  'server/process/kill-run.wide.test.ts',
]

/** What a test waits for comes sooner; on a slow machine not within vitest's own second. */
const patient = { expect: { poll: { timeout: 20_000 } } }

/**
 * Thousands of mails, moved clocks, random acts, every two roles, every type, pages by the thousand, a grown company,
 * processes killed, mail servers that hang, readers that are slow: once is enough, their short ones run on every
 * server.
 */
const longRuns = [
  'server/office/access-matrix.wide.test.ts',
  'server/signal/mail-storm.wide.test.ts',
  'server/signal/jumping-clock.wide.test.ts',
  'server/office/duty-model.wide.test.ts',
  'server/catalogue/every-type-*.wide.test.ts',
  'server/evidence/every-state.wide.test.ts',
  'server/notice/many-pages.wide.test.ts',
  'server/letter/letter-soak.wide.test.ts',
  'bin/commands/demo-grow.wide.test.ts',
  'bin/start/parts.wide.test.ts',
  'server/unit/hand-overs-killed.wide.test.ts',
  'server/office/bulk/bulk-killed.wide.test.ts',
  'server/reply/reply-crash.wide.test.ts',
  'server/process/hanging.wide.test.ts',
  'server/notice/{mailer,mail-faults,mail-hangs}.wide.test.ts',
  'server/http/slow-readers.wide.test.ts',
]

const stories = {
  ...everywhere,
  ...patient,
  globalSetup: ['test/database-server.ts', 'test/thread-program.ts', 'test/stories/built-site.ts'],
  // Two at a time: a story waits more than it works, for its browser as for its server. Those of a worker share one
  // browser, and what they import.
  isolate: false,
  ...unhurried,
}

const server = {
  ...patient,
  exclude: [...everywhere.exclude, ...(process.env.TEST_DATABASE_URL ? [...ownDatabase, ...longRuns] : [])],
  // Each file has a database of its own; what they import is read once, which halves the time.
  isolate: false,
  globalSetup: ['test/database-server.ts', 'test/thread-program.ts'],
  ...unhurried,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          isolate: false,
          ...unhurried,
          ...fuzz,
          include: ['{domain,words,eds,wire,pretend,web}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...server,
          name: 'server',
          // The generated row types are read from a database, so that house rule lives here.
          include: [
            '{db,server,demo,bin}/**/*.test.ts',
            'test/server/**/*.test.ts',
            'test/house/tables.test.ts',
            // Against a clamd of flesh and blood, where there is one.
            ...(process.env.TEST_CLAMAV ? ['test/server/real-clamd.ts'] : []),
            // Not a test: keeps a world of this version for the tests of later ones.
            ...(process.env.KEEP_WORLD ? ['test/worlds/make-world.ts'] : []),
          ],
          exclude: [...server.exclude, wideServer],
        },
      },
      { test: { ...server, name: 'wide-server', include: [wideServer] } },
      {
        test: {
          name: 'house',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/server/**', 'test/house/tables.test.ts'],
          ...unhurried,
        },
      },
      {
        test: {
          ...stories,
          name: 'stories',
          // `npm run story` tells one long story, with pictures, or those of the office.
          include: process.env.SHOTS_DIR
            ? ['test/stories/whole-way.ts', 'test/stories/{11,2[0-9],[34][0-9]}-*.e2e.ts']
            : ['test/stories/**/*.e2e.ts'],
          exclude: process.env.SHOTS_DIR ? everywhere.exclude : [...everywhere.exclude, wideStories],
        },
      },
      { test: { ...stories, name: 'wide-stories', include: [wideStories] } },
    ],
  },
})
