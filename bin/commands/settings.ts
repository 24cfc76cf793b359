import { localDate } from '../../domain/calendar/instant.ts'
import { recordSettings, SettingsFile } from '../../server/setting/load-settings.ts'
import { readSettings } from '../../server/setting/setting-store.ts'
import { fill } from '../../words/fill.ts'
import type { CommandWorld } from '../terminal/command-world.ts'
import { type DataAsked, jsonOf, onData } from '../terminal/data-file.ts'

const usage = `otinish settings export > <file.json>             those of today: name, requisites, hours, phones, limits
otinish settings import <file.json> [--from <YYYY-MM-DD>]

  Each is dated and read by the day of an act; earlier days keep what they had. Nothing is overwritten.

  --from      from which day, instead of the file's own days
  --language  of these answers: kk, ru or en (default: LANG)`

/** `otinish settings …`: 0 done, 1 refused in words, 3 wrong arguments. */
export function run(args: string[]): Promise<number> {
  return onData('settings', args, { usage, acts: { export: false, import: true } }, exportOrImport)
}

async function exportOrImport({ context }: CommandWorld, asked: DataAsked): Promise<void> {
  const today = localDate(context.now())
  if (asked.act === 'export') {
    const settings = Object.entries(await readSettings(context.db, today)).map(([key, value]) => ({
      key,
      validFrom: today,
      value,
    }))
    console.log(JSON.stringify({ schemaVersion: 1, settings }, null, 1))
    return
  }
  const { settings } = SettingsFile.parse(await jsonOf(asked))
  const dated = settings.map((one) => ({ ...one, validFrom: asked.from ?? one.validFrom }))
  await recordSettings(context, dated)
  console.log(fill(asked.said.settingsRecorded, { n: dated.length }))
}
