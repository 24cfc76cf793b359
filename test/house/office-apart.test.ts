import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, projectFiles, readSource } from './sources.ts'

// docs/office.md 1: what is of the office alone is stored and served apart.

const files = projectFiles().filter((file) => /^server\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
const routesOf = (file: string): string[] =>
  [...readSource(file).matchAll(/'(?:GET|POST|PUT|PATCH|DELETE) (\/[^']*)'/g)].map(([, path = '']) => path)
const isOffice = (path: string): boolean => path.startsWith('/api/office/')

/** Files with routes of clients, or of everybody. */
const ofClients = files.filter(
  (file) => file.endsWith('-routes.ts') && routesOf(file).some((path) => !isOffice(path)),
)
/** Stores of what staff write to each other: they name a table that is of the office alone. */
const tables =
  /['"`\s](remark|note|note_draft|question|question_file|question_upload|appeal_link|presence|call_lookup)['"`\s.]/
const ofOffice = new Set(
  files.filter((file) => file.endsWith('-store.ts') && isStoreOfOffice(readSource(file))),
)

function isStoreOfOffice(source: string): boolean {
  const from = /(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'([a-z_]+)/g
  return [...source.matchAll(from)].some(([, table = '']) => tables.test(` ${table} `))
}

/** The ways by which a file comes to a store of the office, as lists of files. */
function waysFrom(file: string, sources: (file: string) => string): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const walk = (at: string, way: readonly string[]): void => {
    if (seen.has(at)) return
    seen.add(at)
    if (ofOffice.has(at)) found.push([...way, at].join(' → '))
    for (const { path } of importsOf(sources(at))) {
      const to = posix.normalize(posix.join(posix.dirname(at), path))
      if (path.startsWith('.') && files.includes(to)) walk(to, [...way, at])
    }
  }
  walk(file, [])
  return found
}

describe('what is of the office alone is served apart', () => {
  test('there are such stores, and such routes', () => {
    expect([...ofOffice]).toEqual(
      expect.arrayContaining(
        ['note', 'question', 'link', 'presence', 'lookup'].map((name) => `server/case/${name}-store.ts`),
      ),
    )
    expect(ofClients.length).toBeGreaterThan(8)
  })

  test('no module behind a route of clients imports one', () => {
    expect(ofClients.flatMap((file) => waysFrom(file, readSource))).toEqual([])
  })

  test('an import of one, however far behind, would be seen', () => {
    const planted = "import { notesOf } from '../case/note-store.ts'\n"
    const sources = (file: string) => (file === 'server/appeal/show-appeal.ts' ? planted : readSource(file))
    const ways = waysFrom('server/appeal/appeal-routes.ts', sources)
    expect(ways).toContainEqual(
      expect.stringMatching(/appeal-routes\.ts → .*show-appeal\.ts → server\/case\/note-store\.ts$/),
    )
  })
})
