import { parseArgs } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { type Language, type Localised, languages } from '../../domain/language.ts'
import { firstPasswordDays } from '../../domain/person/first-password.ts'
import { maskIin } from '../../domain/person/iin.ts'
import { fullName, type PersonName } from '../../domain/person/name.ts'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import type { Context } from '../../server/context.ts'
import { problemWords } from '../../server/http/problem-words.ts'
import { addStaff, StaffRefused } from '../../server/person/add-staff.ts'
import type { FirstPassword } from '../../server/person/new-password.ts'
import {
  resetStaffCode,
  resetStaffPassword,
  setStaffActive,
  setStaffIin,
} from '../../server/person/staff-access.ts'
import { listStaff } from '../../server/person/staff-store.ts'
import { Refused } from '../../server/refused.ts'
import { staff as en } from '../../words/en/staff.ts'
import { fill } from '../../words/fill.ts'
import { staff as kk } from '../../words/kk/staff.ts'
import { staff as ru } from '../../words/ru/staff.ts'
import { inWorld } from '../terminal/command-world.ts'
import { changeStaff, leaveStaff, type StaffChange } from '../terminal/staff-office.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish staff add --login <login> --name "<surname given patronymic>" --role <role> [--role <role>]
                  [--extension <digits>] [--position-kk … --position-ru … --position-en …]
                  [--iin <IIN>] [--screen kk|ru|en]
                  [--unit <code>]
otinish staff change --login <login> [--grant <role>] [--withdraw <role>] [--join <unit>] [--quit <unit>]
otinish staff leave <login> [--heir <login>] [--discard-drafts] [--dry-run|--apply]
otinish staff list
otinish staff disable|enable --login <login>
otinish staff reset-password --login <login>
otinish staff reset-code --login <login>
otinish staff set-iin --login <login> --iin <IIN>
otinish staff remove-iin --login <login>

  --role           ${staffRoles.join(', ')}
  --unit, --join   the code of a unit; otinish unit list
  --heir           who takes all of it that they can take; the rest stays with its unit
  --discard-drafts letters that nobody has proposed are thrown away; without it, who takes the appeal goes on
  --apply          hands everything over and turns the account off; without it, only told
  --position-…     printed under the letters this person signs
  --iin            whose national key also opens this account
  --screen         the language of this person's screen (default: kk)
  --language       of these answers: kk, ru or en (default: LANG)`

const options = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string', multiple: true },
  extension: { type: 'string' },
  'position-kk': { type: 'string' },
  'position-ru': { type: 'string' },
  'position-en': { type: 'string' },
  iin: { type: 'string' },
  unit: { type: 'string', multiple: true },
  grant: { type: 'string', multiple: true },
  withdraw: { type: 'string', multiple: true },
  join: { type: 'string', multiple: true },
  quit: { type: 'string', multiple: true },
  heir: { type: 'string' },
  'discard-drafts': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  apply: { type: 'boolean' },
  screen: { type: 'string' },
  language: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
type Words = typeof kk
const words = { kk, ru, en }

/** `otinish staff …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const parsed = parse(args)
  if (parsed?.act === 'change') return await changeStaff(changeOf(parsed.values))
  if (parsed?.act === 'leave' && parsed.login !== undefined) {
    return await leaveStaff(parsed.login, {
      heir: parsed.values.heir,
      discard: parsed.values['discard-drafts'] ?? false,
      apply: parsed.values.apply ?? false,
    })
  }
  const act = parsed === null ? undefined : acts.get(parsed.act)
  if (parsed === null || act === undefined || parsed.login !== undefined) {
    return wrongArguments('staff', usage)
  }
  const said = words[parsed.language]
  return await inWorld('staff', parsed.language, async ({ context }) => {
    try {
      await act(context, parsed.values, said)
      return 0
    } catch (error) {
      const reason = whyNot(error, said, parsed.language)
      if (reason === null) throw error
      console.error(`otinish staff: ${reason}`)
      return 1
    }
  })
}

const changeOf = (values: Values): StaffChange => ({
  login: values.login ?? '',
  grant: values.grant ?? [],
  withdraw: values.withdraw ?? [],
  join: values.join ?? [],
  leave: values.quit ?? [],
})

interface Parsed {
  readonly act: string
  /** Of `leave`, which names somebody without an option. */
  readonly login: string | undefined
  readonly values: Values
  readonly language: Language
}

function parse(args: string[]): Parsed | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [act, login, ...more] = positionals
    if (act === undefined || more.length > 0 || language === undefined) return null
    if (values.apply && values['dry-run']) return null
    if (values.screen !== undefined && !languages.some((one) => one === values.screen)) return null
    return { act, login, values, language }
  } catch {
    return null
  }
}

function whyNot(error: unknown, said: Words, language: Language): string | null {
  if (error instanceof Refused) {
    const { title, detail } = problemWords(error.refusal.code, language, error.refusal.params)
    return `${title}. ${detail}`
  }
  if (!(error instanceof StaffRefused)) return null
  return fill(said[error.problem], { roles: staffRoles.join(', ') })
}

const acts = new Map<string, (context: Context, values: Values, said: Words) => Promise<void>>([
  ['add', add],
  ['list', list],
  ['disable', (context, values, said) => setActive(context, values, said, false)],
  ['enable', (context, values, said) => setActive(context, values, said, true)],
  ['reset-password', resetPassword],
  ['reset-code', resetCode],
  ['set-iin', setIin],
  ['remove-iin', removeIin],
])

async function add(context: Context, values: Values, said: Words): Promise<void> {
  const login = values.login ?? ''
  const roles = (values.role ?? []).flatMap((text) => text.split(','))
  if (roles.length === 0 || !roles.every(isStaffRole)) throw new StaffRefused('role')
  const { totpSecret, first } = await addStaff(context, {
    login,
    name: nameOf(values.name ?? ''),
    roles,
    extension: values.extension ?? null,
    position: positionOf(values),
    iin: values.iin ?? null,
    ...(values.unit === undefined ? {} : { units: values.unit }),
    language: languages.find((one) => one === values.screen) ?? 'kk',
  })
  console.log(fill(said.added, { login }))
  showPassword(first, said)
  showSecret(login, totpSecret, said)
}

async function list({ db }: Context, _values: Values, said: Words): Promise<void> {
  const everybody = await listStaff(db)
  if (everybody.length === 0) console.log(said.nobody)
  for (const { login, name, roles, extension, iin, active } of everybody) {
    const key = iin === null ? '–' : maskIin(iin)
    const shown = [
      login,
      fullName(name),
      roles.join(', '),
      extension ?? '–',
      key,
      ...(active ? [] : [said.off]),
    ]
    console.log(shown.join('\t'))
  }
}

async function setActive(context: Context, values: Values, said: Words, active: boolean): Promise<void> {
  const login = values.login ?? ''
  await setStaffActive(context, login, active)
  console.log(fill(active ? said.enabled : said.disabled, { login }))
}

async function resetPassword(context: Context, values: Values, said: Words): Promise<void> {
  const login = values.login ?? ''
  const first = await resetStaffPassword(context, login)
  console.log(fill(said.passwordReset, { login }))
  showPassword(first, said)
}

async function resetCode(context: Context, values: Values, said: Words): Promise<void> {
  const login = values.login ?? ''
  showSecret(login, await resetStaffCode(context, login), said)
}

async function setIin(context: Context, values: Values, said: Words): Promise<void> {
  const login = values.login ?? ''
  await setStaffIin(context, login, values.iin ?? '')
  console.log(fill(said.iinSet, { login }))
}

async function removeIin(context: Context, values: Values, said: Words): Promise<void> {
  const login = values.login ?? ''
  await setStaffIin(context, login, null)
  console.log(fill(said.iinRemoved, { login }))
}

const isStaffRole = (text: string): text is StaffRole => staffRoles.some((role) => role === text)

/** «Мамедов Али Гасан оглы»: everything after the second word is the patronymic. */
function nameOf(text: string): PersonName {
  const [family = '', given = '', ...rest] = text.trim().split(/\s+/)
  return { family, given, patronymic: rest.length === 0 ? null : rest.join(' ') }
}

function positionOf(values: Values): Localised | null {
  const texts = languages.map((language) => values[`position-${language}`])
  if (texts.every((text) => text === undefined)) return null
  const [kk = '', ru = '', en = ''] = texts
  return { kk, ru, en }
}

function showPassword(first: FirstPassword | null, said: Words): void {
  if (first === null) return
  const { password } = first
  const lines = [fill(said.firstOnce, { days: firstPasswordDays }), fill(said.firstPassword, { password })]
  console.log(lines.join('\n'))
}

/** RFC 6238 by the usual `otpauth:` address, which authenticators take as text or as a QR made of it. */
function showSecret(login: string, secret: string, said: Words): void {
  const uri = new TOTP({ issuer: 'Otinish', label: login, secret: Secret.fromBase32(secret) }).toString()
  console.log([said.secretOnce, fill(said.secret, { secret }), fill(said.address, { uri })].join('\n'))
}
