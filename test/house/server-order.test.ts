import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, projectFiles, readSource } from './sources.ts'

// Lowest first. A file imports what lies below its layer; of its own layer, its own folder and those to its left.
const layers = ['tool', 'store', 'verb', 'routes', 'process'] as const
type Layer = (typeof layers)[number]
const folders = [
  'http',
  'setting',
  'master-key',
  'calendar',
  'search',
  'attachment',
  'letter',
  'threads',
  'catalogue',
  'tariff',
  'contract',
  'consent',
  'unit',
  'registry',
  'notice',
  'signal',
  'readiness',
  'appeal',
  'journal',
  'signature',
  'person',
  'egov-mobile',
  'correspondence',
  'reply-template',
  'evidence',
  'mailbox',
  'office',
  'sight',
  'case',
  'submission',
  'paper',
  'reply',
  'book',
  'import',
  'demo',
  'doctor',
  'backup',
]

interface Import {
  readonly from: string
  readonly to: string
  readonly line: number
}

const folderOf = (file: string): string => file.split('/').slice(1, -1)[0] ?? ''

/** What every file of `server/` imports of it, by type or by value. */
function importsWithin(sources: ReadonlyMap<string, string>): Import[] {
  return [...sources].flatMap(([from, source]) =>
    importsOf(source)
      .filter(({ path }) => path.startsWith('.'))
      .map(({ path, line }) => ({ from, line, to: posix.normalize(posix.join(posix.dirname(from), path)) }))
      .filter(({ to }) => sources.has(to)),
  )
}

/**
 * The layer of each file, by its name: `process/`, `…-routes.ts`, `…-store.ts`. Of the others a verb is one that is
 * given the context or the database, or asks a file that is; what is left is a tool, and so are the files beside the
 * context.
 */
function layersOf(sources: ReadonlyMap<string, string>, imports: readonly Import[]): Map<string, Layer> {
  const found = new Map<string, Layer>()
  for (const file of sources.keys()) {
    const named: Layer =
      folderOf(file) === 'process'
        ? 'process'
        : file.endsWith('-routes.ts')
          ? 'routes'
          : file.endsWith('-store.ts')
            ? 'store'
            : 'tool'
    found.set(file, named)
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const { from, to } of imports) {
      if (found.get(from) !== 'tool' || folderOf(from) === '') continue
      if (found.get(to) === 'tool' && to !== 'server/context.ts') continue
      found.set(from, 'verb')
      changed = true
    }
  }
  return found
}

/** Every import that goes up, or to the right. */
function wrongIn(sources: ReadonlyMap<string, string>): string[] {
  const imports = importsWithin(sources)
  const layer = layersOf(sources, imports)
  const rank = (file: string): number => layers.indexOf(layer.get(file) ?? 'tool')
  const place = (file: string): number => folders.indexOf(folderOf(file))
  return imports.flatMap(({ from, to, line }) => {
    const where = `${from}:${line} → ${to}`
    if (rank(to) > rank(from)) {
      return [`${where}: ${layer.get(from)} may not import ${layer.get(to)}`]
    }
    if (rank(to) < rank(from) || layer.get(from) === 'process') return []
    return place(to) > place(from) ? [`${where}: ${folderOf(to)} is to the right of ${folderOf(from)}`] : []
  })
}

/** Files that import each other in a ring, each ring once. */
function ringsIn(sources: ReadonlyMap<string, string>): string[] {
  const imports = importsWithin(sources)
  const done = new Set<string>()
  const rings: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) rings.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const { from, to } of imports) if (from === file) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of sources.keys()) walk(file, [])
  return rings
}

const server = new Map(
  projectFiles()
    .filter((file) => /^server\/.*\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => [file, readSource(file)]),
)
const planted = (file: string, source: string): ReadonlyMap<string, string> =>
  new Map([...server, [file, `${server.get(file) ?? ''}\n${source}`]])

describe('the order of server/: store, verb, routes, process', () => {
  test('every folder has its place', () => {
    const known = ['', ...folders, 'process']
    expect(
      [...new Set([...server.keys()].map(folderOf))].filter((folder) => !known.includes(folder)),
    ).toEqual([])
    expect(folders.filter((folder) => ![...server.keys()].some((file) => folderOf(file) === folder))).toEqual(
      [],
    )
  })

  test('no import goes up, or to the right within its layer', () => {
    expect(wrongIn(server)).toEqual([])
  })

  test('no files import each other in a ring', () => {
    expect(ringsIn(server)).toEqual([])
  })

  test.each([
    [
      'a store that asks a verb',
      'server/tariff/tariff-store.ts',
      '../registry/register.ts',
      'store may not import verb',
    ],
    [
      'a store to its right',
      'server/setting/setting-store.ts',
      '../person/person-store.ts',
      'person is to the right of setting',
    ],
    [
      'a tool that asks a store',
      'server/vault.ts',
      './attachment/file-store.ts',
      'tool may not import store',
    ],
    [
      'a verb that asks routes',
      'server/appeal/show-appeal.ts',
      './appeal-routes.ts',
      'verb may not import routes',
    ],
    [
      'a verb to its right',
      'server/registry/register.ts',
      '../office/show-queue.ts',
      'office is to the right of registry',
    ],
    [
      'routes that ask the process',
      'server/demo/demo-routes.ts',
      '../process/sweep.ts',
      'routes may not import process',
    ],
    ['a type alone', 'server/tariff/tariff-store.ts', '../registry/register.ts', 'store may not import verb'],
  ])('%s would be seen', (name, file, path, why) => {
    const source = `import ${name === 'a type alone' ? 'type ' : ''}{ x } from '${path}'\n`
    expect(wrongIn(planted(file, source)).join('\n')).toContain(why)
  })

  test('a ring would be seen', () => {
    const ring = planted('server/vault.ts', "import { x } from './file-storage.ts'\n")
    const both = new Map([...ring, ['server/file-storage.ts', "import { y } from './vault.ts'\n"] as const])
    expect(ringsIn(both)).toHaveLength(1)
  })
})
