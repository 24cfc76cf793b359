import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { ModuleInFile, type ReplyTextsFile, TemplateInFile } from './reply-texts-file.ts'

interface Row {
  readonly code: string
  readonly part: 'template' | 'module'
  readonly position: number
  readonly definition: unknown
}

async function rowsOn(db: Db, day: PlainDate): Promise<Row[]> {
  const rows = await db
    .selectFrom('reply_template')
    .distinctOn('code')
    .select(['code', 'part', 'position', 'definition'])
    .where('valid_from', '<=', day)
    .orderBy('code')
    .orderBy('valid_from', 'desc')
    .orderBy('seq', 'desc')
    .execute()
  return rows.filter(({ definition }) => definition !== null).sort((a, b) => a.position - b.position)
}

/** Templates and text modules in force on a day, in their order; none recorded: none. */
export async function replyTextsOn(db: Db, day: PlainDate): Promise<ReplyTextsFile> {
  const rows = await rowsOn(db, day)
  const of = (part: Row['part']) => rows.filter((row) => row.part === part)
  return {
    templates: of('template').map(({ definition }) => TemplateInFile.parse(definition)),
    modules: of('module').map(({ definition }) => ModuleInFile.parse(definition)),
  }
}

const asRows = ({ templates, modules }: ReplyTextsFile): Row[] => [
  ...templates.map((one, position): Row => ({ code: one.code, part: 'template', position, definition: one })),
  ...modules.map((one, position): Row => ({ code: one.code, part: 'module', position, definition: one })),
]

/** Any constant of our own will do. */
const recordingLock = 7_265_436

/**
 * Makes these the templates and modules in force from a day on: a row for each that is new, changed or moved, and one
 * that takes out what is not among them. Answers the codes of both. Call it in a transaction.
 */
export async function recordReplyTexts(
  trx: Db,
  texts: ReplyTextsFile,
  from: PlainDate,
  at: number,
): Promise<{ recorded: string[]; takenOut: string[] }> {
  await sql`select pg_advisory_xact_lock(${recordingLock})`.execute(trx)
  const before = new Map((await rowsOn(trx, from)).map((row) => [row.code, row]))
  const now = asRows(texts)
  const changed = now.filter((row) => {
    const was = before.get(row.code)
    return was === undefined || !isDeepStrictEqual({ ...was }, row)
  })
  const gone = [...before.values()].filter(({ code }) => now.every((row) => row.code !== code))
  const rows = [...changed, ...gone.map((row): Row => ({ ...row, definition: null }))]
  if (rows.length > 0) {
    await trx
      .insertInto('reply_template')
      .values(
        rows.map(({ definition, ...row }) => ({
          ...row,
          definition: definition === null ? null : JSON.stringify(definition),
          valid_from: from,
          recorded_at: new Date(at),
        })),
      )
      .execute()
  }
  return { recorded: changed.map(({ code }) => code), takenOut: gone.map(({ code }) => code) }
}
