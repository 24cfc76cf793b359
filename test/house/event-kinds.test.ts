import { expect, test } from 'vitest'
import { type Complaint, compileCopy, compilePatience } from './compile-copy.ts'
import { type Room, readSource } from './sources.ts'

const sayings = 'domain/appeal/event.ts'
const table = 'domain/appeal/history.ts'

/** An event that is planted: its name, and its line in the table. */
type Planted = readonly (readonly [name: string, row: string])[]

/** Compiles with more events. What the compiler says of a line in the table begins with that line. */
function compileWith(planted: Planted, change: (text: string) => string, rooms: readonly Room[]) {
  const said = (text: string) =>
    text.replace(
      'export interface EventData {\n',
      `$&${planted.map(([name]) => `  readonly ${name}: { readonly unitId: string }\n`).join('')}`,
    )
  const plant = (text: string) =>
    change(text).replace('const kinds = {\n', `$&${planted.map(([, row]) => row).join('')}`)
  const lines = plant(readSource(table)).split('\n')
  const lineOf = ({ file, line }: Complaint) => (file === table ? lines[line - 1] : '')
  const complaints = compileCopy({ [sayings]: said, [table]: plant }, rooms)
  return complaints.map((one) => ({ ...one, says: `${lineOf(one)} ${one.says}` }))
}
const filesOf = (complaints: readonly Complaint[]) => [
  ...new Set(complaints.map(({ file }) => file.split('/').at(-1))),
]
/** Their part in the fold: they change nothing. */
const folded = (planted: Planted) => (text: string) =>
  text.replace("    case 'dueDateTold':\n", `$&${planted.map(([name]) => `    case '${name}':\n`).join('')}`)

test(
  'the compiler names what an event that the client sees still wants',
  () => {
    const planted = [['planted', "planted: { act: null, seenBy: 'client', unread: true },\n"]] as const
    expect(filesOf(compileWith(planted, (text) => text, ['domain', 'server']))).toEqual([
      'history.ts',
      'notice.ts',
      'event-signals.ts',
      'appeal-in-full.ts',
      // The migration that lets the database take it.
      'event-store.ts',
      'last-act-store.ts',
      'case-history.ts',
    ])
  },
  compilePatience,
)

test(
  'what only the office sees wants no words for the client, moves no status and makes nothing unread',
  () => {
    const planted = [
      ['plantedNote', "plantedNote: { seenBy: 'office', act: null, unread: false },\n"],
      ['plantedAct', "plantedAct: { seenBy: 'office', act: 'execute', unread: false },\n"],
      ['plantedNews', "plantedNews: { seenBy: 'office', act: null, unread: true },\n"],
    ] as const
    const complaints = compileWith(planted, folded(planted), ['domain'])
    // Whether somebody of the staff is told of it is settled for every event.
    expect(filesOf(complaints)).toEqual(['history.ts', 'event-signals.ts'])
    const named = (name: string) => filesOf(complaints.filter(({ says }) => says.includes(name)))
    for (const [name] of planted) expect(named(name)).toContain('event-signals.ts')
    const rows = complaints.flatMap(({ says }) => /^planted\w+(?=: \{ seenBy)/.exec(says)?.[0] ?? [])
    expect(rows).toEqual(['plantedAct', 'plantedNews'])
  },
  compilePatience,
)

test(
  'an event without its line in the table does not compile',
  () => {
    const planted = [['planted', '']] as const
    expect(filesOf(compileWith(planted, folded(planted), ['domain']))).toContain('history.ts')
  },
  compilePatience,
)
