import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, projectFiles, readSource, root } from './sources.ts'

const map = readSource('docs/guide.md')
const sections = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']

/** Files of code that a page names; folders, tests, data and pages are none. */
const named = (page: string): string[] =>
  [...page.matchAll(/`((?:domain|words|eds|wire|db|server|web|pretend|demo|bin)\/[^`]+\.tsx?)`/g)].map(
    (match) => match[1] ?? '',
  )
const code = projectFiles().filter(
  (file) => /^(?!test\/).*\.(tsx?|mjs)$/.test(file) && !/\.(test|e2e|bench)\.tsx?$/.test(file),
)
const imported = new Set(
  code.flatMap((file) =>
    importsOf(readSource(file)).map(({ path }) => posix.normalize(posix.join(posix.dirname(file), path))),
  ),
)
const build = code
  .filter((file) => file.startsWith('bin/build/'))
  .map(readSource)
  .join('\n')
const idle = (file: string): boolean =>
  !imported.has(file) &&
  !build.includes(`/${posix.basename(file)}`) &&
  !build.includes(`'${posix.basename(file)}'`)

describe('docs/guide.md says where each rule of the guide is kept', () => {
  test('every section has its heading', () => {
    for (const section of sections) expect(map).toMatch(new RegExp(`^## §${section}\\b`, 'm'))
  })

  test('every file that it names is there', () => {
    const named = [...map.matchAll(/`((?:domain|words|eds|wire|db|server|web|test|data)\/[^`]+)`/g)].map(
      (match) => match[1] ?? '',
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((file) => !existsSync(`${root}/${file}`))).toEqual([])
  })

  test('every file of code that it names runs: another imports it, or the build begins with it', () => {
    expect(named(map).filter(idle)).toEqual([])
  })

  test('a file that nothing but a test imports would be seen', () => {
    expect(
      ['domain/appeal/can.ts', 'web/signing/frame/signer.ts', 'domain/appeal/no-such.ts'].filter(idle),
    ).toEqual(['domain/appeal/no-such.ts'])
    expect(named('- A rule: `domain/appeal/no-such.ts`, `docs/guide.md`')).toEqual([
      'domain/appeal/no-such.ts',
    ])
  })

  test('every section is cited beside a rule in domain/ and told by a browser story', () => {
    const files = projectFiles()
    const rules = files
      .filter((file) => file.startsWith('domain/') && file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map(readSource)
      .join('\n')
    const stories = files.filter((file) => /^test\/stories\/\d\d-.*\.e2e\.ts$/.test(file))
    for (const section of sections) {
      expect(rules, `§${section} in domain/`).toMatch(new RegExp(`§${section}\\b`))
      expect(
        stories.filter((file) => file.startsWith(`test/stories/${section.padStart(2, '0')}-`)),
        `a story of §${section}`,
      ).toHaveLength(1)
    }
  })
})
