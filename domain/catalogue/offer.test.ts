import { expect, test } from 'vitest'
import catalogue from '../../data/catalogue.json' with { type: 'json' }
import { shippedTypes } from '../../test/shipped-types.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { Contract } from '../contract/contract.ts'
import { offer } from './offer.ts'

const categories = catalogue.categories.map(({ code, order, name }) => ({ code, position: order, name }))
const contract = (change: Partial<Contract>): Contract => ({
  id: 'c',
  number: '1',
  date: '2019-08-14' as PlainDate,
  kind: 'RENT_BUYOUT',
  propertyAddress: null,
  closedOn: null,
  partyKind: 'individual',
  ...change,
})
const codes = (offered: ReturnType<typeof offer>) =>
  offered.flatMap(({ types: some }) => some.map(({ code }) => code))
const today = '2026-01-12' as PlainDate

test('§4 a mortgage is not offered what belongs to rent, and no category is empty', () => {
  const offered = offer(categories, shippedTypes, contract({ kind: 'MORTGAGE' }), today)
  expect(codes(offered)).toContain('loan.early.full')
  expect(codes(offered)).not.toContain('rent.early.full')
  expect(offered.every(({ types: some }) => some.length > 0)).toBe(true)
})

test('§4 categories come in their order', () => {
  const offered = offer([...categories].reverse(), shippedTypes, contract({}), today)
  const order = offered.map(({ category }) => category.position)
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test('§3 from the day it closed a contract allows only what is settled after its end', () => {
  const closed = contract({ closedOn: today })
  expect(codes(offer(categories, shippedTypes, closed, today))).toEqual([
    'pay.refund',
    'cert.debt',
    'cert.noDebt',
    'cert.payments',
    'gen.free',
  ])
  expect(codes(offer(categories, shippedTypes, closed, '2026-01-11' as PlainDate))).toContain(
    'rent.early.full',
  )
})
