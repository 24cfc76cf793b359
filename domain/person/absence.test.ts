import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { type Absence, actingWay, actsInsteadOf, whyNoAbsence } from './absence.ts'

const day = (n: number) => plainDate(`2026-03-${String(n).padStart(2, '0')}`)
const away = (staffId: string, deputyId: string, from: number, to: number): Absence => ({
  staffId,
  deputyId,
  from: day(from),
  to: day(to),
})
const works = { active: true, roles: ['executor'] }
const anybody = () => works
const refusal = (wanted: Absence, others: Absence[] = [], person: typeof anybody = anybody) =>
  whyNoAbsence(wanted, others, day(10), person)?.code ?? null

describe('who acts', () => {
  const all = [away('a', 'b', 10, 12), away('b', 'c', 12, 14)]
  test('a deputy from the first to the last day, and on no other', () => {
    const acting = [9, 10, 11, 12, 13].map((n) => actingWay(all, 'a', day(n), () => true)?.at(-1))
    expect(acting).toEqual(['a', 'b', 'b', 'c', 'a'])
  })
  test('the deputy of the deputy has the work of both', () => {
    expect(actsInsteadOf(all, 'c', day(12), () => true)).toEqual(['a', 'b'])
    expect(actsInsteadOf(all, 'b', day(12), () => true)).toEqual([])
  })
  test('nobody where the last of the chain works here no more', () => {
    expect(actingWay(all, 'a', day(12), (id) => id !== 'c')).toBeNull()
  })
})

describe('an absence is refused', () => {
  test('that ends before it begins, or before today', () => {
    expect(refusal(away('a', 'b', 12, 11))).toBe('absence_order')
    expect(refusal(away('a', 'b', 8, 9))).toBe('absence_past')
    expect(refusal(away('a', 'b', 8, 10))).toBeNull()
  })
  test('with oneself, somebody who works here no more, or somebody who does no such work', () => {
    expect(refusal(away('a', 'a', 10, 11))).toBe('deputy_self')
    const with_ = (deputy: object, absent: object = works) =>
      refusal(away('a', 'b', 10, 11), [], ((id: string) => (id === 'b' ? deputy : absent)) as typeof anybody)
    expect(with_({ active: false, roles: ['executor'] })).toBe('deputy_off')
    expect(with_({ active: true, roles: ['auditor'] })).toBe('deputy_not_able')
    expect(with_({ active: true, roles: ['head'] })).toBeNull()
    expect(with_({ active: true, roles: ['auditor'] }, { active: true, roles: ['registrar'] })).toBeNull()
    expect(with_(works, { active: false, roles: ['executor'] })).toBe('staff_off')
  })
  test('of somebody who is away already, to the day', () => {
    expect(refusal(away('a', 'b', 12, 14), [away('a', 'c', 10, 12)])).toBe('absence_overlaps')
    expect(refusal(away('a', 'b', 13, 14), [away('a', 'c', 10, 12)])).toBeNull()
  })
  test('that closes a circle on any of its days', () => {
    expect(refusal(away('a', 'b', 10, 14), [away('b', 'a', 14, 20)])).toBe('deputy_circle')
    expect(refusal(away('a', 'b', 10, 13), [away('b', 'a', 14, 20)])).toBeNull()
    const long = [away('b', 'c', 12, 20), away('c', 'a', 11, 13)]
    expect(refusal(away('a', 'b', 10, 14), long)).toBe('deputy_circle')
  })
  test('that makes a chain of more than three deputies, before it or behind it', () => {
    const three = [away('b', 'c', 10, 20), away('c', 'd', 10, 20)]
    expect(refusal(away('a', 'b', 10, 20), three)).toBeNull()
    expect(refusal(away('a', 'b', 10, 20), [...three, away('d', 'e', 10, 20)])).toBe('deputy_chain')
    const before = [away('z', 'a', 10, 20), away('a', 'b', 10, 20), away('b', 'c', 10, 20)]
    expect(refusal(away('c', 'd', 20, 21), before)).toBe('deputy_chain')
    expect(refusal(away('c', 'd', 21, 22), before)).toBeNull()
  })
})

test('whatever was recorded by the rule, somebody who is here acts for everybody, on every day', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const wanted = fc.record({
    staffId: id,
    deputyId: id,
    from: fc.integer({ min: 5, max: 28 }),
    days: fc.nat(9),
  })
  let chains = 0
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 25 }), (tries) => {
      const kept: Absence[] = []
      for (const { staffId, deputyId, from, days } of tries) {
        const one = away(staffId, deputyId, from, Math.min(from + days, 31))
        if (whyNoAbsence(one, kept, day(10), anybody) === null) kept.push(one)
      }
      const wrong: string[] = []
      for (let n = 10; n <= 31; n++) {
        for (const who of ['a', 'b', 'c', 'd', 'e', 'f']) {
          const way = actingWay(kept, who, day(n), () => true) ?? []
          const last = way.at(-1)
          const isAway = kept.some((one) => one.staffId === last && one.from <= day(n) && day(n) <= one.to)
          if (last === undefined || isAway) wrong.push(`nobody acts for ${who} on ${n}`)
          if (way.length > 4 || new Set(way).size < way.length) wrong.push(`${who} on ${n}: ${way}`)
          if (way.length > 2) chains += 1
        }
      }
      expect(wrong).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(chains).toBeGreaterThan(100)
})
