import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { run } from './catalogue.ts'

vi.stubEnv('LC_ALL', 'C')
const folder = mkdtempSync(join(tmpdir(), 'otinish-catalogue-'))
const shipped = join(projectRoot(), 'data', 'catalogue.json')
const said = vi.spyOn(console, 'log').mockImplementation(() => {})
const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => {
  said.mockClear()
  complained.mockClear()
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})
const complaints = (): string => complained.mock.calls.flat().join('\n')

test('a right file is told so', async () => {
  expect(await run(['check', shipped])).toBe(0)
  expect(said.mock.calls.flat()).toEqual([`${shipped}: nothing wrong, types: 28`])
})

test('a wrong one is refused by file, line and name; import changes nothing before it is right', async () => {
  const file = join(folder, 'broken.json')
  writeFileSync(file, readFileSync(shipped, 'utf8').replace('"type": "money"', '"type": "coins"'))
  for (const act of ['check', 'import']) {
    expect(await run([act, file])).toBe(1)
    expect(complaints()).toMatch(
      /broken\.json:\d+: «rent\.early\.partial», field «amount»: an unknown kind of field/,
    )
    complained.mockClear()
  }
})

test('a file that is not there is told in words', async () => {
  expect(await run(['check', join(folder, 'nothing.json')])).toBe(1)
  expect(complaints()).toContain('nothing.json')
})

test.each([
  [[]],
  [['check']],
  [['check', 'a', 'b']],
  [['rename', 'a']],
  [['import', 'a', '--from', 'tomorrow']],
])('wrong arguments: %j', async (args) => {
  expect(await run(args)).toBe(3)
  expect(complaints()).toContain('otinish catalogue check FILE.json')
})
