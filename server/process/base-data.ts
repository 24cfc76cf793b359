import { sql } from 'kysely'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { loadCalendarFile } from '../calendar/load-calendar.ts'
import { publishCatalogue, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { loadTemplates } from '../reply-template/load-templates.ts'
import { loadSettings } from '../setting/load-settings.ts'
import { loadTariffs } from '../tariff/publish-tariff.ts'

/** The shipped settings, calendar, kinds of appeal, tariffs and templates: what a demo or a test world starts from. */
export async function loadBaseData(context: Context): Promise<void> {
  await loadSettings(context)
  await loadCalendarFile(context)
  await publishCatalogue(context, await readCatalogueFile(), plainDate('2020-01-01'))
  await loadTariffs(context)
  await loadTemplates(context, plainDate('2020-01-01'))
}

// Any constant of our own will do.
const firstStartLock = 7_265_422

/**
 * A database without settings gets the shipped settings and calendar, so that its pages can open; a company puts its
 * own in their place. Kinds of appeal and tariffs are never invented for a real company. Safe for two starts at once.
 */
export async function ensureSettings(context: Context): Promise<void> {
  await inTransaction(context.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${firstStartLock})`.execute(tx)
    const known = await tx.selectFrom('setting').select('key').limit(1).executeTakeFirst()
    if (known !== undefined) return
    const inside = { ...context, db: tx }
    await loadSettings(inside)
    await loadCalendarFile(inside)
    context.log({ level: 'warn', message: 'no settings yet: the shipped ones were recorded' })
  })
}
