import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { wideOnes } from './wide-stories.ts'

test('every story of the office but its main one is wide, and none of the guide’s own', () => {
  const stories = readdirSync(join(projectRoot(), 'test/stories')).filter((file) => file.endsWith('.e2e.ts'))
  const wide = wideOnes(stories)
  const told = stories.map((file) => file.replace('.e2e.ts', '')).filter((name) => !wide.includes(name))
  const numbered = (names: readonly string[]) =>
    names.map((name) => Number(/^\d+/.exec(name)?.[0])).filter((number) => number > 0)
  expect([...new Set(numbered(told))].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])
  expect(numbered(wide).every((number) => number > 10 && number !== 20)).toBe(true)
  expect(wide.length).toBeGreaterThan(30)
})
