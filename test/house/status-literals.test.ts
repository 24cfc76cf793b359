import { expect, test } from 'vitest'
import { statuses } from '../../domain/appeal/status.ts'
import { compileCopy, compilePatience } from './compile-copy.ts'
import { projectFiles, readSource } from './sources.ts'

// A status is spelled in its table, in words and in the badge's looks: there the compiler asks for all of them.
const table = 'domain/appeal/status.ts'
const words = ['kk', 'ru', 'en'].map((language) => `words/${language}/statuses.ts`)
const badge = projectFiles().find((file) => file.endsWith('/Badge.tsx')) ?? ''

const other = (status: string) => `${status}Elsewhere`
const renamed = (text: string, quoted: (status: string) => string) =>
  statuses.reduce((now, status) => now.replaceAll(quoted(status), quoted(other(status))), text)
const asKey = (status: string) => `\n  ${status}: {`

const planted: Record<string, string> = {
  'server/planted.ts': `import type { Db } from './context.ts'
export const open = (db: Db) =>
  db.selectFrom('appeal').select('id').where('status', '=', 'sent').execute()
`,
  'web/planted.tsx': `import type { IncomingRow } from '../wire/mailbox.ts'
export const Planted = ({ row }: { row: IncomingRow }) => (row.status === 'executed' ? null : <p />)
`,
}

test(
  'no status is spelled outside its table, its words and its looks',
  () => {
    // Every status gets another name at once: whatever still says the old one no longer compiles.
    const complaints = compileCopy({
      [table]: (text) => renamed(text, (status) => `'${status}'`),
      [badge]: (text) => renamed(text, asKey),
      ...Object.fromEntries(words.map((file) => [file, (text: string) => renamed(text, asKey)])),
      'db/tables.ts': (text) => {
        const union = (names: readonly string[]) => names.map((name) => `'${name}'`).join(' | ')
        return text.replace(`  status: ${union(statuses)}\n`, `  status: ${union(statuses.map(other))}\n`)
      },
      ...Object.fromEntries(Object.entries(planted).map(([file, text]) => [file, () => text])),
    })
    expect(complaints.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'server/planted.ts:3',
      'web/planted.tsx:2',
    ])
  },
  compilePatience,
)

// What the compiler can't see: the text of SQL, and types that leave out a name that is not there.
const spelled = new RegExp(
  `\\bstatus\\s*(=|<>|!=|(not\\s+)?in\\b)[\\s(]*'(${statuses.join('|')})'|\\b(Exclude|Extract)<Status\\b`,
)

test('nor in SQL that is written as text, outside migrations', () => {
  const sources = projectFiles().filter(
    (file) =>
      /^(server|db|demo|bin|web|wire|domain|words)\/.*\.(tsx?|sql)$/.test(file) &&
      !/\.test\.tsx?$/.test(file),
  )
  const wrong = sources.filter((file) => !file.startsWith('db/migrations/') && spelled.test(readSource(file)))
  expect(wrong).toEqual([])
  expect("sql`appeal.status not in ('draft', 'sent')`").toMatch(spelled)
  expect("type Sent = Exclude<Status, 'draft'>").toMatch(spelled)
})
