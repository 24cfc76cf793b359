import { plainDate } from '../domain/calendar/plain-date.ts'
import type { StaffRole } from '../domain/person/role.ts'
import { recordConsent } from '../server/consent/consent-store.ts'
import type { Context } from '../server/context.ts'
import { addContract, addMandate } from '../server/contract/contract-store.ts'
import { addClient } from '../server/person/add-client.ts'
import { addStaff } from '../server/person/add-staff.ts'
import { openSession } from '../server/person/session-store.ts'
import { currentSettings } from '../server/setting/setting-store.ts'

/** A client of the test world. `iin` says who it is in a certificate too. */
export interface TestClient {
  readonly kind: 'client'
  readonly id: string
  readonly partyId: string
  readonly iin: string
}
/** A member of staff of the test world, with what they sign in by. */
export interface TestStaff {
  readonly kind: 'staff'
  readonly id: string
  readonly login: string
  readonly password: string
  readonly totpSecret: string
}
export type TestPerson = TestClient | TestStaff

const password = 'Тау-Көл-Жел-2026'

async function client(context: Context, iin: string, name: string, address: string, email: string | null) {
  const [family = '', given = '', patronymic = ''] = name.split(' ')
  const ids = await addClient(context, {
    iin,
    name: { family, given, patronymic: patronymic === '' ? null : patronymic },
    address,
    phone: '+77000000001',
    email,
  })
  await agreeToText(context, ids.personId)
  return { kind: 'client', id: ids.personId, partyId: ids.partyId, iin } as const satisfies TestClient
}

async function staff(
  context: Context,
  login: string,
  name: string,
  roles: StaffRole[],
  extension: string | null,
) {
  const [family = '', given = '', patronymic = null] = name.split(' ')
  const person = { login, name: { family, given, patronymic }, roles, extension, password }
  const { staffId, totpSecret } = await addStaff(context, person)
  return { kind: 'staff', id: staffId, login, password, totpSecret } as const satisfies TestStaff
}

/** The people and contracts that every test world has. */
export async function makePeople(context: Context) {
  const home = 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер'
  const aigerim = await client(
    context,
    '921125270019',
    'Сапарова Айгерім Ерланқызы',
    home,
    'aigerim@example.com',
  )
  const daniyar = await client(
    context,
    '850412170014',
    'Иманбеков Данияр Серікұлы',
    'Астана қ., Сынақ көшесі, 5-үй',
    null,
  )
  /** Shares Айгерім's first contract, and nothing else of hers. */
  const coTenant = await client(
    context,
    '881231270015',
    'Ахметова Жанар Болатқызы',
    home,
    'zhanar@example.com',
  )
  const people = {
    aigerim,
    daniyar,
    coTenant,
    executor: await staff(context, 'saule', 'Иманбекова Сәуле Маратқызы', ['registrar', 'executor'], '56465'),
    otherExecutor: await staff(context, 'askar', 'Оспанов Асқар Нұрланұлы', ['executor'], '56466'),
    head: await staff(context, 'gulnar', 'Бекова Гүлнар Талғатқызы', ['head'], '56400'),
    registrar: await staff(context, 'registrar', 'Тіркеуші Тестова', ['registrar'], null),
    catalogueKeeper: await staff(context, 'keeper', 'Каталог Тестова', ['catalogueKeeper'], null),
    auditor: await staff(context, 'auditor', 'Аудитор Тестова', ['auditor'], null),
    callCentre: await staff(context, 'calls', 'Байланыс Тестова', ['callCentre'], null),
    administrator: await staff(context, 'admin', 'Әкімші Тестова', ['administrator'], null),
  } as const
  return { people, contracts: await makeContracts(context, { aigerim, daniyar, coTenant }) }
}

async function makeContracts(
  { db }: Context,
  people: { aigerim: TestClient; daniyar: TestClient; coTenant: TestClient },
) {
  const tenant = (person: TestClient) => ({ partyId: person.partyId, capacity: 'tenant' as const })
  const home = 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер'
  const rent = await addContract(db, {
    number: 'АВ-71-004215',
    date: plainDate('2019-08-14'),
    kind: 'RENT_BUYOUT',
    propertyAddress: home,
    parties: [tenant(people.aigerim), { partyId: people.coTenant.partyId, capacity: 'coTenant' }],
  })
  const mortgage = await addContract(db, {
    number: 'ИЗ-75-000128',
    date: plainDate('2016-03-02'),
    kind: 'MORTGAGE',
    propertyAddress: null,
    parties: [tenant(people.aigerim)],
  })
  const closed = await addContract(db, {
    number: 'АВ-71-000007',
    date: plainDate('2014-05-05'),
    kind: 'RENT_BUYOUT',
    propertyAddress: home,
    closedOn: plainDate('2021-06-30'),
    parties: [tenant(people.aigerim)],
  })
  const daniyars = await addContract(db, {
    number: 'АВ-71-004216',
    date: plainDate('2020-02-03'),
    kind: 'RENT_BUYOUT',
    propertyAddress: 'Астана қ., Сынақ көшесі, 5-үй',
    parties: [tenant(people.daniyar)],
  })
  return { rent, mortgage, closed, daniyars }
}

/** Lets somebody act for another, from a day to a day. */
export async function giveMandate(
  context: Context,
  holder: TestClient,
  principal: TestClient,
  from: string,
  to: string | null,
): Promise<void> {
  await addMandate(context.db, {
    personId: holder.id,
    partyId: principal.partyId,
    basis: 'сенімхат',
    validFrom: plainDate(from),
    validTo: to === null ? null : plainDate(to),
  })
}

/**
 * A session as signing in leaves it; the ways of signing in have tests of their own. A client has agreed to the text
 * on personal data unless told.
 */
export async function sessionOf(
  context: Context,
  person: TestPerson,
  { consented = true } = {},
): Promise<string> {
  if (consented && person.kind === 'client') await agreeToText(context, person.id)
  const holder = person.kind === 'client' ? { personId: person.id } : { staffId: person.id }
  return await openSession(context.db, holder, context.now(), person.kind === 'client' ? 720 : 480)
}

/** The client agrees to today's text on personal data, as on the page that asks. */
export async function agreeToText(context: Context, personId: string): Promise<void> {
  const text = (await currentSettings(context))['consent.personalData']
  if (text === null) return
  await recordConsent(context.db, personId, {
    version: text.version,
    language: 'kk',
    givenAt: context.now(),
  })
}
