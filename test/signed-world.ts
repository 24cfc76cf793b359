import { expect } from 'vitest'
import { toBase64 } from '../eds/bytes.ts'
import { buildCms } from '../eds/cms-writer.ts'
import { type OpenedKeyFile, openKeyFile } from '../eds/pkcs12.ts'
import type { Authority } from '../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../pretend/certification-authority/person-profile.ts'
import {
  type AuthorityServices,
  listNames,
  startServices,
} from '../pretend/certification-authority/services.ts'
import type { AuthorityAddresses } from '../server/config.ts'
import type { Context } from '../server/context.ts'
import type { Draft, PreparedLetter, Sent } from '../wire/appeal.ts'
import { playedAuthority } from './played-authority.ts'
import type { Answer, TestBrowser } from './test-browser.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

/** A world whose trust is a played authority, which issues keys to the people a test names. */
export interface SignedWorld extends World {
  readonly authority: Authority
}

/** A signed world in which the authority is asked about revocation, over real sockets. */
export interface AskedWorld extends SignedWorld {
  readonly services: AuthorityServices
}

/** Where the played services answer, as a configuration names them. */
export function addressesOf({ url }: AuthorityServices): AuthorityAddresses {
  const lists = listNames.map((name) => `${url}/crl/${name}.crl`)
  return { ocsp: `${url}/ocsp`, lists, tsp: `${url}/tsp` }
}

export async function createAskedWorld(
  now = '2026-01-12T05:00:00Z',
  options: Omit<WorldOptions, 'now' | 'trust' | 'authority'> = {},
): Promise<AskedWorld> {
  const authority = await playedAuthority(new Date(now))
  return await askedWorld(authority, now, (asked) => createWorld({ ...options, ...asked }))
}

/** A world that asks this authority; `open` makes it with the options it is given. */
export async function askedWorld(
  authority: Authority,
  now: string,
  open: (asked: Pick<WorldOptions, 'now' | 'trust' | 'authority'>) => Promise<World>,
): Promise<AskedWorld> {
  let clock = (): number => Date.parse(now)
  const services = await startServices(authority, { now: () => clock() })
  const { anchors, intermediates } = authority
  const world = await open({
    now,
    trust: { anchors, intermediates, testPersons: true },
    authority: addressesOf(services),
  })
  clock = () => world.context.now()
  const close = async (): Promise<void> => {
    await world.close()
    await services.close()
  }
  return { ...world, authority, services, close }
}

export async function createSignedWorld(
  now = '2026-01-12T05:00:00Z',
  options: Omit<WorldOptions, 'now' | 'trust'> = {},
): Promise<SignedWorld> {
  const authority = await playedAuthority(new Date(now))
  const { anchors, intermediates } = authority
  const world = await createWorld({ ...options, now, trust: { anchors, intermediates, testPersons: true } })
  return { ...world, authority }
}

/** The signature over the letter of an appeal, as it is stored. */
export async function signatureOf({ db }: Context, appealId: string) {
  return await db
    .selectFrom('signature')
    .innerJoin('prepared_letter as letter', 'letter.id', 'signature.letter_id')
    .selectAll('signature')
    .where('letter.appeal_id', '=', appealId)
    .executeTakeFirstOrThrow()
}

/** A key of a client, opened; of Айгерім and RSA unless told. */
export async function issueKey(
  authority: Authority,
  order: Partial<PersonKeyOrder> = {},
): Promise<OpenedKeyFile> {
  return openKeyFile(await issueKeyFile(authority, order), order.password ?? keyPassword)
}

/** The password of every key file that is ordered without one. */
export const keyPassword = 'Qwerty12'

/** The same as a file. */
export async function issueKeyFile(
  authority: Authority,
  order: Partial<PersonKeyOrder> = {},
): Promise<Uint8Array> {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    patronymic: 'Ерланқызы',
    iin: '921125270019',
    algorithm: 'rsa',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: keyPassword,
    ...order,
  })
  return p12
}

/** A detached CMS over these bytes, base64, as the key-file window answers. */
export async function signBytes(key: OpenedKeyFile, content: Uint8Array, at: number): Promise<string> {
  const { certificate, privateKey } = key
  if (privateKey === null) throw new Error('the key cannot sign')
  return toBase64(await buildCms({ content, certificate, privateKey, signingTime: at, detached: true }))
}

const freeText = 'Желтоқсан айындағы төлемді 28.12.2025 күні төледім, бірақ кабинетте ол әлі көрінбейді.'

/** A complete draft in free format, which costs nothing and needs no documents. */
export async function freeDraft(
  browser: TestBrowser,
  contractId: string,
  subject = 'Төлемнің түсуін тексеру туралы',
): Promise<Draft> {
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId, letterLanguage: 'kk' },
  })
  const saved = await browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { typeCode: 'gen.free', answers: { subject, text: freeText } },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return saved.body
}

/** Prepares the letter of a complete draft and signs the bytes that the server shows. */
export async function signDraft(
  world: SignedWorld,
  browser: TestBrowser,
  draftId: string,
  key: OpenedKeyFile,
): Promise<{ letterId: string; method: 'keyFile'; cms: string }> {
  const letter = await browser.ask<PreparedLetter>(`POST /api/drafts/${draftId}/letter`)
  expect(letter.status, JSON.stringify(letter.body)).toBe(200)
  const { status, bytes } = await browser.bytes(`/api/drafts/${draftId}/letter/document`)
  // The words of an outage are no letter: signed, they would be refused as another document.
  expect(status).toBe(200)
  const cms = await signBytes(key, bytes, world.context.now())
  return { letterId: letter.body.letterId, method: 'keyFile', cms }
}

/** The whole way of one appeal in free format, up to «Жіберілді». */
export async function sendFree(
  world: SignedWorld,
  browser: TestBrowser,
  key: OpenedKeyFile,
  contractId = world.contracts.rent,
): Promise<Answer<Sent>> {
  const draft = await freeDraft(browser, contractId)
  const body = await signDraft(world, browser, draft.id, key)
  return await browser.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
}
