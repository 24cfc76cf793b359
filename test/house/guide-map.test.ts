import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { projectFiles, readSource, root } from './sources.ts'

const map = readSource('docs/guide.md')
const sections = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']

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
