import { describe, expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

/** Rows of README's maps: a folder, and the names of files in it. */
const rows = [...readSource('README.md').matchAll(/^\| `((?:domain|server)\/[a-z-]+)\/` \| (.*) \|$/gm)].map(
  ([, folder = '', names = '']) => ({
    folder,
    names: names.replace(/ \(.*\)$/, '').split(', '),
  }),
)
const files = new Set(projectFiles())

/** What a row says and is not so: a name without a file; of `domain/`, whose rows are whole, a file without a name. */
function faultsOf({ folder, names }: (typeof rows)[number], known: ReadonlySet<string>): string[] {
  const gone = names.map((name) => `${folder}/${name}.ts`).filter((file) => !known.has(file))
  const there = [...known].filter(
    (file) => file.startsWith(`${folder}/`) && /^[a-z-]+\.ts$/.test(file.slice(folder.length + 1)),
  )
  const unnamed = folder.startsWith('domain/')
    ? there.filter((file) => !names.includes(file.slice(folder.length + 1, -3)))
    : []
  return [...gone, ...unnamed]
}

describe('README says where each rule is', () => {
  test('every folder of domain/ has its row', () => {
    const folders = [...files].flatMap((file) => /^domain\/[a-z-]+(?=\/)/.exec(file)?.[0] ?? [])
    const told = rows.map(({ folder }) => folder)
    expect([...new Set(folders)].filter((folder) => !told.includes(folder))).toEqual([])
  })

  test('every name is a file, and every rule is named', () => {
    expect(rows.flatMap((row) => faultsOf(row, files))).toEqual([])
  })

  test('a file that is gone, and a rule without a name, would be seen', () => {
    const row = { folder: 'domain/registry', names: ['coupon', 'gone'] }
    const known = new Set([
      'domain/registry/coupon.ts',
      'domain/registry/unnamed.ts',
      'domain/registry/coupon.test.ts',
    ])
    expect(faultsOf(row, known)).toEqual(['domain/registry/gone.ts', 'domain/registry/unnamed.ts'])
  })
})
