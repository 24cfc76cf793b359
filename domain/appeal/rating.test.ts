import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppealEvent } from './event.ts'
import { averageStep, changeableUntil, ratedAnswer, ratingSteps, sumOfSteps, whyNotRate } from './rating.ts'

const at = '2026-01-12T05:00:00.000Z'
const one = (type: AppealEvent['type'], data: object): AppealEvent =>
  ({ type, seq: 1, occurredAt: at, data }) as unknown as AppealEvent
const open = [
  one('sent', {}),
  one('registered', { date: '2026-01-12', dueDate: '2026-02-02' }),
  one('takenIntoWork', { executorId: 'saule' }),
]
const answered = [...open, one('executed', { correspondenceId: 'letter' })]
const reopened = [...answered, one('reopened', { executorId: 'saule', reasonId: 'r' })]
const moment = Date.parse(at)
const code = (...given: Parameters<typeof whyNotRate>) => whyNotRate(...given)?.code ?? null

describe('which answer a client is asked about', () => {
  test('the one that closes the appeal, and after a reopening the next', () => {
    expect(ratedAnswer(open)).toBeNull()
    expect(ratedAnswer(answered)?.id).toBe('letter')
    expect(ratedAnswer(reopened)).toBeNull()
    const again = [...reopened, one('executed', { correspondenceId: 'second' })]
    expect(code('letter', again, null, moment)).toBe('changed_meanwhile')
    expect(code('second', again, null, moment)).toBeNull()
    expect(code('letter', reopened, moment, moment)).toBe('action_not_in_status')
  })

  test('a forwarding and a return answer nothing', () => {
    const forwarded = [...open, one('forwarded', { correspondenceId: 'letter' })]
    expect(code('letter', forwarded, null, moment)).toBe('action_not_in_status')
    expect(code('letter', [...open, one('returned', { reason: 'revoked' })], null, moment)).toBe(
      'action_not_in_status',
    )
  })
})

test('what was given is changed until the end of the fourteenth day in Astana; given it may be at any time', () => {
  expect(changeableUntil(moment)).toBe('2026-01-26')
  expect(code('letter', answered, moment, Date.parse('2026-01-26T18:59:59.999Z'))).toBeNull()
  expect(code('letter', answered, moment, Date.parse('2026-01-26T19:00:00.000Z'))).toBe('rating_settled')
  expect(code('letter', answered, null, Date.parse('2027-01-26T19:00:00.000Z'))).toBeNull()
  // A clock that was put back takes nothing away.
  expect(code('letter', answered, moment, moment - 86_400_000)).toBeNull()
})

describe('the figures', () => {
  test('are the mean to one decimal, of nothing none', () => {
    expect(averageStep([0, 0, 0, 0, 0])).toBeNull()
    expect(averageStep([1, 0, 0, 0, 2])).toBe(3.7)
  })

  test('a sum holds each rating once, and the mean lies between the steps that were given', () => {
    const steps = fc.array(fc.nat(1000), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 8 }), (cells) => {
        const sum = sumOfSteps(cells.map((one) => ({ steps: one })))
        const all = (counts: readonly number[]) => counts.reduce((n, m) => n + m, 0)
        expect(all(sum)).toBe(all(cells.map(all)))
        const average = averageStep(sum)
        const given = ratingSteps.filter((step) => (sum[step - 1] ?? 0) > 0)
        expect(average === null).toBe(given.length === 0)
        if (average === null) return
        expect(average).toBeGreaterThanOrEqual(Math.min(...given))
        expect(average).toBeLessThanOrEqual(Math.max(...given))
      }),
    )
  })
})
