import { expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

test('only tests that need the shared PKI fixtures may be skipped, and say so in their names', () => {
  const skips = projectFiles()
    .filter((file) => /\.(test|e2e)\.tsx?$/.test(file) && file !== 'test/house/skips.test.ts')
    .flatMap((file) => {
      const lines = readSource(file).split('\n')
      return lines.flatMap((line, at) =>
        /\.(skip|skipIf|runIf|todo)\(|\b(test|it|describe)\.only\b/.test(line)
          ? [{ where: `${file}:${at + 1}`, call: lines.slice(at, at + 3).join(' ') }]
          : [],
      )
    })
  expect(skips.length).toBeGreaterThan(3)
  const allowed = /\.skipIf\(fixturesDir === undefined\).*\(shared PKI fixtures\)/
  expect(skips.filter(({ call }) => !allowed.test(call)).map(({ where }) => where)).toEqual([])
})
