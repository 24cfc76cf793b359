import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, projectFiles, readSource } from './sources.ts'

// A part whose words come later than its first drawing takes away all that is drawn around it for as long, and the
// focus and what is being typed with it (web/words.ts, useAllWords). The frame around every page has these already.
const everywhere = new Set(['site'])
const sources = new Map(
  projectFiles()
    .filter((file) => /^web\/.*\.tsx?$/.test(file))
    .map((file) => [file, readSource(file)]),
)
const beside = (file: string, path: string) => posix.normalize(posix.join(posix.dirname(file), path))

/** Every source that a page brings along when it is fetched. */
function broughtBy(file: string, found = new Set<string>()): Set<string> {
  const source = sources.get(file)
  if (source === undefined || found.has(file)) return found
  found.add(file)
  const lazy = new Set([...source.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(([, path]) => path))
  for (const { path, typeOnly } of importsOf(source)) {
    if (typeOnly || lazy.has(path) || !path.startsWith('.')) continue
    broughtBy(beside(file, path), found)
  }
  return found
}

/** What is fetched by itself, a page or a window: its file, and the component of it that is drawn. */
function fetchedApart(): { file: string; name: string }[] {
  const found = new Map<string, { file: string; name: string }>()
  for (const [from, source] of sources) {
    for (const [, path = '', named] of source.matchAll(/import\(\s*'([^']+\.tsx)'\s*\)(?:\)\.(\w+))?/g)) {
      const one = { file: beside(from, path), name: named ?? posix.basename(path, '.tsx') }
      found.set(`${one.file} ${one.name}`, one)
    }
  }
  return [...found.values()]
}

/** A component of a source as it is written there; its hooks are outside every condition. */
function component(source: string, name: string): string {
  const written = new RegExp(
    `(?:^|\\n)(?:export )?(?:function ${name}\\(.*?\\n}|const ${name} = .*?\\n)(?=\\n|$)`,
    's',
  )
  return written.exec(source)?.[0] ?? ''
}

const wordsIn = (source: string): string[] =>
  [...source.matchAll(/\buse(?:All)?Words\(([^)]*)\)/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
  )

/** The words of a source without those of its components that are drawn in a Suspense of their own. */
function wordsWithoutBoundary(source: string): string[] {
  const within = [...source.matchAll(/<Suspense.*?<\/Suspense>/gs)].flatMap(([drawn]) =>
    [...drawn.matchAll(/<([A-Z]\w*)/g)].map(([, name = '']) => name),
  )
  return wordsIn(within.reduce((rest, name) => rest.replace(component(source, name), ''), source))
}

/** What a component asks for at first: beside each other, else one after the other. */
function askedBy(written: string): string[] {
  const together = written.match(/\buseAllWords\([^)]*\)/g)
  return wordsIn(together?.join('\n') ?? written)
}

function late(file: string, name: string): string[] {
  const asked = new Set([...everywhere, ...askedBy(component(sources.get(file) ?? '', name))])
  const used = [...broughtBy(file)].flatMap((one) => wordsWithoutBoundary(sources.get(one) ?? ''))
  return [...new Set(used)].filter((word) => !asked.has(word)).map((word) => `${file}, ${name}: ${word}`)
}

test('what is fetched by itself asks for the words of all that it brings along before it is drawn', () => {
  const pieces = fetchedApart()
  expect(pieces.length).toBeGreaterThan(40)
  expect(pieces.flatMap(({ file, name }) => late(file, name))).toEqual([])
})

test('what comes with the first load has its words from the beginning', () => {
  expect(late('web/main.tsx', '')).toEqual([])
})

test('what is fetched by itself is drawn in a Suspense of its own, or is a page by its address', () => {
  const drawnElsewhere = ['web/cabinet/sign/ways-to-sign.ts', 'web/office/OfficePages.tsx']
  const bare = [...sources].filter(([, source]) => /\blazy\(/.test(source) && !source.includes('<Suspense'))
  expect(bare.map(([file]) => file)).toEqual(drawnElsewhere)
})
