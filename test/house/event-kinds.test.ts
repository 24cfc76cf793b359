import { expect, test } from 'vitest'
import { compileCopy, compilePatience } from './compile-copy.ts'
import type { Room } from './sources.ts'

/** Compiles with one more event, whose line in the table is `row`: the files that complain. */
function filesThatMiss(row: string, change: (text: string) => string, rooms?: readonly Room[]) {
  const plant = (text: string) =>
    change(text)
      .replace('export interface EventData {\n', '$&  readonly planted: { readonly unitId: string }\n')
      .replace('const kinds = {\n', `$&${row}`)
  const complaints = compileCopy({ 'domain/appeal/history.ts': plant }, rooms)
  return [...new Set(complaints.map(({ file }) => file.split('/').at(-1)))]
}
/** Its part in the fold: it changes nothing. */
const folded = (text: string) => text.replace("    case 'dueDateTold':\n", "$&    case 'planted':\n")

test(
  'the compiler names what an event that the client sees still wants',
  () => {
    const row = "planted: { act: null, seenBy: 'client', unread: true },\n"
    expect(filesThatMiss(row, (text) => text, ['domain', 'server'])).toEqual([
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
    const office = (rest: string) =>
      filesThatMiss(`planted: { seenBy: 'office', ${rest} },\n`, folded, ['domain'])
    // Whether somebody of the staff is told of it is settled for every event.
    expect(office('act: null, unread: false')).toEqual(['event-signals.ts'])
    expect(office("act: 'execute', unread: false")).toEqual(['history.ts', 'event-signals.ts'])
    expect(office('act: null, unread: true')).toEqual(['history.ts', 'event-signals.ts'])
  },
  compilePatience,
)

test(
  'an event without its line in the table does not compile',
  () => {
    expect(filesThatMiss('', folded, ['domain'])).toContain('history.ts')
  },
  compilePatience,
)
