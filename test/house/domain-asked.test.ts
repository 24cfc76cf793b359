import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

const isTest = (file: string) => /\.(test|e2e|bench)\.tsx?$/.test(file) || file.startsWith('test/')
const read = (files: readonly string[]) => new Map(files.map((file) => [file, readSource(file)]))
const files = projectFiles().filter((file) => /\.tsx?$/.test(file))

interface Exported {
  readonly name: string
  readonly isType: boolean
}

/** What a source exports by name. A type that something else in its file is made of is asked with it. */
function exportsOf(source: string): Exported[] {
  const declared = /^export (?:async )?(const|let|function\*?|class|type|interface|enum) (\w+)/gm
  return [...source.matchAll(declared)].flatMap(([, kind, name = '']) => {
    const isType = kind === 'type' || kind === 'interface'
    const named = source.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []
    return isType && named.length > 1 ? [] : [{ name, isType }]
  })
}

/** What a source imports by name from our own files: `path name`. Whole modules are `path *`. */
function namesImported(file: string, source: string): string[] {
  const pattern = /(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?)\s+from\s+'(\.[^']+)'/g
  return [...source.matchAll(pattern)].flatMap(([, names = '', path = '']) => {
    const from = posix.normalize(posix.join(posix.dirname(file), path))
    return names.startsWith('*')
      ? [`${from} *`]
      : names
          .slice(1, -1)
          .split(',')
          .map((one) =>
            one
              .trim()
              .replace(/^type /, '')
              .replace(/ as .*/, ''),
          )
          .filter((name) => name !== '')
          .map((name) => `${from} ${name}`)
  })
}

type Sources = ReadonlyMap<string, string>
const namesIn = (sources: Sources) =>
  new Set([...sources].flatMap(([file, source]) => namesImported(file, source)))

/** Exports of `domain/` that nothing but their own file and tests asks; for a type a test is enough. */
function unasked(sources: Sources, tests: Sources): string[] {
  const [asked, tested] = [namesIn(sources), namesIn(tests)]
  return [...sources]
    .filter(([file]) => file.startsWith('domain/'))
    .flatMap(([file, source]) =>
      exportsOf(source)
        .filter(({ name }) => !asked.has(`${file} ${name}`) && !asked.has(`${file} *`))
        .filter(({ name, isType }) => !isType || !tested.has(`${file} ${name}`))
        .map(({ name }) => `${file}: ${name}`),
    )
}

describe('domain/ is asked', () => {
  const sources = read(files.filter((file) => !isTest(file)))
  const tests = read(files.filter(isTest))

  test('everything that it exports is used outside its own file and tests', () => {
    expect(unasked(sources, tests)).toEqual([])
  })

  test('a rule that nobody asks would be seen, whatever its own file does with it', () => {
    const planted = `export interface Dead { readonly n: number }
export const limit = 7
export function isOver(n: number): boolean {
  return n > limit
}
`
    const found = new Map(sources).set('domain/appeal/planted.ts', planted)
    expect(unasked(found, tests)).toEqual(
      ['Dead', 'limit', 'isOver'].map((name) => `domain/appeal/planted.ts: ${name}`),
    )
    found.set('server/asks.ts', "import { isOver as over, type Dead } from '../domain/appeal/planted.ts'\n")
    expect(unasked(found, tests)).toEqual(['domain/appeal/planted.ts: limit'])
  })
})
