import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { readStandard } from '../shared-fixtures.ts'
import { projectFiles, readSource } from './sources.ts'

/** One requirement of the standard, and how far we keep to it. */
interface Row {
  readonly number: string
  readonly level: string
  readonly state: string
  readonly about: string
  /** Paths of tests and code, separated by blanks. */
  readonly where: string
  readonly reason: string
}

const states: ReadonlyMap<string, string> = new Map([
  ['met', 'met'],
  ['partly', 'partly'],
  ['not', '**not**'],
  ['notApplicable', 'n/a'],
])

const chapters = [
  'Encoding and sanitization',
  'Validation and business logic',
  'The browser',
  'The API',
  'Files',
  'Signing in',
  'Sessions',
  'Rights',
  'Self-contained tokens',
  'OAuth and OpenID Connect',
  'Cryptography',
  'Connections',
  'Configuration',
  'Data',
  'Design',
  'Logs and faults',
  'WebRTC',
] as const

/** Requirements of level 1 and of level 2 in ASVS 5.0.0. */
const most = { '1': 70, '2': 183 } as const

const rows: readonly Row[] = parse(readSource('docs/security/asvs.csv'), { columns: true })
const files: ReadonlySet<string> = new Set(projectFiles())
const page = readSource('docs/security.md')
const beforeTables = page.slice(0, page.indexOf('\n### 1. ') + 1) || page

const chapterOf = ({ number }: Row): number => Number(number.split('.')[0])
const placesOf = ({ where }: Row): string[] => where.split(' ').filter((place) => place !== '')

/** What a row says and may not: a file that is gone, something met nowhere, something missing without a word. */
function faultsOf(row: Row, known: ReadonlySet<string>): string[] {
  const places = placesOf(row)
  return [
    ...places.filter((place) => !known.has(place)).map((place) => `${row.number}: no file ${place}`),
    ...(row.state === 'met' && places.length === 0 ? [`${row.number}: met nowhere`] : []),
    ...(row.state === 'met' || row.reason !== '' ? [] : [`${row.number}: no reason`]),
    ...(states.has(row.state) ? [] : [`${row.number}: ${row.state}`]),
    ...(/\|/.test(row.about + row.reason) || row.about === '' ? [`${row.number}: its words`] : []),
  ]
}

function tableOf(title: string, ofChapter: readonly Row[]): string {
  const lines = ofChapter.map((row) => {
    const places = placesOf(row)
      .map((place) => `\`${place}\``)
      .join(', ')
    return `| ${row.number} | ${row.level} | ${row.about} | ${states.get(row.state)} | ${places} | ${row.reason} |`
  })
  const head = '| number | level | about | kept | where | to add |\n| --- | --- | --- | --- | --- | --- |'
  return `### ${title}\n\n${head}\n${lines.join('\n')}\n`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')
}

test('every requirement of level 1 and 2 has one row, in the order of the numbers', () => {
  const numbers = rows.map(({ number }) => number)
  const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })
  expect(numbers).toEqual([...new Set(numbers)].sort(byNumber))
  for (const [level, n] of Object.entries(most)) {
    expect(rows.filter((row) => row.level === level)).toHaveLength(n)
  }
  expect(rows).toHaveLength(most['1'] + most['2'])
})

test('they are the numbers and levels of the standard, where it is at hand', () => {
  const standard = readStandard()
  const ours = rows.map(({ number, level }) => `${number} ${level}`)
  expect(ours).toEqual(standard ?? ours)
})

test('every test and file that a row names is there, and every row says enough', () => {
  expect(rows.flatMap((row) => faultsOf(row, files))).toEqual([])
})

test('most of what is met is shown by a test', () => {
  const met = rows.filter(({ state }) => state === 'met')
  const tested = met.filter((row) => placesOf(row).some((place) => /\.(test|e2e)\.ts$/.test(place)))
  expect(tested.length).toBeGreaterThan(met.length / 2)
})

test('the tables of docs/security.md are those rows', async () => {
  const tables = chapters.map((name, at) =>
    tableOf(
      `${at + 1}. ${name}`,
      rows.filter((row) => chapterOf(row) === at + 1),
    ),
  )
  await expect(`${beforeTables}${tables.join('\n')}`).toMatchFileSnapshot('../../docs/security.md')
})

test('planted faults would be seen', () => {
  const row = { number: '9.9.9', level: '1', state: 'met', about: 'something', where: '', reason: '' }
  expect(faultsOf(row, files)).toEqual(['9.9.9: met nowhere'])
  expect(faultsOf({ ...row, where: 'server/gone.ts' }, files)).toEqual(['9.9.9: no file server/gone.ts'])
  expect(faultsOf({ ...row, state: 'not' }, files)).toEqual(['9.9.9: no reason'])
  expect(faultsOf({ ...row, state: 'perhaps', where: 'README.md' }, files)).toEqual([
    '9.9.9: no reason',
    '9.9.9: perhaps',
  ])
  expect(faultsOf({ ...row, about: 'a | b', where: 'README.md' }, files)).toEqual(['9.9.9: its words'])
})
