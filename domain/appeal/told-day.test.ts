import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { AppealEvent } from './event.ts'
import { stateOf } from './history.ts'

const day = (n: number) => plainDate(`2026-0${1 + (n % 9)}-1${n % 10}`)
const event = (some: Pick<AppealEvent, 'type' | 'data'>): AppealEvent =>
  ({ seq: 1, occurredAt: '2026-01-12T05:00:00.000Z', ...some }) as AppealEvent

const executors = fc.constantFrom('saule', null)
const after = fc.oneof(
  fc.constant(event({ type: 'executed', data: { correspondenceId: 'c' } })),
  fc.constant(event({ type: 'forwarded', data: { correspondenceId: 'c' } })),
  fc.constant(event({ type: 'corrected', data: { correspondenceId: 'k', corrects: 'c' } })),
  executors.map((executorId) => event({ type: 'reopened', data: { executorId, reasonId: 'm' } })),
  fc.constant(event({ type: 'takenIntoWork', data: { executorId: 'saule' } })),
)
const moving = fc.nat(80).map((n) =>
  event({
    type: 'interimReplied',
    data: { correspondenceId: 'i', approvedBy: 'g', oldDueDate: null, newDueDate: day(n) },
  }),
)

// docs/office.md 6: a day that was told moves by an interim reply alone.
test('no correction, reopening, forwarding or answer moves a told day', () => {
  const registered = fc.nat(80).map((n) =>
    event({
      type: 'registered',
      data: { register: 'appeals', year: 2026, number: 1, date: day(0), dueDate: day(n) },
    }),
  )
  fc.assert(
    fc.property(
      registered,
      fc.array(fc.oneof(after, moving), { maxLength: 12 }),
      after,
      (first, rest, last) => {
        const before = [first, ...rest]
        expect(stateOf([...before, last]).dueDate).toBe(stateOf(before).dueDate)
      },
    ),
  )
})

test('an appeal that was taken back is in work and nothing of it is executed, with its executor or free', () => {
  fc.assert(
    fc.property(executors, (executorId) => {
      const history = [
        event({ type: 'takenIntoWork', data: { executorId: 'saule' } }),
        event({ type: 'executed', data: { correspondenceId: 'c' } }),
        event({ type: 'reopened', data: { executorId, reasonId: 'm' } }),
      ]
      expect(stateOf(history)).toMatchObject({ status: 'awaitingExecution', executedAt: null, executorId })
    }),
  )
})
