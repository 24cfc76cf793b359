import { describe, expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

/** Set by systems, shells and npm themselves, and read to find programs; nobody sets them for us. */
const ofTheSystem = new Set(['PATH', 'HOME', 'PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'])

/** Names of variables that a source reads, in every way that we read one. */
function variablesIn(source: string): string[] {
  const patterns = [
    /\benv\??\.([A-Z][A-Z0-9_]*)\b/g,
    /\benv\[\s*'([A-Z][^']*)'\s*\]/g,
    /\bgiven\('([A-Z][A-Z0-9_]*)'\)/g,
    /\bneeded\(env, '([A-Z][A-Z0-9_]*)'\)/g,
  ]
  const taken = [...source.matchAll(/\{([^{}]*)\}\s*=\s*process\.env\b/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/(?:^|,)\s*([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name),
  )
  const read = patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = '']) => name))
  return [...new Set([...read, ...taken])].filter((name) => !ofTheSystem.has(name))
}

/** Names in the first cells of the tables of docs/operating.md. */
function variablesTold(page: string): string[] {
  const cells = [...page.matchAll(/^\| ((?:[^|\n]*`[A-Z][A-Z0-9_]+(?:=[^`]*)?`[^|\n]*)) \|/gm)]
  return cells.flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z][A-Z0-9_]+)/g)].map(([, name = '']) => name),
  )
}

const sources = projectFiles().filter(
  (file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.(test|d)\.ts$|^test\/(fixtures|house)\//.test(file),
)
const page = readSource('docs/operating.md')

describe('docs/operating.md tells every variable of the environment', () => {
  test('each that the code reads is there, and nothing else', () => {
    const read = new Set(sources.flatMap((file) => variablesIn(readSource(file))))
    expect(read.size).toBeGreaterThan(20)
    expect([...new Set(variablesTold(page))].sort()).toEqual([...read].sort())
  })

  test('each has one row that explains it', () => {
    const [, environment = ''] = /## 1\.([\s\S]*?)\n## 2\./.exec(page) ?? []
    const told = variablesTold(environment)
    expect(told.filter((name, at) => told.indexOf(name) !== at)).toEqual([])
  })

  test('a planted one would be seen', () => {
    const planted =
      "const { ONE, TWO = '' } = process.env\nf(process.env.THREE, env['FOUR'], given('FIVE'), env.PATH)"
    expect(variablesIn(planted).sort()).toEqual(['FIVE', 'FOUR', 'ONE', 'THREE', 'TWO'])
    expect(variablesTold('| `ONE` or `TWO` | both |\n| `kind` | none |\n')).toEqual(['ONE', 'TWO'])
  })
})
