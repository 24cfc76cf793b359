import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { replyKinds } from '../../domain/appeal/reply-kind.ts'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { termStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, partsOf, yearOf } from '../../domain/calendar/plain-date.ts'
import { writingOf } from '../../domain/reply/reply-acts.ts'
import { replyTextFaults } from '../../domain/reply/reply-template.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { typesOn } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { whyNoLetterSeal } from '../evidence/letter-seal.ts'
import { sealInUse } from '../evidence/seal-store.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { unsureMails } from '../notice/mail-store.ts'
import { listStaff } from '../person/staff-store.ts'
import { whatIsMissing } from '../readiness/missing.ts'
import { replyTextsOn } from '../reply-template/reply-template-store.ts'
import { appealsKeptWrong, firstId, lackingOf, sentAfter } from '../search/search-store.ts'
import { readSettings, SettingMissing } from '../setting/setting-store.ts'
import { lackingPlans, stuckPlans } from '../signal/due-plan-store.ts'
import { lateStaffMails } from '../signal/signal-mail-store.ts'
import { tariffOnDay } from '../tariff/tariff-store.ts'
import { type Finding, good, problem, warning } from './finding.ts'

const dayMs = 86_400_000
/** Jobs and acts of the worker are done within moments; what waits longer tells that it does not run. */
const patienceMs = 10 * 60_000
/** National keys of people are renewed yearly, those of authorities rarely: two months to find the new ones. */
const soonMs = 60 * dayMs

/** Is every setting there, and is it the company's own? The shipped ones carry the bank code 999 of no bank. */
export async function checkSettings({ db, demo }: Context, today: PlainDate): Promise<Finding[]> {
  try {
    const { iban } = (await readSettings(db, today))['company.requisites']
    const shipped = !demo && /^KZ\d\d999TEST/.test(iban)
    return [good('settings'), shipped ? problem('requisites') : good('requisites')]
  } catch (error) {
    if (!(error instanceof SettingMissing)) throw error
    return [problem('settings', { reason: error.message })]
  }
}

/** This year's calendar, and from 1 September the next one's (docs/domain.md 3.1). */
export async function checkCalendar({ db }: Context, today: PlainDate): Promise<Finding[]> {
  const { years } = await readCalendar(db)
  const year = yearOf(today)
  const wanted = partsOf(today).month >= 9
  return [
    years.includes(year) ? good('calendar', { year }) : problem('calendar', { year }),
    wanted && !years.includes(year + 1)
      ? warning('nextCalendar', { year: year + 1 })
      : good('nextCalendar', { year: year + 1 }),
  ]
}

/** What clients write by, and what it costs. */
export async function checkOffer(context: Context, today: PlainDate): Promise<Finding[]> {
  const missing = await whatIsMissing(context)
  const codes = (await typesOn(context.db, today)).map(({ type }) => type.code)
  const tariff = await tariffOnDay(context.db, today)
  const priced = new Set(tariff?.fees.map(({ typeCode }) => typeCode))
  const without = codes.filter((code) => !priced.has(code))
  return [
    codes.length === 0 ? problem('appealTypes') : good('appealTypes', { n: codes.length }),
    tariff === null
      ? problem('tariffs', { codes: '–' })
      : without.length > 0
        ? warning('tariffs', { codes: without.join(', ') })
        : good('tariffs', { version: tariff.version }),
    missing.includes('vat') ? problem('vat') : good('vat'),
  ]
}

/** Do templates of replies name types that there are? A type may have been withdrawn since. */
export async function checkTemplates({ db }: Context, today: PlainDate): Promise<Finding> {
  const texts = await replyTextsOn(db, today)
  const types = new Set((await typesOn(db, today)).map(({ type }) => type.code))
  const wrong = replyTextFaults(texts, types).filter(({ kind }) => kind === 'type_unknown')
  const named = wrong.map(({ path, name }) => `${texts.templates[Number(path[1])]?.code}: ${name}`)
  return wrong.length > 0
    ? warning('templates', { names: named.join(', ') })
    : good('templates', { n: texts.templates.length, modules: texts.modules.length })
}

/** Appeals that the doctor compares with what search knows of them. */
const sample = 200

/** Does search know what the appeals say now? A sample from anywhere among them. */
export async function checkSearch({ db }: Context): Promise<Finding> {
  const later = await sentAfter(db, randomUUID(), sample)
  const earlier = await sentAfter(db, firstId, sample - later.length)
  const ids = [...new Set([...later, ...earlier])]
  const wrong = new Set([...(await lackingOf(db, ids)), ...(await appealsKeptWrong(db, ids))])
  return wrong.size > 0 ? warning('search', { n: wrong.size }) : good('search', { n: ids.length })
}

/** Are there roots, and for how long yet? */
export function checkTrust({ trust, now }: Context): Finding {
  const ends = trust.anchors.map((der) => parseCertificate(der).facts.notAfter)
  const left = Math.max(0, ...ends) - now()
  const days = Math.floor(left / dayMs)
  if (ends.length === 0 || left < 0) return problem('trust', { n: ends.length, days: 0 })
  return left < soonMs ? warning('trust', { n: ends.length, days }) : good('trust', { n: ends.length, days })
}

/** Is there a key that seals evidence, and for how long yet? */
export async function checkSeal({ db, now }: Context): Promise<Finding> {
  const seal = await sealInUse(db)
  const ends = seal === null ? 0 : parseCertificate(seal.certificate).facts.notAfter
  const days = Math.max(0, Math.floor((ends - now()) / dayMs))
  return days * dayMs < soonMs ? warning('seal', { days }) : good('seal', { days })
}

/** Letters that are to be sealed and can't be don't go: is the key there, in force and not revoked? */
export async function checkLetterSeal(context: Context, today: PlainDate): Promise<Finding> {
  try {
    const signature = (await readSettings(context.db, today))['reply.signature']
    const why = await whyNoLetterSeal(context)
    const needed = signature === 'headAndSeal' || (signature === 'seal' && why !== 'seal_missing')
    return needed && why !== null ? problem('letterSeal', { why }) : good('letterSeal')
  } catch (error) {
    // Told by the settings themselves.
    if (error instanceof SettingMissing) return good('letterSeal')
    throw error
  }
}

/** Somebody to answer appeals, somebody to give more time, somebody to enter others. */
export async function checkStaff({ db }: Context): Promise<Finding> {
  const active = (await listStaff(db)).filter((one) => one.active)
  const lacking = (['administrator', 'executor', 'head'] as const).filter(
    (role) => !active.some(({ roles }) => roles.includes(role)),
  )
  const roles = lacking.join(', ')
  if (lacking.includes('executor')) return problem('staff', { roles })
  return lacking.length > 0 ? warning('staff', { roles }) : good('staff', { n: active.length })
}

/**
 * That somebody of the staff is the client is known by their IIN alone (docs/office.md 6): who may write or approve
 * letters, and has none entered?
 */
export async function checkStaffIins({ db }: Context): Promise<Finding> {
  const answering = new Set([...replyKinds.map(writingOf), 'approveReply' as const].flatMap(rolesFor))
  const staff = (await listStaff(db)).filter(
    ({ active, roles }) => active && roles.some((role) => answering.has(role)),
  )
  const n = staff.filter(({ iin }) => iin === null).length
  return n > 0 ? warning('staffIins', { n }) : good('staffIins', { n: staff.length })
}

/** Jobs that were given up, and work that waits longer than a running worker lets it. */
export async function checkWork({ db, now }: Context): Promise<Finding[]> {
  const late = new Date(now() - patienceMs)
  const { rows } = await sql<{ failed: string; waiting: string }>`
    select count(*) filter (where attempts >= max_attempts) as failed,
           count(*) filter (where attempts < max_attempts and locked_at is null and run_at < clock_timestamp() - ${patienceMs} * interval '1 millisecond') as waiting
      from graphile_worker.jobs`.execute(db)
  const failed = Number(rows[0]?.failed ?? 0)
  const waiting = Number(rows[0]?.waiting ?? 0)
  const acts = await db
    .selectFrom('due_act')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('done_at', 'is', null)
    .where('due_at', '<', late)
    .executeTakeFirst()
  const due = Number(acts?.n ?? 0)
  const faults = await db
    .selectFrom('bug')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('occurred_at', '>', new Date(now() - dayMs))
    .executeTakeFirst()
  const bugs = Number(faults?.n ?? 0)
  return [
    failed + waiting > 0 ? problem('jobs', { failed, waiting }) : good('jobs'),
    due > 0 ? problem('acts', { n: due }) : good('acts'),
    bugs > 0 ? warning('faults', { n: bugs }) : good('faults'),
  ]
}

/** Does all that proves itself hold: chains, what they add up to, heads of days? */
export async function checkJournal(context: Context): Promise<Finding> {
  const { fault, events } = await verifyJournal(context)
  return fault === null ? good('journal', { n: events }) : problem('journal')
}

/** Registered appeals whose term is to be told, until the calendar of its year is entered. */
export async function checkDueDates({ db }: Context): Promise<Finding> {
  const row = await db
    .selectFrom('appeal')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('status', 'in', termStatuses)
    .where('due_date', 'is', null)
    .executeTakeFirst()
  const n = Number(row?.n ?? 0)
  return n > 0 ? warning('dueDates', { n }) : good('dueDates')
}

/** What should have been told an hour ago, what nobody will ever be told of, and mails to staff that do not arrive. */
export async function checkSignals({ db, now }: Context): Promise<Finding> {
  const since = now() - 3_600_000
  const { n } = await stuckPlans(db, since)
  const lacking = await lackingPlans(db)
  const mails = await lateStaffMails(db, since)
  return n + lacking + mails > 0 ? warning('signals', { n, lacking, mails }) : good('signals')
}

/** Mails that were handed over whole and never answered, of the last week: they may have arrived, or not. */
export async function checkUnsureMails({ db, now }: Context): Promise<Finding> {
  const n = await unsureMails(db, now() - 7 * dayMs)
  return n > 0 ? warning('unsureMails', { n }) : good('unsureMails')
}

export const todayOf = ({ now }: Context): PlainDate => localDate(now())
