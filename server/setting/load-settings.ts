import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../db/project-root.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordSetting, type SettingKey, settingSchemas } from './setting-store.ts'

/** Such as data/settings.json. */
export const SettingsFile = z.object({
  settings: z.array(
    z.object({
      key: z.enum(Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]]),
      validFrom: z.iso.date(),
      value: z.unknown(),
    }),
  ),
})
export type DatedSetting = z.output<typeof SettingsFile>['settings'][number]

/** Records the settings of a file such as data/settings.json. Throws when one of them is not right. */
export async function loadSettings(
  context: Context,
  path = join(projectRoot(), 'data', 'settings.json'),
): Promise<void> {
  const { settings } = SettingsFile.parse(JSON.parse(await readFile(path, 'utf8')))
  await recordSettings(context, settings)
}

/** Records settings, all or none. Throws ZodError, its path beginning with the key, when a value does not fit. */
export async function recordSettings(context: Context, settings: readonly DatedSetting[]): Promise<void> {
  const issues = settings.flatMap(({ key, value }) =>
    (settingSchemas[key].safeParse(value).error?.issues ?? []).map((issue) => ({
      ...issue,
      path: [key, ...issue.path],
    })),
  )
  if (issues.length > 0) throw new z.ZodError(issues)
  await inTransaction(context.db, async (tx) => {
    for (const { key, validFrom, value } of settings) {
      await recordSetting(tx, { key, value, validFrom: plainDate(validFrom), recordedAt: context.now() })
    }
  })
}
