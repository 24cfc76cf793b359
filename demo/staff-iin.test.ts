import { expect, test } from 'vitest'
import { plainDate } from '../domain/calendar/plain-date.ts'
import { iinProblem } from '../domain/person/iin.ts'
import { demoClients } from './people.ts'
import { staffIin } from './staff-iin.ts'

test('whatever their number, each has a right IIN of their own, of somebody long dead', () => {
  const name = { family: 'Сынақова', given: 'Сынақ', patronymic: 'Сынаққызы' }
  const iins = Array.from({ length: 60 }, (_, place) => staffIin(name, place))
  for (const iin of iins) {
    expect(iinProblem(iin, plainDate('1900-01-01'))).toBeNull()
    expect(iin[6]).toBe('2')
  }
  expect(new Set([...iins, ...demoClients.map(({ iin }) => iin)]).size).toBe(60 + demoClients.length)
  expect(staffIin({ ...name, patronymic: 'Сынақұлы' }, 0)[6]).toBe('1')
})
