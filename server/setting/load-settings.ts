import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../db/project-root.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordSetting, type SettingKey, settingSchemas } from './setting-store.ts'

const SettingsFile = z.object({
  settings: z.array(
    z.object({
      key: z.enum(Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]]),
      validFrom: z.iso.date(),
      value: z.unknown(),
    }),
  ),
})

/** Records the settings of a file such as data/settings.json. Throws when one of them is not right. */
export async function loadSettings(
  context: Context,
  path = join(projectRoot(), 'data', 'settings.json'),
): Promise<void> {
  const { settings } = SettingsFile.parse(JSON.parse(await readFile(path, 'utf8')))
  await inTransaction(context.db, async (tx) => {
    for (const { key, validFrom, value } of settings) {
      await recordSetting(tx, { key, value, validFrom: plainDate(validFrom), recordedAt: context.now() })
    }
  })
}
