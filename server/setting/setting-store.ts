import { sql } from 'kysely'
import { z } from 'zod'
import { type FileLimits, largestLimits } from '../../domain/attachment/file-rules.ts'
import { type Instant, localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingHours } from '../../domain/calendar/working-hours.ts'
import { outgoingPrefix } from '../../domain/registry/outgoing-number.ts'
import { approvals, replySignatures } from '../../domain/reply/reply.ts'
import type { HeavyKind } from '../../wire/route.ts'
import type { Context, Db } from '../context.ts'
import { readOnce } from '../read-once.ts'

const localised = z.object({ kk: z.string(), ru: z.string(), en: z.string() })
const letterText = z.object({ kk: z.string(), ru: z.string() })
const time = z.string().regex(/^\d{2}:\d{2}:\d{2}$/)
const count = z.int().positive()
const gibi = 1024 ** 3
const approval = z.enum(approvals).default('head')
const workPerDay = {
  letter: count.default(2000),
  verification: count.default(2000),
  package: count.default(1000),
  archive: count.default(1000),
  export: count.default(500),
  preview: count.default(5000),
} satisfies Record<HeavyKind, z.ZodType>
/** The text on personal data in numbered versions: a new version is asked for again (docs/domain.md 2.3). */
const consentText = z.object({
  version: z.string().trim().min(1).max(40),
  sections: z.array(z.object({ title: localised, text: localised })).min(1),
})

/** Every setting by its key; the value of each is checked when it is written and when it is read. */
export const settingSchemas = {
  'company.name': localised,
  'company.shortName': localised,
  /** Stored ready in the dative: «Басқарма Төрағасына» (docs/domain.md 4.4). */
  'company.addressee': letterText,
  'company.requisites': z.object({
    beneficiary: localised,
    bin: z.string(),
    iban: z.string(),
    bic: z.string(),
    kbe: z.string(),
    knp: z.string().nullable(),
  }),
  'company.callCentre': z.string(),
  'company.betaMark': z.boolean(),
  'hours.opens': time,
  'hours.closes': time,
  'registry.beforeOpening': z.enum(['sameDay', 'nextWorkingDay']),
  'registry.closingInclusive': z.boolean(),
  /** What outgoing numbers begin with; a number keeps the one that it was taken under. */
  'outgoing.prefix': z.string().regex(outgoingPrefix).default('Ш'),
  'extension.capFrom': z.enum(['registration', 'dueDate']),
  /** §7: how much may be attached; `largestLimits` at most (server/setting/load-settings.ts). */
  'files.maxBytesPerFile': count,
  'files.maxFilesPerAppeal': count,
  'files.maxBytesPerAppeal': count,
  /** What one person may download at a time; more wait for their turn. */
  'files.downloadsAtOnce': count.default(6),
  /** Heavy work of each kind (wire/route.ts) at a time in a process: of an account, and of an address. */
  'work.atOnce': count.default(4),
  'work.atOnceOfAddress': count.default(24),
  /** And of an account on one day, far above what anybody needs. */
  'work.perDay': z.object(workPerDay).prefault({}),
  /** What a client may keep in drafts and add on a day, what somebody of the staff may add. Far above honest use. */
  'quota.client': z
    .object({
      drafts: count.default(300),
      draftsToday: count.default(500),
      bytes: count.default(3 * gibi),
      filesToday: count.default(1000),
      bytesToday: count.default(3 * gibi),
    })
    .prefault({}),
  'quota.staff': z
    .object({
      filesToday: count.default(2000),
      bytesToday: count.default(6 * gibi),
      takeOversToday: count.default(300),
    })
    .prefault({}),
  'letter.legalEquality': letterText,
  /** docs/office.md 6: at the end of every answer; dated, as the law it tells of. */
  'letter.appealRight': letterText.prefault({
    kk: 'Осы жауаппен келіспесеңіз, Қазақстан Республикасының заңнамасында белгіленген тәртіппен оған шағым беруге немесе сотқа жүгінуге құқығыңыз бар.',
    ru: 'Если Вы не согласны с этим ответом, Вы вправе обжаловать его в порядке, установленном законодательством Республики Казахстан, или обратиться в суд.',
  }),
  /** docs/decisions/0059: what becomes of a fee when an appeal is withdrawn; nothing is given back by the program. */
  'withdrawal.feeWords': letterText.prefault({
    kk: 'Төленген тариф сомасын қайтару мәселесі компанияның бекітілген тарифтері бойынша бөлек қаралады.',
    ru: 'Вопрос о возврате уплаченной по тарифу суммы рассматривается отдельно, по утверждённым тарифам компании.',
  }),
  /** §7: the client answers for the documents; names the company. */
  'letter.responsibility': letterText,
  /** docs/office.md 3: those who work on appeals look at their unit's, or at all. */
  'office.visibility': z.enum(['unit', 'all']).default('unit'),
  /** docs/office.md 6: who says yes to a letter of a kind, and who signs letters. */
  'reply.approval': z
    .object({
      answer: approval,
      interim: approval,
      papers: z.enum(approvals).default('executor'),
      forwarding: approval,
      return: approval,
      correction: approval,
    })
    .prefault({}),
  'reply.signature': z.enum(replySignatures).default('seal'),
  'session.idleMinutes': count,
  'session.clientMaxMinutes': count,
  'session.staffMaxMinutes': count,
  /** How long rows of the security log are kept (docs/security-log.md). */
  'security.keepDays': count.default(365),
  'draft.keepDays': count,
  /** Kept after execution (docs/domain.md 2.6). */
  'retention.years': count,
  /** Null, or left out: the company has published no text, and nobody is asked. */
  'consent.personalData': consentText.nullable().default(null),
} as const
export type SettingKey = keyof typeof settingSchemas
export type Settings = { readonly [Key in SettingKey]: z.output<(typeof settingSchemas)[Key]> }

/** What demo/ leaves for the pages of a demo database; no setting of the company. */
const demoKeys = ['demo.people', 'demo.keys', 'demo.authority', 'demo.grown', 'trust.demo'] as const
export type DemoKey = (typeof demoKeys)[number]

/** A setting of a day is missing or broken: the operator's fault, told by `doctor` and by /health/ready. */
export class SettingMissing extends Error {
  constructor(key: string, day: string) {
    super(`the setting ${key} has no right value on ${day}`)
    this.name = 'SettingMissing'
  }
}

const latest = (db: Db, day: PlainDate) =>
  db
    .selectFrom('setting')
    .distinctOn('key')
    .select(['key', 'value'])
    .where('valid_from', '<=', day)
    .orderBy('key')
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')

/** SQL: the settings in force on a day, as a text for `settingsOf`. */
export const settingsText = (day: PlainDate) => sql<string>`(select json_build_object('day', ${day}::text,
  'values', coalesce(json_object_agg(key, value), '{}'))::text from (
    select distinct on (key) key, value from setting
    where valid_from <= ${day} and key not in (${sql.join(demoKeys)})
    order by key, valid_from desc, recorded_at desc) latest)`

const SettingsText = z.object({ day: z.string(), values: z.record(z.string(), z.unknown()) })

/** What such a text says. Throws SettingMissing. */
export const settingsOf = readOnce((text): Settings => {
  const { day, values } = SettingsText.parse(JSON.parse(text))
  const entries = Object.entries(settingSchemas).map(([key, schema]) => {
    const parsed = schema.safeParse(values[key])
    if (!parsed.success) throw new SettingMissing(key, day)
    return [key, parsed.data]
  })
  return Object.fromEntries(entries) as Settings
})

/** The settings in force on the day of an act. Throws SettingMissing. */
export async function readSettings(db: Db, day: PlainDate): Promise<Settings> {
  const { text } = await db.selectNoFrom(settingsText(day).as('text')).executeTakeFirstOrThrow()
  return settingsOf(text)
}

/** What a setting was and will be, from which day: the earliest first; of one day what was recorded last counts. */
export async function settingOverTime<Key extends SettingKey>(
  db: Db,
  key: Key,
): Promise<{ from: PlainDate; value: Settings[Key] }[]> {
  const rows = await db
    .selectFrom('setting')
    .distinctOn('valid_from')
    .select(['valid_from', 'value'])
    .where('key', '=', key)
    .orderBy('valid_from')
    .orderBy('recorded_at', 'desc')
    .execute()
  return rows.map(({ valid_from, value }) => ({
    from: plainDate(valid_from),
    value: settingSchemas[key].parse(value) as Settings[Key],
  }))
}

/** Records a value from a day on; nothing is overwritten. Throws when the value does not fit the key. */
export async function recordSetting(
  db: Db,
  row: { key: SettingKey; value: unknown; validFrom: PlainDate; recordedAt: number; recordedBy?: string },
): Promise<void> {
  const value = settingSchemas[row.key].parse(row.value)
  await insert(db, row.key, value, row)
}

/** Leaves something of the demo world for its pages (server/demo/demo-people.ts). */
export async function recordDemo(db: Db, key: DemoKey, value: unknown, recordedAt: number): Promise<void> {
  await insert(db, key, value, { validFrom: plainDate('2000-01-01'), recordedAt })
}

/** What demo/ left; null when it left nothing. */
export async function readDemo(db: Db, key: DemoKey): Promise<unknown> {
  const row = await latest(db, plainDate('9999-12-31')).where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

async function insert(
  db: Db,
  key: string,
  value: unknown,
  row: { validFrom: PlainDate; recordedAt: number; recordedBy?: string },
): Promise<void> {
  await db
    .insertInto('setting')
    .values({
      key,
      valid_from: row.validFrom,
      value: JSON.stringify(value),
      recorded_at: new Date(row.recordedAt),
      recorded_by: row.recordedBy ?? null,
    })
    .execute()
}

/** §7: how much may be attached. More than the rules allow may have been recorded before anything asked for it. */
export function fileLimitsOf(settings: Settings): FileLimits {
  const { maxBytes, maxFiles, maxTotalBytes } = largestLimits
  return {
    maxBytes: Math.min(maxBytes, settings['files.maxBytesPerFile']),
    maxFiles: Math.min(maxFiles, settings['files.maxFilesPerAppeal']),
    maxTotalBytes: Math.min(maxTotalBytes, settings['files.maxBytesPerAppeal']),
  }
}

/** What nobody has changed since this moment is forgotten: kept for `draft.keepDays`, its whole last day too. */
export const forgottenBefore = (settings: Settings, now: Instant): Instant =>
  now - (settings['draft.keepDays'] + 1) * 86_400_000

/** §10: the company's working hours by its settings. */
export function hoursOf(settings: Settings): WorkingHours {
  return {
    opens: settings['hours.opens'],
    closes: settings['hours.closes'],
    closingInclusive: settings['registry.closingInclusive'],
  }
}

/** How long a process goes on with settings it has read; a change reaches every process after this. */
const freshMs = 5_000

interface Kept {
  readonly day: PlainDate
  readonly readAt: number
  readonly settings: Settings
}
const kept = new WeakMap<Db, Kept>()

/** Today's settings for what every request asks; a verb that writes a date reads its own by `readSettings`. */
export async function currentSettings(context: Context): Promise<Settings> {
  const day = localDate(context.now())
  const known = kept.get(context.db)
  if (known !== undefined && known.day === day && performance.now() - known.readAt < freshMs) {
    return known.settings
  }
  const settings = await readSettings(context.db, day)
  kept.set(context.db, { day, readAt: performance.now(), settings })
  return settings
}

/** After a change that this process must see at once. */
export function forgetSettings(db: Db): void {
  kept.delete(db)
}
