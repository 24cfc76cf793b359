import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import type { StaffRole } from '../person/role.ts'
import { type Asker, noDuty, replacedIn } from './can.ts'
import { planWork } from './plan-work.ts'
import { sentStatuses, termStatuses } from './status.ts'
import { isPlan, isSameWork, type OfficeDay, type Work, type Workable, type WorkOrder } from './work.ts'

const worker = (id: string, roles: StaffRole[], units: string[]) => ({
  id,
  name: { family: id, given: 'А', patronymic: null },
  active: true,
  roles,
  units,
  unitsBelow: units,
})
const today = plainDate('2026-01-12')
const office: OfficeDay = {
  today,
  calendar: workingCalendar([2026], []),
  workers: [
    worker('a', ['executor'], ['one']),
    worker('b', ['executor'], ['one', 'two']),
    worker('c', ['executor'], ['two']),
    worker('away', ['executor'], ['one']),
    worker('boss', ['head'], ['one']),
    worker('clerk', ['registrar'], ['one']),
  ],
  absences: [{ staffId: 'away', deputyId: 'a', from: today, to: plainDate('2026-01-16') }],
  units: [
    { id: 'one', closed: false },
    { id: 'two', closed: false },
    { id: 'shut', closed: true },
  ],
}
const asker = (id: string, roles: StaffRole[], units: string[], insteadOf: string[] = []): Asker => ({
  id,
  roles,
  duty: { ...noDuty, units, unitsBelow: units, insteadOf },
})
const clerk = asker('clerk', ['registrar'], ['one'])
const boss = asker('boss', ['head'], ['one'])
const a = asker('a', ['executor'], ['one'], ['away'])
const nothing: Work = {
  unitId: 'one',
  executorId: null,
  coExecutorIds: [],
  internalDay: null,
  instruction: null,
}
const appeal = (work: Partial<Work>, status: Workable['facts']['status'] = 'awaitingExecution'): Workable => {
  const whole = { ...nothing, ...work }
  const { executorId, coExecutorIds, unitId } = whole
  const facts = {
    status,
    executorId,
    coExecutorIds,
    unitId,
    askedUnitIds: [],
    aboutIds: [],
    replyWaits: false,
    revocation: 'good',
  } as const
  return { facts, work: whole, dueDate: plainDate('2026-02-02') }
}
const why = (one: ReturnType<typeof planWork>) => (isPlan(one) ? 'done' : one.refusal.code)
const reason = 'себебі бар'

describe('docs/office.md 4: handing work around', () => {
  test('in every status where the term runs, and in no other', () => {
    for (const status of sentStatuses) {
      const order: WorkOrder = { act: 'assign', executorId: 'a' }
      const wanted = termStatuses.includes(status) ? 'done' : 'action_not_in_status'
      expect(why(planWork(clerk, appeal({}, status), order, office)), status).toBe(wanted)
    }
  })

  test('somebody of another unit is named there, by those who may do both', () => {
    const order: WorkOrder = { act: 'assign', executorId: 'c' }
    expect(planWork(clerk, appeal({}), order, office)).toMatchObject({ unitId: 'two', executorId: 'c' })
    expect(why(planWork(boss, appeal({}), order, office))).toBe('staff_of_another_unit')
    expect(planWork(clerk, appeal({ unitId: null }), order, office)).toMatchObject({ unitId: 'two' })
    expect(why(planWork(boss, appeal({}), { act: 'route', unitId: 'shut', reason }, office))).toBe(
      'unit_closed',
    )
  })

  test('what a deputy does is in the name of both, what one may do anyway is not', () => {
    const theirs = appeal({ executorId: 'away' })
    const back: WorkOrder = { act: 'giveBack', reason }
    expect(planWork(a, theirs, back, office)).toMatchObject({ executorId: null })
    expect(replacedIn(a, 'giveBack', theirs.facts)).toBe('away')
    const bossToo = asker('boss', ['head'], ['one'], ['away'])
    expect(replacedIn(bossToo, 'takeOver', theirs.facts)).toBeUndefined()
  })

  test('a deputy gives back for one person, and the event names that one', () => {
    const forTwo = asker('a', ['executor'], ['one'], ['away', 'b'])
    const back: WorkOrder = { act: 'giveBack', reason }
    const twoHelp = appeal({ executorId: 'c', coExecutorIds: ['away', 'b'] })
    expect(replacedIn(forTwo, 'giveBack', twoHelp.facts)).toBe('away')
    expect(planWork(forTwo, twoHelp, back, office)).toMatchObject({ executorId: 'c', coExecutorIds: ['b'] })
    // Who helps themselves gives back their own help, not the work of the one who is away.
    const helps = appeal({ executorId: 'away', coExecutorIds: ['a', 'b'] })
    expect(replacedIn(forTwo, 'giveBack', helps.facts)).toBeUndefined()
    expect(planWork(forTwo, helps, back, office)).toMatchObject({ executorId: 'away', coExecutorIds: ['b'] })
  })

  test('who answers for their own unit, or asks as a head, replaces nobody by it', () => {
    const theirs = appeal({ executorId: 'away' }).facts
    const bossToo = asker('boss', ['head'], ['one'], ['away'])
    expect(replacedIn(bossToo, 'ask', theirs)).toBeUndefined()
    expect(replacedIn(a, 'ask', theirs)).toBe('away')
    const asked = asker('c', ['executor'], ['two'], ['away'])
    expect(replacedIn(asked, 'answerQuestion', { ...theirs, askedUnitIds: ['two'] })).toBeUndefined()
  })

  test('an old page overwrites neither who helps nor the internal day', () => {
    const day = plainDate('2026-01-20')
    const now = appeal({ executorId: 'a', coExecutorIds: ['c'], internalDay: day })
    const old = { coExecutorIds: [], internalDay: null }
    const order = { act: 'assign', executorId: 'a', settled: old } as const
    expect(why(planWork(clerk, now, { ...order, coExecutorIds: ['b'] }, office))).toBe('changed_meanwhile')
    const later = plainDate('2026-01-21')
    expect(why(planWork(clerk, now, { ...order, internalDay: later }, office))).toBe('changed_meanwhile')
    // What is left out stays, what was shown may be changed, and what is so already is no change.
    expect(planWork(clerk, now, { ...order, instruction: 'Қараңыз' }, office)).toMatchObject({
      coExecutorIds: ['c'],
      internalDay: day,
    })
    const fresh = { coExecutorIds: ['c'], internalDay: day }
    const changed = planWork(clerk, now, { ...order, settled: fresh, coExecutorIds: ['b'] }, office)
    expect(changed).toMatchObject({ coExecutorIds: ['b'] })
    expect(why(planWork(clerk, now, { ...order, coExecutorIds: ['c'] }, office))).toBe('done')
  })

  test('undone, it is what it was, the words that were said stay', () => {
    const before = { ...nothing, executorId: 'b', internalDay: plainDate('2026-01-20') }
    const now = appeal({ executorId: 'a', instruction: 'Қараңыз' })
    const undo: WorkOrder = { act: 'undo', undone: 'assign', before, reason }
    expect(planWork(clerk, now, undo, office)).toEqual({ ...before, instruction: 'Қараңыз' })
    const away: WorkOrder = { ...undo, before: { ...before, executorId: 'away' } }
    expect(why(planWork(clerk, now, away, office))).toBe('deputy_instead')
  })

  test('whatever is ordered: nobody is named who is away or of another unit, no helper twice, no day too late', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'away', 'boss', 'clerk', 'nobody')
    const days = fc.constantFrom(
      null,
      ...['2026-01-11', '2026-01-20', '2026-01-24', '2026-02-03'].map(plainDate),
    )
    const works = fc.record({
      unitId: fc.constantFrom(null, 'one', 'two'),
      executorId: fc.option(fc.constantFrom('a', 'b'), { nil: null }),
    })
    const order = fc.record({
      executorId: ids,
      coExecutorIds: fc.array(ids, { maxLength: 3 }),
      internalDay: days,
    })
    fc.assert(
      fc.property(works, order, fc.constantFrom(clerk, boss, a), (work, wanted, who) => {
        const plan = planWork(who, appeal(work), { act: 'assign', reason, ...wanted }, office)
        if (!isPlan(plan)) return
        const executor = office.workers.find(({ id }) => id === plan.executorId)
        const kept = work.executorId === plan.executorId && work.unitId === plan.unitId
        expect(kept || (executor?.units.includes(plan.unitId ?? '') === true && executor.id !== 'away')).toBe(
          true,
        )
        expect(plan.coExecutorIds).not.toContain(plan.executorId)
        expect(new Set(plan.coExecutorIds).size).toBe(plan.coExecutorIds.length)
        expect(plan.coExecutorIds).not.toContain('away')
        expect([null, '2026-01-20']).toContain(plan.internalDay)
        // Ordered again, it is so already.
        const again = planWork(who, appeal(plan), { act: 'assign', reason, ...wanted }, office)
        expect(isPlan(again) && isSameWork(again, plan)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
