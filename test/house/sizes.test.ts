import { expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

const generated = ['db/tables.ts']
const banned = /(^|\/)(utils?|helpers?|common|shared|manager|misc)(\/|\.|$)/i

const handWritten = projectFiles().filter(
  (file) => /\.(tsx?|mjs|css|sql|typ)$/.test(file) && !generated.includes(file),
)

test('no hand-written file is over 400 lines, with no exceptions', () => {
  const large = handWritten
    .map((file) => [file, readSource(file).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > 400)
  expect(large).toEqual([])
})

test('no file or folder is a bin for things without a name', () => {
  expect(projectFiles().filter((file) => banned.test(file))).toEqual([])
})

test('no barrels: a file that only passes on what others export', () => {
  const barrels = handWritten.filter((file) => {
    const lines = readSource(file)
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line))
    return lines.length > 0 && lines.every((line) => /^export .* from '/.test(line))
  })
  expect(barrels).toEqual([])
})

test('no lint or type check is silenced', () => {
  const mark = new RegExp(`${['biome', 'ignore'].join('-')}|@ts-(ignore|expect-error|nocheck)`)
  expect(handWritten.filter((file) => mark.test(readSource(file)))).toEqual([])
})
