import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, projectFiles, type Room, readSource, rooms } from './sources.ts'

// STYLE.md, docs/decisions/0001. The web may take types from wire, and nothing that runs.
const mayImport: Record<Room, readonly Room[]> = {
  domain: [],
  words: ['domain'],
  eds: [],
  wire: ['domain'],
  db: [],
  server: ['domain', 'words', 'eds', 'wire', 'db'],
  web: ['domain', 'words', 'eds'],
  pretend: ['eds', 'domain'],
  demo: ['server', 'db', 'eds', 'pretend', 'domain'],
  bin: ['domain', 'words', 'eds', 'wire', 'db', 'server', 'pretend', 'demo'],
}
const nouns = [
  'calendar',
  'person',
  'contract',
  'tariff',
  'attachment',
  'catalogue',
  'signature',
  'registry',
  'appeal',
  'submission',
  'reply',
  'correspondence',
  'notice',
  'signal',
  'search',
  'mailbox',
  'sight',
  'book',
]
const isTest = (file: string) => /\.(test|e2e|bench)\.tsx?$/.test(file)

interface Crossing {
  readonly from: string
  readonly to: string
  readonly line: number
  readonly typeOnly: boolean
}

/** Imports of our own files, as paths from the root. `data/` is JSON for server, demo and bin. */
function crossings(file: string, source: string): Crossing[] {
  return importsOf(source)
    .filter(({ path }) => path.startsWith('.'))
    .map(({ path, line, typeOnly }) => ({
      from: file,
      to: posix.normalize(posix.join(posix.dirname(file), path)),
      line,
      typeOnly,
    }))
}

function broken({ from, to, typeOnly }: Crossing): string | null {
  const [fromRoom, fromNoun] = from.split('/') as [Room, string]
  const [toRoom, toNoun] = to.split('/') as [Room, string]
  if (toRoom === ('data' as Room)) {
    return ['server', 'demo', 'bin', 'db'].includes(fromRoom) ? null : `${fromRoom} may not read data/`
  }
  if (toRoom === ('test' as Room)) return `${fromRoom} may not import tests`
  if (fromRoom === 'web' && toRoom === 'wire') return typeOnly ? null : 'web takes wire by `import type` only'
  if (from.startsWith('web/ui/') && !/^(web\/(ui\/|words\.ts$)|words\/|domain\/)/.test(to)) {
    return 'web/ui holds primitives only: no session, no address, no page'
  }
  if (from.startsWith('web/ui/') && to.startsWith('domain/appeal/')) return 'web/ui knows no appeal'
  if (fromRoom !== toRoom) {
    return mayImport[fromRoom].includes(toRoom) ? null : `${fromRoom} may not import ${toRoom}`
  }
  if (fromRoom === 'domain' && nouns.includes(fromNoun) && nouns.includes(toNoun)) {
    return nouns.indexOf(toNoun) <= nouns.indexOf(fromNoun)
      ? null
      : `domain/${fromNoun} may not import domain/${toNoun}, which is to its right`
  }
  return null
}

const sources = projectFiles().filter(
  (file) =>
    (rooms as readonly string[]).includes(file.split('/')[0] ?? '') && /\.tsx?$/.test(file) && !isTest(file),
)

describe('who may import whom', () => {
  test('the rooms are there to be read', () => {
    expect(new Set(sources.map((file) => file.split('/')[0])).size).toBe(rooms.length)
  })

  test('no import goes the wrong way', () => {
    const wrong = sources.flatMap((file) =>
      crossings(file, readSource(file)).flatMap((crossing) => {
        const why = broken(crossing)
        return why === null ? [] : [`${file}:${crossing.line} → ${crossing.to}: ${why}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('a wrong import would be seen', () => {
    const planted = "import { x } from '../../server/context.ts'\nimport { y } from '../appeal/status.ts'\n"
    const found = crossings('domain/calendar/planted.ts', planted).map(broken)
    expect(found).toEqual([
      'domain may not import server',
      'domain/calendar may not import domain/appeal, which is to its right',
    ])
    expect(crossings('web/planted.ts', "import { Draft } from '../wire/appeal.ts'\n").map(broken)).toEqual([
      'web takes wire by `import type` only',
    ])
    const primitive =
      "import { useSession } from '../session.tsx'\nimport { statuses } from '../../domain/appeal/status.ts'\n"
    expect(crossings('web/ui/Planted.tsx', primitive).map(broken)).toEqual([
      'web/ui holds primitives only: no session, no address, no page',
      'web/ui knows no appeal',
    ])
  })

  test('web/ui knows no router', () => {
    const routed = sources.filter(
      (file) =>
        file.startsWith('web/ui/') &&
        importsOf(readSource(file)).some(({ path }) => path.startsWith('wouter')),
    )
    expect(routed).toEqual([])
  })

  test('inside server/ no act calls another act; it may end by showing what it did (`show-…`, `list-…`)', () => {
    const verbs = new Set(
      sources.filter(
        (file) =>
          /^server\/[a-z-]+\/[a-z-]+\.ts$/.test(file) &&
          /export async function \w+\(\s*context: Context,\s*asker: /s.test(readSource(file)),
      ),
    )
    const wrong = [...verbs].flatMap((file) =>
      crossings(file, readSource(file))
        .filter(({ to, typeOnly }) => !typeOnly && verbs.has(to) && !/\/(show|list)-[a-z-]+\.ts$/.test(to))
        .map(({ to, line }) => `${file}:${line} → ${to}`),
    )
    expect(wrong).toEqual([])
  })
})
