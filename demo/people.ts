import type { ContractKind } from '../domain/contract/contract.ts'
import type { Localised } from '../domain/language.ts'
import type { PersonName } from '../domain/person/name.ts'
import type { StaffRole } from '../domain/person/role.ts'

/**
 * A client of the demo world. The IIN is of a birth before 1900: no living person can hold it (docs/domain.md 4.1).
 */
export interface DemoClient {
  readonly code: 'aigerim' | 'daniyar' | 'yerlan' | 'zhanar'
  readonly name: PersonName
  readonly iin: string
  readonly address: string
  readonly phone: string
  readonly email: string | null
}

const named = (family: string, given: string, patronymic: string): PersonName => ({
  family,
  given,
  patronymic,
})

export const demoClients: readonly DemoClient[] = [
  {
    code: 'aigerim',
    name: named('Сапарова', 'Айгерім', 'Ерланқызы'),
    iin: '921125270019',
    address: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
    phone: '+77000000001',
    email: 'aigerim@example.com',
  },
  {
    code: 'daniyar',
    name: named('Иманбеков', 'Данияр', 'Серікұлы'),
    iin: '850412170014',
    address: 'Қарағанды қ., Сынақ көшесі, 5-үй, 30-пәтер',
    phone: '+77000000002',
    email: 'daniyar@example.com',
  },
  {
    code: 'yerlan',
    name: named('Ахметов', 'Ерлан', 'Болатұлы'),
    iin: '790618170126',
    address: 'Алматы қ., Мысал көшесі, 8-үй, 41-пәтер',
    phone: '+77000000003',
    email: null,
  },
  {
    code: 'zhanar',
    name: named('Тілеубаева', 'Жанар', 'Қайратқызы'),
    iin: '830924270348',
    address: 'Шымкент қ., Көрме көшесі, 17-үй, 3-пәтер',
    phone: '+77000000004',
    email: 'zhanar@example.com',
  },
]
export type ClientCode = DemoClient['code']

/**
 * A contract of the demo world; the first party is the tenant, others share it. Numbers are invented
 * (docs/domain.md 1.3).
 */
export interface DemoContract {
  readonly code:
    | 'aigerimRent'
    | 'aigerimLoan'
    | 'aigerimSubsidy'
    | 'aigerimShare'
    | 'daniyarRent'
    | 'daniyarGuarantee'
    | 'yerlanRent'
    | 'yerlanParking'
    | 'zhanarLoan'
  readonly number: string
  readonly date: string
  readonly kind: ContractKind
  readonly propertyAddress: string | null
  readonly tenant: ClientCode
  /** In what capacity the first party is in it; a tenant unless told. */
  readonly capacity?: 'guarantor'
  readonly coTenant?: ClientCode
}

export const demoContracts: readonly DemoContract[] = [
  {
    code: 'aigerimRent',
    number: 'АВ-71-004215',
    date: '2019-08-14',
    kind: 'RENT_BUYOUT',
    propertyAddress: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
    tenant: 'aigerim',
  },
  {
    code: 'aigerimLoan',
    number: 'ИЗ-71-000128',
    date: '2016-03-02',
    kind: 'MORTGAGE',
    propertyAddress: 'Астана қ., Сынақ көшесі, 20-үй, 7-пәтер',
    tenant: 'aigerim',
  },
  {
    code: 'aigerimSubsidy',
    number: 'СБ-00-001977',
    date: '2018-05-21',
    kind: 'SUBSIDY',
    propertyAddress: null,
    tenant: 'aigerim',
  },
  {
    code: 'aigerimShare',
    number: 'ДУ-71-000842',
    date: '2023-06-30',
    kind: 'SHARE',
    propertyAddress: 'Астана қ., Болашақ көшесі, 3-үй, 64-пәтер',
    tenant: 'aigerim',
  },
  {
    code: 'daniyarRent',
    number: 'АВ-35-001107',
    date: '2020-03-03',
    kind: 'RENT_BUYOUT',
    propertyAddress: 'Қарағанды қ., Сынақ көшесі, 5-үй, 30-пәтер',
    tenant: 'daniyar',
  },
  {
    code: 'daniyarGuarantee',
    number: 'ГР-71-004215',
    date: '2019-08-14',
    kind: 'GUARANTOR',
    propertyAddress: null,
    tenant: 'daniyar',
    capacity: 'guarantor',
  },
  {
    code: 'yerlanRent',
    number: 'АВ-75-002940',
    date: '2021-11-01',
    kind: 'RENT_BUYOUT',
    propertyAddress: 'Алматы қ., Мысал көшесі, 8-үй, 41-пәтер',
    tenant: 'yerlan',
    coTenant: 'daniyar',
  },
  {
    code: 'yerlanParking',
    number: 'АН-75-000310',
    date: '2021-11-01',
    kind: 'RENT_NONRES',
    propertyAddress: 'Алматы қ., Мысал көшесі, 8-үй, 14-көлік орны',
    tenant: 'yerlan',
  },
  {
    code: 'zhanarLoan',
    number: 'ИЗ-79-000061',
    date: '2017-06-19',
    kind: 'MORTGAGE',
    propertyAddress: 'Шымкент қ., Көрме көшесі, 17-үй, 3-пәтер',
    tenant: 'zhanar',
  },
]
export type ContractCode = DemoContract['code']

/** A unit of the company in the demo world; the first is the one that every company begins with. */
export interface DemoUnit {
  readonly code: 'office' | 'rent' | 'loans'
  readonly name: Localised
  /** The one above it. */
  readonly parent: 'office' | null
  readonly head: StaffCode | null
}

export const demoUnits: readonly DemoUnit[] = [
  {
    code: 'office',
    name: { kk: 'Өтініштер бөлімі', ru: 'Отдел обращений', en: 'Appeals unit' },
    parent: null,
    head: 'head',
  },
  {
    code: 'rent',
    name: { kk: 'Жалдау бөлімі', ru: 'Отдел аренды', en: 'Rent unit' },
    parent: 'office',
    head: 'rentHead',
  },
  {
    code: 'loans',
    name: { kk: 'Қарыздар бөлімі', ru: 'Отдел займов', en: 'Loans unit' },
    parent: 'office',
    head: null,
  },
]

/** A member of the company's staff in the demo world. */
export interface DemoStaff {
  readonly code:
    | 'executor'
    | 'secondExecutor'
    | 'head'
    | 'rentHead'
    | 'registrar'
    | 'calls'
    | 'auditor'
    | 'administrator'
  readonly login: string
  readonly name: PersonName
  readonly roles: readonly StaffRole[]
  readonly units: readonly DemoUnit['code'][]
  readonly extension: string | null
}
export type StaffCode = DemoStaff['code']

/** Eight people hold all roles; two of them hold two. */
export const demoStaff: readonly DemoStaff[] = [
  {
    code: 'executor',
    login: 'saule',
    name: named('Иманбекова', 'Сәуле', 'Маратқызы'),
    roles: ['executor'],
    units: ['rent'],
    extension: '56465',
  },
  {
    code: 'secondExecutor',
    login: 'askar',
    name: named('Оспанов', 'Асқар', 'Нұрланұлы'),
    roles: ['executor'],
    units: ['loans'],
    extension: '56471',
  },
  {
    code: 'head',
    login: 'gulnar',
    name: named('Бекова', 'Гүлнар', 'Талғатқызы'),
    roles: ['head'],
    units: ['office'],
    extension: '56400',
  },
  {
    code: 'rentHead',
    login: 'yerik',
    name: named('Жақыпов', 'Ерік', 'Асанұлы'),
    roles: ['executor', 'head'],
    units: ['rent', 'loans'],
    extension: '56460',
  },
  {
    code: 'registrar',
    login: 'madina',
    name: named('Серікова', 'Мадина', 'Болатқызы'),
    roles: ['registrar', 'executor'],
    units: ['office'],
    extension: '56410',
  },
  {
    code: 'calls',
    login: 'nazgul',
    name: named('Тұрсынова', 'Назгүл', 'Ержанқызы'),
    roles: ['callCentre'],
    units: ['office'],
    extension: '56401',
  },
  {
    code: 'auditor',
    login: 'baurzhan',
    name: named('Қасымов', 'Бауыржан', 'Талғатұлы'),
    roles: ['auditor'],
    units: [],
    extension: null,
  },
  {
    code: 'administrator',
    login: 'aidana',
    name: named('Нұрғалиева', 'Айдана', 'Сәкенқызы'),
    roles: ['administrator', 'catalogueKeeper'],
    units: [],
    extension: '56499',
  },
]
