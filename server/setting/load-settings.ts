import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../db/project-root.ts'
import { largestLimits } from '../../domain/attachment/file-rules.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { parseBin } from '../../domain/person/bin.ts'
import { isBic, parseIban } from '../../domain/tariff/iban.ts'
import type { Context } from '../context.ts'
import { inLoggedTransaction } from '../security-log.ts'
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
  const { testPersons: testPerson } = context.trust
  const issues = settings.flatMap(({ key, value }) =>
    (
      settingSchemas[key].safeParse(value).error?.issues ?? [
        ...wrongNumbers(key, value, testPerson),
        ...tooMuch(key, value),
      ]
    ).map((issue) => ({ ...issue, path: [key, ...issue.path] })),
  )
  if (issues.length > 0) throw new z.ZodError(issues)
  await inLoggedTransaction(context, async (tx, tell) => {
    for (const { key, validFrom, value } of settings) {
      await recordSetting(tx, { key, value, validFrom: plainDate(validFrom), recordedAt: context.now() })
    }
    const keys = [...new Set(settings.map(({ key }) => key))]
    await tell('settingsRecorded', null, { keys: keys.join(' ') })
  })
}

/**
 * Requisites by the rules of clients' own numbers. Asked when they are recorded and not when they are read: what a
 * company recorded before must not stop it.
 */
function wrongNumbers(key: SettingKey, value: unknown, testPerson: boolean): z.core.$ZodIssue[] {
  if (key !== 'company.requisites') return []
  const { bin, iban, bic } = settingSchemas[key].parse(value)
  const right = {
    bin: parseBin(bin, { testPerson }) !== null,
    iban: parseIban(iban) !== null,
    bic: isBic(bic),
  }
  return Object.entries(right).flatMap(([name, isRight]) =>
    isRight ? [] : [{ code: 'custom', path: [name], message: `not a right ${name.toUpperCase()}` }],
  )
}

const most: Partial<Record<SettingKey, number>> = {
  'files.maxBytesPerFile': largestLimits.maxBytes,
  'files.maxFilesPerAppeal': largestLimits.maxFiles,
  'files.maxBytesPerAppeal': largestLimits.maxTotalBytes,
}

/** §7: a limit above the largest. Asked only here too: `fileLimitsOf` reads what was recorded before as the largest. */
function tooMuch(key: SettingKey, value: unknown): z.core.$ZodIssue[] {
  const maximum = most[key]
  if (maximum === undefined || Number(value) <= maximum) return []
  return [{ code: 'custom', path: [], message: `more than ${maximum}`, params: { maximum } }]
}
