import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, plainDate } from '../calendar/plain-date.ts'
import { type Absence, whyNoAbsence } from '../person/absence.ts'
import { whyNobodyAdministers } from '../person/administration.ts'
import type { Worker } from './assignable.ts'
import { chainOfDuty, whoMustAct } from './chain-of-duty.ts'
import { withUnitsBelow } from './unit.ts'

const today = plainDate('2026-03-10')
const units = [
  { id: 'top', parentId: null, headId: 'boss', closed: false },
  { id: 'u', parentId: 'top', headId: 'head', closed: false },
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
  worker('boss', ['head'], ['top']),
  worker('desk', ['registrar'], []),
  worker('admin', ['administrator'], []),
]
const away = (staffId: string, deputyId: string): Absence => ({ staffId, deputyId, from: today, to: today })
const chain = (workers: Worker[], absences: Absence[] = [], executorId: string | null = 'saule') =>
  chainOfDuty({ executorId, unitId: 'u' }, { day: today, workers, units, absences })
const said = (...given: Parameters<typeof chain>) => {
  const link = whoMustAct(chain(...given))
  return `${link?.by} ${link?.ids.join(' ')}`
}
const without = (...ids: string[]) => everybody.map((one) => ({ ...one, active: !ids.includes(one.id) }))

test('link by link, each where nobody of the one before is there', () => {
  expect(chain(everybody).map(({ by, unitId }) => [by, unitId])).toEqual([
    ['executor', 'u'],
    ['unit', 'u'],
    ['head', 'u'],
    ['head', 'top'],
    ['registrar', null],
    ['administrator', null],
  ])
  expect(said(everybody)).toBe('executor saule')
  expect(said(everybody, [away('saule', 'askar')])).toBe('executor askar')
  expect(said(everybody, [away('saule', 'askar'), away('askar', 'head')])).toBe('executor head')
  expect(said(without('saule'))).toBe('unit askar head')
  expect(said(without('saule', 'askar', 'head'))).toBe('head boss')
  expect(said(without('saule', 'askar', 'head', 'boss'))).toBe('registrar desk')
  expect(said(without('saule', 'askar', 'head', 'boss', 'desk'))).toBe('administrator admin')
  expect(said(everybody, [], null)).toBe('unit saule askar head')
})

test('an executor who lost the unit, and a deputy who does no such work, are passed over', () => {
  const moved = everybody.map((one) => (one.id === 'saule' ? { ...one, units: [], unitsBelow: [] } : one))
  expect(said(moved)).toBe('unit askar head')
  expect(said(everybody, [away('saule', 'desk')])).toBe('unit askar head')
})

type Change =
  | { kind: 'away'; who: number; deputy: number; from: number; days: number }
  | { kind: 'off'; who: number }
  | { kind: 'on'; who: number }
  | { kind: 'role'; who: number; role: string }
  | { kind: 'unit'; who: number }

test('whatever is changed by the rules, somebody who is here answers for every appeal, on every day', () => {
  const who = fc.nat(5)
  const changes = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('away' as const),
        who,
        deputy: who,
        from: fc.nat(12),
        days: fc.nat(6),
      }),
      fc.record({ kind: fc.constant('off' as const), who }),
      fc.record({ kind: fc.constant('on' as const), who }),
      fc.record({
        kind: fc.constant('role' as const),
        who,
        role: fc.constantFrom('executor', 'head', 'registrar', 'administrator'),
      }),
      fc.record({ kind: fc.constant('unit' as const), who }),
    ),
    { maxLength: 30 },
  )
  const reached = new Set<string>()
  fc.assert(
    fc.property(changes, (all: Change[]) => {
      let people = everybody
      let absences: Absence[] = []
      for (const change of all) {
        const next = changed(people, absences, change)
        const before = { people, absences }
        const after = { people: next.people, absences: next.absences }
        if (whyNobodyAdministers(before, after, today) !== null) continue
        people = next.people
        absences = next.absences
      }
      for (let ahead = 0; ahead <= 20; ahead++) {
        const day = addDays(today, ahead)
        const isAway = (id: string) =>
          absences.some((one) => one.staffId === id && one.from <= day && day <= one.to)
        for (const executorId of [null, ...everybody.map(({ id }) => id)]) {
          for (const unitId of [null, 'u', 'top']) {
            const link = whoMustAct(
              chainOfDuty({ executorId, unitId }, { day, workers: people, units, absences }),
            )
            const there = link?.ids.filter((id) => !isAway(id) && people.find((one) => one.id === id)?.active)
            if (link === undefined || there?.length !== link.ids.length) {
              throw new Error(`${executorId} in ${unitId} on ${day}: ${JSON.stringify(link)}`)
            }
            reached.add(link.by)
          }
        }
      }
    }),
    { numRuns: 150 },
  )
  expect([...reached].sort()).toEqual(['administrator', 'executor', 'head', 'registrar', 'unit'])
})

function changed(people: Worker[], absences: Absence[], change: Change) {
  const one = people[change.who]
  if (one === undefined) return { people, absences }
  const put = (next: Partial<Worker>) => ({
    people: people.map((person) => (person.id === one.id ? { ...person, ...next } : person)),
    absences,
  })
  if (change.kind === 'off' || change.kind === 'on') return put({ active: change.kind === 'on' })
  if (change.kind === 'unit') {
    const own = one.units.includes('u') ? [] : ['u']
    return put({ units: own, unitsBelow: withUnitsBelow(units, own) })
  }
  if (change.kind === 'role') {
    const has = one.roles.includes(change.role)
    return put({
      roles: has ? one.roles.filter((role) => role !== change.role) : [...one.roles, change.role],
    })
  }
  const from = addDays(today, change.from)
  const wanted: Absence = {
    staffId: one.id,
    deputyId: people[change.deputy]?.id ?? one.id,
    from,
    to: addDays(from, change.days),
  }
  const person = (id: string) => people.find((candidate) => candidate.id === id) ?? one
  const refused = whyNoAbsence(wanted, absences, today, person) !== null
  return { people, absences: refused ? absences : [...absences, wanted] }
}
