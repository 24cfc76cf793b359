import { describe, expect, test } from 'vitest'
import calendarJson from '../../data/calendar-kz.json' with { type: 'json' }
import { shippedType } from '../../test/shipped-types.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { Contract } from '../contract/contract.ts'
import { type DraftFacts, journey, mayVisit, missingOn } from './journey.ts'

const contract: Contract = {
  id: 'c',
  number: 'АВ-71-004215',
  date: '2019-08-14' as PlainDate,
  kind: 'RENT_BUYOUT',
  propertyAddress: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
  closedOn: null,
  partyKind: 'individual',
}
const day = {
  today: '2026-01-12' as PlainDate,
  calendar: loadCalendar(calendarJson),
  contracts: [],
  appeals: [],
}
const rent: DraftFacts = {
  contract,
  type: shippedType('rent.early.full'),
  feeTiyn: 500_000,
  address: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
  email: '',
  answers: { plannedDate: '2026-02-16', fundingSource: 'own' },
  paymentMethod: 'byDetails',
  applicantRole: 'self',
  attachments: [
    { document: 'identityCard', size: 10 },
    { document: 'paymentReceipt', size: 10 },
  ],
}

describe('§3–§8 the way of a draft', () => {
  test('a complete draft may be signed', () => {
    expect(journey(rent, day)).toMatchObject({ current: 'sign', missing: [] })
  })

  test('§4 without a type the way stops at the letter', () => {
    const way = journey({ ...rent, type: null }, day)
    expect(way.current).toBe('letter')
    expect(mayVisit('payment', way)).toBe(false)
  })

  test('§5 every wrong field is told, in the order of the page', () => {
    const way = journey({ ...rent, address: '', answers: { fundingSource: 'gold' } }, day)
    expect(missingOn('letter', way).map(({ field, refusal }) => [field, refusal.code])).toEqual([
      ['address', 'required'],
      ['plannedDate', 'required'],
      ['fundingSource', 'option_unknown'],
    ])
  })

  test('§5 a date must be a working day within its bounds', () => {
    const planned = (plannedDate: string) =>
      journey({ ...rent, answers: { plannedDate, fundingSource: 'own' } }, day).missing[0]?.refusal
    expect(planned('2026-02-15')?.code).toBe('date_not_working')
    expect(planned('2026-01-11')?.code).toBe('date_out_of_range')
    expect(planned('2026-04-13')?.code).toBe('date_out_of_range')
    expect(planned('2026-02-30')?.code).toBe('date_invalid')
    expect(planned('2026-01-12')).toBeUndefined()
  })

  test('§5 a bank loan asks for the bank and for its decision', () => {
    const way = journey({ ...rent, answers: { ...rent.answers, fundingSource: 'bankLoan' } }, day)
    expect(way.missing.map(({ field }) => field)).toEqual(['lenderBank', 'bankApproval'])
  })

  test('§6 a fee asks for a method; zero has no payment step and no receipt', () => {
    expect(journey({ ...rent, paymentMethod: null }, day).current).toBe('payment')
    const free = journey({ ...rent, feeTiyn: 0, paymentMethod: null }, day)
    expect(free.steps).not.toContain('payment')
    expect(free.slots.map(({ document }) => document)).toEqual(['identityCard'])
  })

  test('§6–§7 the receipt is due by details only', () => {
    const attachments = [{ document: 'identityCard', size: 10 }]
    expect(journey({ ...rent, attachments }, day).missing.map(({ refusal }) => refusal.code)).toEqual([
      'receipt_missing',
    ])
    expect(journey({ ...rent, attachments, paymentMethod: 'debit' }, day).current).toBe('sign')
  })

  test('§7 a file with a virus, or not checked yet, keeps the letter from being signed', () => {
    const withHold = (hold: 'infected' | 'waiting' | null) =>
      journey({ ...rent, attachments: rent.attachments.map((file) => ({ ...file, hold })) }, day)
    expect(withHold(null).current).toBe('sign')
    for (const [hold, code] of [
      ['infected', 'file_infected'],
      ['waiting', 'file_checking'],
    ] as const) {
      const { current, missing } = withHold(hold)
      expect(current).toBe('documents')
      expect(missing.map(({ field, refusal }) => [field, refusal.code])).toEqual([
        ['identityCard', code],
        ['paymentReceipt', code],
      ])
    }
  })

  test('§3 a closed contract allows a free letter, not a repayment', () => {
    const closed = { ...contract, closedOn: '2025-12-31' as PlainDate }
    expect(journey({ ...rent, contract: closed }, day).current).toBe('contract')
    const letter = {
      ...rent,
      contract: closed,
      type: shippedType('gen.free'),
      feeTiyn: 0,
      answers: { subject: 'Төлем туралы', text: 'Төлемнің түскенін тексеруіңізді сұраймын.' },
    }
    expect(journey(letter, day).current).toBe('sign')
  })
})
