import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, projectFiles, readSource } from './sources.ts'

// A page whose words come later than its first drawing is taken away for as long, and the focus and what is being typed
// with it (web/words.ts, useAllWords). The frame around every page has these already.
const everywhere = new Set(['site'])
const sources = new Map(
  projectFiles()
    .filter((file) => /^web\/.*\.tsx?$/.test(file))
    .map((file) => [file, readSource(file)]),
)

/** Every source that a page brings along when it is fetched. */
function broughtBy(file: string, found = new Set<string>()): Set<string> {
  const source = sources.get(file)
  if (source === undefined || found.has(file)) return found
  found.add(file)
  const lazy = new Set([...source.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(([, path]) => path))
  for (const { path, typeOnly } of importsOf(source)) {
    if (typeOnly || lazy.has(path) || !path.startsWith('.')) continue
    broughtBy(posix.normalize(posix.join(posix.dirname(file), path)), found)
  }
  return found
}

const namesIn = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].flatMap(([, list = '']) =>
    [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
  )

test('a page that asks for all its words at first asks for those of everything that it brings along', () => {
  const pages = [...sources].filter(([, source]) => /\buseAllWords\('/.test(source))
  expect(pages.length).toBeGreaterThan(2)
  const late = pages.flatMap(([file, source]) => {
    const asked = new Set(namesIn(source, /\buseAllWords\(([^)]*)\)/g))
    const used = [...broughtBy(file)].flatMap((one) =>
      namesIn(sources.get(one) ?? '', /\buseWords\(('\w+')\)/g),
    )
    return [...new Set(used)]
      .filter((name) => !asked.has(name) && !everywhere.has(name))
      .map((name) => `${file}: ${name}`)
  })
  expect(late).toEqual([])
})
