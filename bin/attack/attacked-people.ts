import type { Kysely } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Tables } from '../../db/tables.ts'
import { demoClients, demoStaff } from '../../demo/people.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import { toBase64 } from '../../eds/bytes.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { recordConsent } from '../../server/consent/consent-store.ts'
import type { Context } from '../../server/context.ts'
import { addContract } from '../../server/contract/contract-store.ts'
import { addClient } from '../../server/person/add-client.ts'
import { addStaff } from '../../server/person/add-staff.ts'
import { openSession, type SessionHolder } from '../../server/person/session-store.ts'
import { currentSettings, recordDemo } from '../../server/setting/setting-store.ts'
import { addClients } from '../bench/add-clients.ts'
import type { Caller } from './ask.ts'

/** A client at their own address, who is signed in and has a contract. */
export interface AttackedClient extends Caller {
  readonly contractId: string
}

/** One of the staff and what they sign in by; `codesUsed` is the last step of thirty seconds that was used. */
export interface AttackedStaff {
  readonly id: string
  readonly login: string
  readonly password: string
  readonly totp: TOTP
  codesUsed: number
}

export interface AttackedPeople {
  /** Who look into their inboxes meanwhile. */
  readonly readers: readonly AttackedClient[]
  /** Others, taken one after another: who attacks, who is beside them. */
  nextClient(): AttackedClient
  nextStaff(): AttackedStaff
  /** Has a national key, and sends. */
  readonly sender: AttackedClient & { readonly key: OpenedKeyFile }
  readonly executor: Caller
}

const readers = 40
const others = 44
const staffCount = 24
const password = 'Тау-Көл-Жел-2026'
const appealsOfEach = 20

/** Clients and staff of the demo, and forty clients whose inboxes are looked into. */
export async function enterPeople(context: Context, owner: Kysely<Tables>): Promise<AttackedPeople> {
  await addClients(owner, 1, readers + others, appealsOfEach)
  const rows = await context.db
    .selectFrom('person')
    .innerJoin('party', 'party.person_id', 'person.id')
    .innerJoin('contract_party', 'contract_party.party_id', 'party.id')
    .select(['person.id', 'contract_party.contract_id'])
    .orderBy('person.iin')
    .execute()
  const clients: AttackedClient[] = []
  for (const [n, { id, contract_id: contractId }] of rows.entries()) {
    const who = await signedIn(context, { personId: id }, `172.16.${n}.7`)
    clients.push({ ...who, contractId })
  }
  const staff: AttackedStaff[] = []
  for (let n = 0; n < staffCount; n += 1) staff.push(await enterStaff(context, n, ['registrar']))
  const executor = await enterStaff(context, staffCount, ['executor'])
  const free = { clients: clients.slice(readers), staff: [...staff] }
  return {
    readers: clients.slice(0, readers),
    nextClient: () => taken(free.clients.shift()),
    nextStaff: () => taken(free.staff.shift()),
    sender: await enterSender(context),
    executor: await signedIn(context, { staffId: executor.id }, '172.17.0.1'),
  }
}

function taken<One>(one: One | undefined): One {
  if (one === undefined) throw new Error('there are not so many people')
  return one
}

async function signedIn(context: Context, holder: SessionHolder, address: string): Promise<Caller> {
  const token = await openSession(context.db, holder, context.now(), 480)
  return { address, cookies: { otinish_session: token } }
}

async function enterStaff(context: Context, n: number, roles: readonly StaffRole[]): Promise<AttackedStaff> {
  const { name, login: of } = taken(demoStaff[n % demoStaff.length])
  const login = `${of}${n}`
  const { staffId: id, totpSecret } = await addStaff(context, {
    login,
    name,
    roles,
    extension: null,
    password,
  })
  return { id, login, password, totp: new TOTP({ secret: Secret.fromBase32(totpSecret) }), codesUsed: 0 }
}

async function enterSender(context: Context): Promise<AttackedPeople['sender']> {
  const now = context.now()
  const authority = await createAuthority({ now: new Date(now) })
  const roots = {
    anchors: authority.anchors.map(toBase64),
    intermediates: authority.intermediates.map(toBase64),
  }
  await recordDemo(context.db, 'trust.demo', roots, now)
  const { name, iin, address, phone, email } = taken(demoClients[0])
  const { personId, partyId } = await addClient(context, { name, iin, address, phone, email })
  const text = (await currentSettings(context))['consent.personalData']
  const consent = { version: text?.version ?? '1', language: 'kk', givenAt: now } as const
  await recordConsent(context.db, personId, consent)
  const contractId = await addContract(context.db, {
    number: 'АВ-71-004215',
    date: plainDate('2019-08-14'),
    kind: 'RENT_BUYOUT',
    propertyAddress: address,
    parties: [{ partyId, capacity: 'tenant' }],
  })
  const { p12 } = await authority.issuePersonKey({
    surname: name.family,
    givenName: name.given,
    iin,
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(now - 30 * 86_400_000),
    notAfter: new Date(now + 300 * 86_400_000),
    password: 'Qwerty12',
  })
  const who = await signedIn(context, { personId }, '172.17.0.2')
  return { ...who, contractId, key: openKeyFile(p12, 'Qwerty12') }
}
