import type { z } from 'zod'
import { relationsFor } from '../../domain/appeal/rights.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { usualColumns } from '../../domain/mailbox/queue.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { refuse } from '../../domain/refusal.ts'
import type { ExportQuery } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { HttpRefused, Refused } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { filterOf } from './desk-filter.ts'
import { cells, headings, sheetName } from './export-cells.ts'
import { csv, mediaTypes, xlsx } from './export-file.ts'
import { packedIdsOf, type QueueFilter } from './queue-store.ts'
import { rowsOf } from './show-queue.ts'
import { preferenceOf } from './view-store.ts'

/** A sheet has 1,048,576 rows, one of them the headings. */
const mostRows = 1_048_575
const rowsAtOnce = 500
const idBytes = 16

/**
 * The list as seen, as a file that is made while it goes: its ids are frozen at the beginning, its rows are read a few
 * hundred at a time as the caller takes them, each time by what the caller may do then. The security log says who took
 * which list, and how much of it. Throws 422 where a sheet would not hold it.
 */
export async function exportQueue(
  context: Context,
  asker: Asker,
  { format, ...asked }: z.output<typeof ExportQuery>,
  language: Language,
): Promise<StreamAnswer> {
  const filter = await filterOf(context.db, asker, asked, await listDays(context), 'export')
  const ids = await packedIdsOf(context.db, filter)
  if (format === 'xlsx' && ids.length / idBytes > mostRows) {
    throw new HttpRefused(422, 'export_too_long', { n: ids.length / idBytes, most: mostRows })
  }
  const chosen = (await preferenceOf(context.db, asker.id)).columns ?? usualColumns
  // What was searched for may name a person: that something was, is enough.
  const list = { format, list: queueAddress({ ...asked, q: '' }), searched: asked.q !== '' }
  const rowsInAll = ids.length / idBytes
  await logSecurity(context, 'listExported', asker.id, { ...list, rows: rowsInAll })
  async function* rows() {
    let given = 0
    try {
      for await (const row of rowsBy(context, filter, ids)) {
        yield cells(row, chosen, language)
        given += 1
      }
    } finally {
      await logSecurity(context, 'listExportEnded', asker.id, { ...list, rows: rowsInAll, given })
    }
  }
  const name = `${sheetName(language)} ${localDate(context.now())}.${format}`
  const top = headings(chosen, language)
  const stream =
    format === 'csv' ? csv(top, rows()) : xlsx(top, rows(), { sheet: sheetName(language), at: context.now() })
  return { stream, mediaType: mediaTypes[format], name }
}

async function* rowsBy(context: Context, filter: QueueFilter, packed: Buffer) {
  for (let from = 0; from < packed.length; from += rowsAtOnce * idBytes) {
    const ids = unpacked(packed.subarray(from, from + rowsAtOnce * idBytes))
    const asker = await stillExporting(context, filter.asker)
    yield* await rowsOf(context, { ...filter, asker, asked: { ...filter.asked, q: '' } }, ids)
  }
}

/** The caller as they are now. Throws, which breaks the file off, where they may take nothing away any more. */
async function stillExporting({ db, now }: Context, { id }: Asker): Promise<Asker> {
  const asker = await staffAsker(db, id, now())
  if (asker === null || relationsFor(asker.roles, 'export', false).size === 0) {
    throw new Refused(refuse('role_not_allowed'))
  }
  return asker
}

function unpacked(packed: Buffer): string[] {
  return Array.from({ length: packed.length / idBytes }, (_, at) =>
    packed
      .toString('hex', at * idBytes, (at + 1) * idBytes)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )
}
