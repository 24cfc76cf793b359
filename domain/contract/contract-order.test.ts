import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { Contract, ContractKind } from './contract.ts'
import { compareContracts } from './contract-order.ts'

function contract(
  number: string,
  kind: ContractKind,
  date: string,
  closedOn: string | null = null,
): Contract {
  return {
    id: number,
    number,
    kind,
    date: plainDate(date),
    closedOn: closedOn === null ? null : plainDate(closedOn),
    propertyAddress: null,
    partyKind: 'individual',
  }
}

test('§3: the lease before the rest, the newest of a kind first, closed ones last', () => {
  const contracts = [
    contract('closed lease', 'RENT_BUYOUT', '2024-01-01', '2025-01-01'),
    contract('share', 'SHARE', '2023-06-30'),
    contract('old lease', 'RENT_BUYOUT', '2014-05-05'),
    contract('loan', 'MORTGAGE', '2016-03-02'),
    contract('lease', 'RENT_BUYOUT', '2019-08-14'),
  ]
  expect(contracts.sort(compareContracts).map(({ number }) => number)).toEqual([
    'lease',
    'old lease',
    'loan',
    'share',
    'closed lease',
  ])
})
