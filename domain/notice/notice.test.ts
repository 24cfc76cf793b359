import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { nextTry } from './mail-retry.ts'
import { noticeOf } from './notice.ts'

describe('§10: which event gives which notice', () => {
  const interim = {
    correspondenceId: 'c',
    approvedBy: 's',
    oldDueDate: plainDate('2026-02-03'),
    newDueDate: plainDate('2026-02-17'),
  }

  test('clients are not told of what they did themselves', () => {
    const data = {
      couponYear: 2026,
      couponNumber: 1,
      registersAt: '',
      registrationDate: null,
      letterFileId: '',
      letterCommitment: '',
      signatureCode: '',
    }
    expect(noticeOf({ type: 'sent', data })).toBeNull()
  })

  test('every act of the company is told, an interim reply by what it asks', () => {
    expect(noticeOf({ type: 'takenIntoWork', data: { executorId: 's' } })).toBe('takenIntoWork')
    expect(noticeOf({ type: 'interimReplied', data: interim })).toBe('dueDateMoved')
    expect(noticeOf({ type: 'interimReplied', data: { ...interim, papersAsked: true } })).toBe('papersAsked')
    expect(noticeOf({ type: 'executed', data: { correspondenceId: 'c' } })).toBe('executed')
    expect(noticeOf({ type: 'returned', data: { reason: 'revoked' } })).toBe('returned')
    const data = { submissionId: 's' }
    expect(noticeOf({ type: 'withdrawalDeclined', data })).toBe('withdrawalDeclined')
    expect(noticeOf({ type: 'withdrawalDeclined', data: { ...data, verdict: 'revoked' } })).toBe(
      'withdrawalRevoked',
    )
  })
})

const sevenDays = 7 * 86_400_000

describe('when a mail is tried again', () => {
  test('after a minute at first, never sooner with more attempts, and not after seven days', () => {
    expect(nextTry(0, 1, 0)).toBe(60_000)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: sevenDays }),
        (attempts, now) => {
          const next = nextTry(0, attempts, now)
          const later = nextTry(0, attempts + 1, now)
          if (next === null) expect(later).toBeNull()
          else {
            expect(next).toBeGreaterThan(now)
            expect(next).toBeLessThanOrEqual(sevenDays)
            if (later !== null) expect(later).toBeGreaterThanOrEqual(next)
          }
        },
      ),
    )
  })

  test('always failing, it is tried about two dozen times and then given up', () => {
    let now: number | null = 0
    let tries = 0
    while (now !== null) {
      tries += 1
      now = nextTry(0, tries, now)
    }
    expect(tries).toBeGreaterThan(15)
    expect(tries).toBeLessThan(30)
  })
})
