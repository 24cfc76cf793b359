import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { Absence } from '../person/absence.ts'
import type { Worker } from '../unit/assignable.ts'
import { chainOfDuty, type OfficeOn } from '../unit/chain-of-duty.ts'
import { withUnitsBelow } from '../unit/unit.ts'
import { toldOfDay, toldOfDuty, toldPerson } from './recipients.ts'

const day = plainDate('2026-03-10')
const units = [
  { id: 'top', parentId: null, headId: 'boss', closed: false },
  { id: 'mid', parentId: 'top', headId: null, closed: false },
  { id: 'u', parentId: 'mid', headId: 'head', closed: false },
]
const worker = (id: string, roles: string[], own: string[], active = true): Worker => ({
  id,
  active,
  roles,
  units: own,
  unitsBelow: withUnitsBelow(units, own),
})
const everybody = [
  worker('saule', ['executor'], ['u']),
  worker('askar', ['executor'], ['u']),
  worker('head', ['head'], ['u']),
  worker('middle', ['head'], ['mid']),
  worker('boss', ['head'], ['top']),
  worker('desk', ['registrar'], []),
  worker('admin', ['administrator'], []),
]
const away = (staffId: string, deputyId: string): Absence => ({ staffId, deputyId, from: day, to: day })
const office = (absences: Absence[] = [], off: string[] = []): OfficeOn => ({
  day,
  units,
  absences,
  workers: everybody.map((one) => ({ ...one, active: !off.includes(one.id) })),
})
const told = (
  step: number,
  where: OfficeOn = office(),
  executorId: string | null = 'saule',
  sees = () => true,
) =>
  toldOfDay('term', step, chainOfDuty({ executorId, unitId: 'u' }, where), where, sees)
    .map(({ staffId, insteadOf }) => (insteadOf === null ? staffId : `${staffId} for ${insteadOf}`))
    .join(', ')

describe('docs/office.md 8: who is told', () => {
  test('the executor; overdue the head at once, after three working days the next one, up to the top', () => {
    expect([-5, -3, -1, 0].map((step) => told(step))).toEqual(Array(4).fill('saule'))
    expect(told(1)).toBe('saule, head')
    expect(told(3)).toBe('saule, head')
    expect(told(4)).toBe('saule, head, middle')
    expect(told(7)).toBe('saule, head, middle, boss')
    expect(told(70)).toBe('saule, head, middle, boss')
  })

  test('a deputy is told for whom', () => {
    expect(told(0, office([away('saule', 'askar')]))).toBe('askar for saule')
    expect(told(1, office([away('saule', 'askar'), away('askar', 'head'), away('head', 'middle')]))).toBe(
      'middle for saule, boss',
    )
    expect(told(1, office([away('head', 'boss')]))).toBe('saule, boss for head')
  })

  test('nobody is there: the next ones are, at last the administrator', () => {
    expect(told(0, office([], ['saule']))).toBe('askar, head')
    expect(told(1, office([], ['head']))).toBe('saule, middle')
    expect(told(1, office([], ['head', 'middle', 'boss']))).toBe('saule, desk')
    expect(told(1, office([], ['head', 'middle', 'boss', 'desk']))).toBe('saule, admin')
    expect(told(0, office([], ['saule', 'askar', 'head', 'middle', 'boss', 'desk']))).toBe('admin')
  })

  test('a head who is the executor tells the one above', () => {
    expect(told(1, office(), 'head')).toBe('head, middle')
  })

  test('who does not see the appeal is passed over', () => {
    expect(
      told(1, office(), 'saule', ((id: string) => id !== 'head' && id !== 'saule') as () => boolean),
    ).toBe('askar, middle')
  })

  test('what a head must do goes to the nearest, without who did it; alone, they are told themselves', () => {
    const chain = chainOfDuty({ executorId: 'saule', unitId: 'u' }, office())
    const of = (by: string | null, sees = (_: string) => true) =>
      toldOfDuty('head', by, chain, office(), sees).map(({ staffId }) => staffId)
    expect(of('saule')).toEqual(['head'])
    expect(of('head')).toEqual(['middle'])
    expect(of('head', (id) => id === 'head')).toEqual(['head'])
    expect(toldOfDuty('unit', 'saule', chain, office(), () => true).map(({ staffId }) => staffId)).toEqual([
      'askar',
      'head',
    ])
  })

  test('somebody themselves, or who acts for them; not who did it', () => {
    expect(toldPerson('saule', null, office())).toEqual({ staffId: 'saule', insteadOf: null })
    expect(toldPerson('saule', null, office([away('saule', 'askar')]))).toEqual({
      staffId: 'askar',
      insteadOf: 'saule',
    })
    expect(toldPerson('saule', 'saule', office())).toBeNull()
    expect(toldPerson('saule', 'askar', office([away('saule', 'askar')]))).toBeNull()
    expect(toldPerson('saule', null, office([], ['saule']))).toBeNull()
  })
})

test('if any are away or off, and whatever the step: never nobody, nobody twice, nobody who is away', () => {
  const id = fc.constantFrom(...everybody.map((one) => one.id))
  fc.assert(
    fc.property(
      fc.constantFrom('term' as const, 'free' as const, 'question' as const),
      fc.integer({ min: -5, max: 30 }),
      fc.option(id, { nil: null }),
      fc.constantFrom(null, 'u', 'mid', 'top'),
      fc.uniqueArray(id, { maxLength: 6 }),
      fc.uniqueArray(fc.tuple(id, id), { maxLength: 4, selector: ([who]) => who }),
      fc.uniqueArray(id),
      (track, step, executorId, unitId, off, pairs, blind) => {
        const absences = pairs
          .filter(([who, deputy]) => who !== deputy && who !== 'admin')
          .map(([who, deputy]) => away(who, deputy))
        const where = office(
          absences,
          off.filter((one) => one !== 'admin'),
        )
        const chain = chainOfDuty({ executorId, unitId }, where)
        const sees = (one: string) => !blind.includes(one)
        const found = toldOfDay(track, step, chain, where, sees).map(({ staffId }) => staffId)
        expect(found.length).toBeGreaterThan(0)
        expect(new Set(found).size).toBe(found.length)
        for (const one of found) {
          expect(absences.some(({ staffId }) => staffId === one)).toBe(false)
          expect(where.workers.find((person) => person.id === one)?.active).toBe(true)
          const last =
            one === 'admin' || chain.some(({ by, ids }) => by === 'administrator' && ids.includes(one))
          if (!last) expect(sees(one)).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
