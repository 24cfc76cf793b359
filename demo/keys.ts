import { randomInt } from 'node:crypto'
import { toBase64 } from '../eds/bytes.ts'
import { type OpenedKeyFile, openKeyFile } from '../eds/pkcs12.ts'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import type { Trust } from '../server/context.ts'
import type { ClientCode, DemoClient } from './people.ts'

const dayMs = 86_400_000

/** A key file as the demo page offers it, its password shown. */
export interface DemoKey {
  readonly fileName: string
  readonly algorithm: 'rsa' | 'gost2015'
  readonly purpose: 'sign' | 'auth'
  readonly password: string
}

/** The key files of the demo clients, and one signing key of each, opened for the letters already sent. */
export interface DemoKeys {
  readonly trust: Trust
  readonly authority: Authority
  readonly shown: ReadonlyMap<ClientCode, readonly DemoKey[]>
  /** PKCS#12, base64, by file name. */
  readonly files: Readonly<Record<string, string>>
  readonly signing: ReadonlyMap<ClientCode, OpenedKeyFile>
  /** The company's, for its seal on evidence packages. */
  readonly company: { readonly p12: Uint8Array; readonly password: string }
}

/**
 * Issues each client a national set: RSA to sign and to sign in, GOST-2015 for both, by a played authority that the
 * demo world keeps. Valid from two months before `now` for a year.
 */
export async function issueDemoKeys(clients: readonly DemoClient[], now: number): Promise<DemoKeys> {
  const authority = await createAuthority({ now: new Date(now) })
  const shown = new Map<ClientCode, DemoKey[]>()
  const signing = new Map<ClientCode, OpenedKeyFile>()
  const files: Record<string, string> = {}
  for (const [index, client] of clients.entries()) {
    const password = easyPassword()
    const keys = await Promise.all([
      issue(authority, client, 'rsa', 'sign', password, now),
      issue(authority, client, 'gost2015', 'sign', password, now),
      issue(authority, client, 'rsa', 'auth', password, now),
    ])
    for (const { key, p12 } of keys) files[key.fileName] = toBase64(p12)
    shown.set(
      client.code,
      keys.map(({ key }) => key),
    )
    // Every other client's letters are signed with GOST, so that the demo world has both kinds.
    const used = keys[index % 2]
    if (used !== undefined) signing.set(client.code, openKeyFile(used.p12, password))
  }
  const { anchors, intermediates } = authority
  const company = await issueCompanyKey(authority, now)
  const trust = { anchors, intermediates, testPersons: true }
  return { trust, authority, shown, files, signing, company }
}

/** Of the company of data/settings.json, in the hands of an invented head. */
async function issueCompanyKey(authority: Authority, now: number): Promise<DemoKeys['company']> {
  const password = easyPassword()
  const { p12 } = await authority.issuePersonKey({
    surname: 'Басшыев',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: '990140990016', name: '«ҚАЗАҚСТАН ТҰРҒЫН ҮЙ КОМПАНИЯСЫ» АҚ' },
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
  client: DemoClient,
  algorithm: 'rsa' | 'gost2015',
  purpose: 'sign' | 'auth',
  password: string,
  now: number,
): Promise<{ key: DemoKey; p12: Uint8Array }> {
  const { family, given, patronymic } = client.name
  const { fileName, p12 } = await authority.issuePersonKey({
    surname: family,
    givenName: given,
    ...(patronymic === null ? {} : { patronymic }),
    iin: client.iin,
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
  const some = Array.from({ length: 6 }, () => letters[randomInt(letters.length)] ?? 'a').join('')
  return `Demo-${some}${randomInt(100, 1000)}`
}
