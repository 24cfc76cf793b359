import { describe, expect, test } from 'vitest'
import type { AppealEvent } from './event.ts'
import { closingLetter, executorWhenSent, whyNotFollow } from './follow-up.ts'

const at = '2026-01-12T05:00:00.000Z'
const one = (type: AppealEvent['type'], data: object): AppealEvent =>
  ({ type, seq: 1, occurredAt: at, data }) as unknown as AppealEvent
const open = [
  one('sent', {}),
  one('registered', { date: '2026-01-12', dueDate: '2026-02-02' }),
  one('takenIntoWork', { executorId: 'saule' }),
]
const executed = (id: string) => one('executed', { correspondenceId: id, outgoing: 'Ш-26-000001' })
const answered = [...open, executed('letter')]
const code = (...given: Parameters<typeof whyNotFollow>) => whyNotFollow(...given)?.code ?? null

describe('the letter that closed an appeal', () => {
  test('is that of the last act; a correction after it closes nothing', () => {
    const corrected = [...answered, one('corrected', { correspondenceId: 'further', corrects: 'letter' })]
    expect(closingLetter(corrected)).toEqual({ id: 'letter', sentAt: at, outgoing: 'Ш-26-000001' })
  })

  test('is none while it is open, reopened, or where a key was revoked', () => {
    expect(closingLetter(open)).toBeNull()
    expect(closingLetter([...answered, one('reopened', { executorId: 'saule', reasonId: 'r' })])).toBeNull()
    expect(closingLetter([...open, one('returned', { reason: 'revoked' })])).toBeNull()
  })

  test('has no number where it went before letters had one', () => {
    expect(closingLetter([...open, one('executed', { correspondenceId: 'old' })])?.outgoing).toBeNull()
  })
})

describe('what may follow', () => {
  test('an objection follows each letter once, and the next answer again', () => {
    expect(code('objection', open, [])).toBe('action_not_in_status')
    expect(code('objection', answered, [])).toBeNull()
    expect(code('objection', answered, ['letter'])).toBe('objected_already')
    const again = [...answered, one('reopened', { executorId: 'saule', reasonId: 'r' }), executed('second')]
    expect(code('objection', again, ['letter'])).toBeNull()
    const forwarded = [...open, one('forwarded', { correspondenceId: 'away' })]
    expect(code('objection', forwarded, [])).toBeNull()
  })

  test('written again: of what is over, but for what came back, which is copied', () => {
    expect(code('again', open, [])).toBe('action_not_in_status')
    expect(code('again', answered, ['letter'])).toBeNull()
    expect(code('again', [...open, one('returned', { reason: 'revoked' })], [])).toBe('action_not_in_status')
  })
})

test('who answered is who had it when the letter went, not who has it since', () => {
  const since = [...answered, one('reopened', { executorId: 'other', reasonId: 'r' }), executed('second')]
  expect(executorWhenSent(since, 'letter')).toBe('saule')
  expect(executorWhenSent(since, 'second')).toBe('other')
  expect(executorWhenSent(since, 'none')).toBeNull()
})
