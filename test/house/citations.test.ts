import { describe, expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

/** Papers that a stranger does not have. The folder of fixtures may be named where tests look for it. */
const elsewhere =
  /\bDESIGN\b|(?<![/\w])domain\.md|\bkz-pki\b|\bOFFICE\.md\b|\bpeers-and-users\b|\bissue \d+|\.\.\/shared\//g
const namesTheFolder = ['bin/commands/test.ts', 'test/shared-fixtures.ts', 'test/house/citations.test.ts']

const files = new Set(projectFiles())
const decisions = [...files].flatMap((file) => /^docs\/decisions\/(\d{4})-/.exec(file)?.[1] ?? [])
const headings = new Map(
  [...files]
    .filter((file) => /^docs\/[^/]+\.md$/.test(file))
    .map((file) => [
      file,
      new Set([...readSource(file).matchAll(/^#+ §?(\d+(?:\.\d+)?)\b/gm)].map(([, n]) => n)),
    ]),
)
const guide = readSource('docs/guide.md')

/** A comment that wraps is read as one line. */
const oneLine = (text: string): string => text.replaceAll(/\n\s*(?:\*|\/\/|--|>)?\s*/g, ' ')

/** What a text cites that is not in this repository, or not at the place it names. */
function wrongCitations(text: string): string[] {
  const line = oneLine(text)
  const pages = [...line.matchAll(/docs\/[\w-]+\.md/g)].filter(([page]) => !files.has(page))
  const sections = [
    ...line.matchAll(
      /(docs\/[\w-]+\.md)`?,? (?:section )?((?:\d+(?:\.\d+)?(?:, | and |–))*\d+(?:\.\d+)?)\b/g,
    ),
  ].flatMap(([, page = '', numbers = '']) =>
    numbers
      .split(/, | and |–/)
      .filter((number) => !headings.get(page)?.has(number))
      .map((number) => `${page} ${number}`),
  )
  const pagesOfDecisions = [...line.matchAll(/docs\/decisions\/(\d{4})(-[\w-]+\.md)?/g)]
    .filter(([cited, number = '', rest]) => (rest ? !files.has(cited) : !decisions.includes(number)))
    .map(([cited]) => cited)
  const ofTheGuide = [...line.matchAll(/§(\d+)(\.\d+)?/g)]
    .filter(
      ([cited, section]) => !headings.get('docs/guide.md')?.has(section ?? '') || !guide.includes(cited),
    )
    .map(([cited]) => cited)
  return [...pages.map(([page]) => page), ...sections, ...pagesOfDecisions, ...ofTheGuide]
}

/** Files of ours that a page names between backquotes and that are not there; `{kk,ru,en}` means each of them. */
function gone(page: string): string[] {
  const named = [
    ...page.matchAll(
      /`((?:domain|words|eds|wire|db|server|web|pretend|demo|bin|test|data)\/[\w/.{},-]+\.\w+)`/g,
    ),
  ]
  return named
    .flatMap(([, file = '']) =>
      file.includes('{kk,ru,en}') ? ['kk', 'ru', 'en'].map((one) => file.replace('{kk,ru,en}', one)) : [file],
    )
    .filter((file) => !files.has(file))
}

const texts = [...files].filter(
  (file) => /\.(tsx?|mjs|css|sql|typ|md|json|html)$|^\.ci\/run$/.test(file) && !/^package-lock/.test(file),
)

describe('sources are in this repository, or public', () => {
  test('every page, section and decision that is cited is there', () => {
    const wrong = texts
      .filter((file) => file !== 'test/house/citations.test.ts')
      .flatMap((file) => wrongCitations(readSource(file)).map((cited) => `${file}: ${cited}`))
    expect(wrong).toEqual([])
  })

  test('nothing cites papers from elsewhere', () => {
    const wrong = texts
      .filter((file) => !namesTheFolder.includes(file))
      .flatMap((file) => [...readSource(file).matchAll(elsewhere)].map(([cited]) => `${file}: ${cited}`))
    expect(wrong).toEqual([])
  })

  test('every file that a page names is there', () => {
    const wrong = [...files]
      .filter((file) => file.endsWith('.md') && !file.startsWith('test/'))
      .flatMap((file) => gone(readSource(file)).map((named) => `${file}: ${named}`))
    expect(wrong).toEqual([])
  })

  test('decisions have numbers of their own', () => {
    expect(new Set(decisions).size).toBe(decisions.length)
  })

  test('planted faults would be seen', () => {
    expect(
      wrongCitations(
        '// docs/domain.md 3.4 and\n// 9.9, docs/signature-facts.md 1.10,\n// docs/nowhere.md, §10, §8.9, §44',
      ),
    ).toEqual(['docs/nowhere.md', 'docs/domain.md 9.9', '§8.9', '§44'])
    expect(gone('`domain/nowhere.ts`, `words/{kk,ru,en}/site.ts`, `domain/*.ts`')).toEqual([
      'domain/nowhere.ts',
    ])
    expect(wrongCitations('see `docs/decisions/0099` and docs/decisions/0001-other.md')).toEqual([
      'docs/decisions/0099',
      'docs/decisions/0001-other.md',
    ])
    const planted = [
      'DESIGN section 7',
      'domain.md 3.4',
      'kz-pki notes 1.3',
      '../shared/pki',
      'OFFICE.md',
      'issue 3',
    ]
    for (const cited of planted) expect(cited.match(elsewhere), cited).not.toBeNull()
    expect('docs/domain.md 3.4'.match(elsewhere)).toBeNull()
  })
})
