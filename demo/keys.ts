import { randomInt } from 'node:crypto'
import { toBase64 } from '../eds/bytes.ts'
import { type OpenedKeyFile, openKeyFile } from '../eds/pkcs12.ts'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../pretend/certification-authority/person-profile.ts'
import type { Trust } from '../server/context.ts'
import type { ClientCode, DemoClient, DemoStaff, StaffCode } from './people.ts'
import { staffIin } from './staff-iin.ts'

const dayMs = 86_400_000

/** A key file as the demo page offers it, its password shown. */
export interface DemoKey {
  readonly fileName: string
  readonly algorithm: 'rsa' | 'gost2015'
  readonly purpose: 'sign' | 'auth'
  readonly password: string
}

/** The company of data/settings.json. */
const company = { bin: '990140990016', name: '«ҚАЗАҚСТАН ТҰРҒЫН ҮЙ КОМПАНИЯСЫ» АҚ' }

/** The key files of the demo's people, and one signing key of each client, opened for the letters already sent. */
export interface DemoKeys {
  readonly trust: Trust
  readonly authority: Authority
  readonly shown: ReadonlyMap<ClientCode | StaffCode, readonly DemoKey[]>
  /** PKCS#12, base64, by file name. */
  readonly files: Readonly<Record<string, string>>
  readonly signing: ReadonlyMap<ClientCode, OpenedKeyFile>
  /** The company's, for its seal on evidence packages. */
  readonly company: { readonly p12: Uint8Array; readonly password: string }
}

/**
 * Issues each client, and each of the company's people as such, a national set: RSA to sign and to sign in, GOST-2015
 * for both, by a played authority that the demo world keeps. Valid from two months before `now` for a year.
 */
export async function issueDemoKeys(
  clients: readonly DemoClient[],
  staff: readonly DemoStaff[],
  now: number,
): Promise<DemoKeys> {
  const authority = await createAuthority({ now: new Date(now) })
  // All at once: RSA keys are made on every core.
  const [companyKey, ...sets] = await Promise.all([
    issueCompanyKey(authority, now),
    ...clients.map((client) => issueSet(authority, client, now)),
    ...staff.map((member, place) => issueSet(authority, asStaff(member, place), now)),
  ])
  const signing = new Map<ClientCode, OpenedKeyFile>()
  for (const [index, { code }] of clients.entries()) {
    // Every other client's letters are signed with GOST, so that the demo world has both kinds.
    const used = sets[index]?.[index % 2]
    if (used !== undefined) signing.set(code, openKeyFile(used.p12, used.key.password))
  }
  const { anchors, intermediates } = authority
  return {
    trust: { anchors, intermediates, testPersons: true },
    authority,
    shown: new Map(
      [...clients, ...staff].map(({ code }, index) => [code, (sets[index] ?? []).map(({ key }) => key)]),
    ),
    files: Object.fromEntries(sets.flat().map(({ key, p12 }) => [key.fileName, toBase64(p12)])),
    signing,
    company: companyKey,
  }
}

/** Whose key it is. */
type Holder = Pick<DemoClient, 'name' | 'iin'> & Pick<PersonKeyOrder, 'company'>

/** Which role a company orders for its people is its own affair. */
const employeeRoles = ['employee', 'personnel', 'employee', 'finance'] as const

function asStaff({ name, roles }: DemoStaff, place: number): Holder {
  const employee = employeeRoles[place % employeeRoles.length] ?? 'employee'
  const role = roles.includes('head') ? 'maySign' : employee
  return { name, iin: staffIin(name, place), company: { ...company, role } }
}

async function issueSet(authority: Authority, holder: Holder, now: number): Promise<IssuedKey[]> {
  const password = easyPassword()
  return await Promise.all([
    issue(authority, holder, 'rsa', 'sign', password, now),
    issue(authority, holder, 'gost2015', 'sign', password, now),
    issue(authority, holder, 'rsa', 'auth', password, now),
  ])
}

interface IssuedKey {
  readonly key: DemoKey
  readonly p12: Uint8Array
}

/** In the hands of an invented head. */
async function issueCompanyKey(authority: Authority, now: number): Promise<DemoKeys['company']> {
  const password = easyPassword()
  const { p12 } = await authority.issuePersonKey({
    surname: 'Басшыев',
    givenName: 'Бірінші',
    iin: '640723100015',
    company,
    algorithm: 'rsa',
    purpose: 'sign',
    ...validity(now),
    password,
  })
  return { p12, password }
}

const validity = (now: number) => ({
  notBefore: new Date(now - 60 * dayMs),
  notAfter: new Date(now + 305 * dayMs),
})

async function issue(
  authority: Authority,
  { name, iin, company }: Holder,
  algorithm: 'rsa' | 'gost2015',
  purpose: 'sign' | 'auth',
  password: string,
  now: number,
): Promise<IssuedKey> {
  const { family, given, patronymic } = name
  const { fileName, p12 } = await authority.issuePersonKey({
    surname: family,
    givenName: given,
    ...(patronymic === null ? {} : { patronymic }),
    iin,
    ...(company === undefined ? {} : { company }),
    algorithm,
    purpose,
    ...validity(now),
    password,
  })
  return { key: { fileName, algorithm, purpose, password }, p12 }
}

/** Shown on the demo page and typed by hand: by the authority's rule a capital, a small letter and a digit. */
export function easyPassword(): string {
  const letters = 'abcdefghkmnpqrstuvwxyz'
  const some = Array.from({ length: 8 }, () => letters[randomInt(letters.length)] ?? 'a').join('')
  return `Demo-${some}${randomInt(100, 1000)}`
}
