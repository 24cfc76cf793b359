import { randomUUID } from 'node:crypto'
import { addDays, partsOf, plainDate } from '../../domain/calendar/plain-date.ts'
import type { ContractKind } from '../../domain/contract/contract.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Context, Db } from '../../server/context.ts'
import { currentSettings } from '../../server/setting/setting-store.ts'
import { firstIin } from '../staff-iin.ts'
import type { Put } from './one-connection.ts'

/** A client of the grown world, by their place from 0. */
export interface GrownClient {
  readonly personId: string
  readonly partyId: string
  readonly contractId: string
  readonly contractNumber: string
  readonly contractKind: ContractKind
  readonly iin: string
  readonly name: PersonName
  readonly address: string
}

const families =
  'Абаев Бекенов Ғалымов Дәулетов Есенов Жұмабаев Зейнолов Исаев Кенжеев Қуанов Мұқанов Нұрпейісов Омаров Рақымов Сейітов Тоқаев Үмбетов Хасенов Шәріпов Ыбыраев'.split(
    ' ',
  ) // prettier-ignore
const men =
  'Айдос Бауыржан Ғани Дәурен Ержан Жандос Исатай Қанат Марат Нұрлан Олжас Руслан Самат Талғат Ұлан'.split(
    ' ',
  ) // prettier-ignore
const women =
  'Айнұр Бақыт Гүлсім Динара Еңлік Жұлдыз Зере Кәмила Қарлығаш Мәдина Назым Раушан Сабина Толғанай Ұлжан'.split(
    ' ',
  ) // prettier-ignore
const cities = ['Астана', 'Қарағанды', 'Алматы', 'Шымкент', 'Ақтөбе', 'Павлодар']

const pick = <One>(list: readonly One[], n: number): One => list[n % list.length] as One

function nameOf(n: number): PersonName {
  const isWoman = n % 2 === 1
  const family = pick(families, Math.floor(n / 2))
  const father = pick(men, Math.floor(n / 600))
  return {
    family: isWoman ? `${family}а` : family,
    given: pick(isWoman ? women : men, Math.floor(n / 40)),
    patronymic: `${father}${isWoman ? 'қызы' : 'ұлы'}`,
  }
}

/** Births of the 1810s to 1860s, so many days: no living person can have one (docs/domain.md 4.1). */
const births = 20_000

/** Right, and another for each place. */
export function grownIin(n: number): string {
  const { year, month, day } = partsOf(addDays(plainDate('1811-01-01'), n % births))
  const born = [year % 100, month, day].map((part) => String(part).padStart(2, '0')).join('')
  return firstIin(`${born}${n % 2 === 1 ? 2 : 1}`, 3000 + Math.floor(n / births) * 20)
}

/** What is the same of a client in every run; ids are those of the database. */
function clientOf(n: number) {
  const contractKind: ContractKind = n % 2 === 0 ? 'RENT_BUYOUT' : 'MORTGAGE'
  return {
    iin: grownIin(n),
    name: nameOf(n),
    address: `${pick(cities, n)} қ., Үлгі көшесі, ${1 + (n % 97)}-үй, ${1 + (n % 211)}-пәтер`,
    contractKind,
    contractNumber: `${contractKind === 'MORTGAGE' ? 'ИЗ' : 'АВ'}-90-${String(n + 1).padStart(6, '0')}`,
  }
}

/** Enters so many clients, each with a contract; `notices` is the number that their next notice follows. */
export async function putClients(
  context: Context,
  put: Put,
  count: number,
  since: Date,
  notices: (n: number) => number,
): Promise<void> {
  const consent = (await currentSettings(context))['consent.personalData']?.version
  const clients = Array.from({ length: count }, (_, n) => ({
    ...clientOf(n),
    n,
    personId: randomUUID(),
    partyId: randomUUID(),
    contractId: randomUUID(),
  }))
  await put(
    'person',
    clients.map(({ personId, iin, name, address, n }) => ({
      id: personId,
      iin,
      surname: name.family,
      given_name: name.given,
      patronymic: name.patronymic,
      address,
      phone: `+7701${String(n).padStart(7, '0')}`,
      email: null,
      language: n % 3 === 0 ? 'ru' : 'kk',
      test_person: false,
      created_at: since,
    })),
  )
  if (consent !== undefined) {
    await put(
      'consent',
      clients.map(({ personId }) => ({
        person_id: personId,
        version: consent,
        language: 'kk',
        given_at: since,
      })),
    )
  }
  await put(
    'party',
    clients.map(({ partyId, personId }) => ({ id: partyId, kind: 'individual', person_id: personId })),
  )
  await put(
    'contract',
    clients.map(({ contractId, contractNumber, contractKind, address }) => ({
      id: contractId,
      number: contractNumber,
      date: '2019-08-14',
      kind: contractKind,
      property_address: address,
    })),
  )
  await put(
    'contract_party',
    clients.map(({ contractId, partyId }) => ({
      contract_id: contractId,
      party_id: partyId,
      capacity: 'tenant',
    })),
  )
  await put(
    'notice_state',
    clients.map(({ personId, n }) => ({ person_id: personId, last_number: notices(n), changes: notices(n) })),
  )
}

/** The clients that were entered, in the order of their places. */
export async function grownClients(db: Db, count: number): Promise<GrownClient[]> {
  const clients = Array.from({ length: count }, (_, n) => clientOf(n))
  const ids = new Map<string, { personId: string; partyId: string; contractId: string }>()
  for (let at = 0; at < count; at += 5000) {
    const rows = await db
      .selectFrom('person')
      .innerJoin('party', 'party.person_id', 'person.id')
      .innerJoin('contract_party', 'contract_party.party_id', 'party.id')
      .select(['person.iin', 'person.id', 'party.id as party_id', 'contract_party.contract_id'])
      .where(
        'person.iin',
        'in',
        clients.slice(at, at + 5000).map(({ iin }) => iin),
      )
      .execute()
    for (const { iin, id, party_id, contract_id } of rows) {
      ids.set(iin, { personId: id, partyId: party_id, contractId: contract_id })
    }
  }
  return clients.map((client) => {
    const known = ids.get(client.iin)
    if (known === undefined) throw new Error('a client of the grown world is gone')
    return { ...client, ...known }
  })
}
