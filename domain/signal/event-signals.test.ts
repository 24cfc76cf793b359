import { describe, expect, test } from 'vitest'
import type { EventData, EventType } from '../appeal/event.ts'
import { eventTypes } from '../appeal/history.ts'
import { type ActedEvent, audienceOf, isOver, namedBy, signalsOf } from './event-signals.ts'
import { signalKinds } from './kind.ts'

let seq = 0
const event = <Type extends EventType>(type: Type, by: string | null, data: Partial<EventData[Type]>) =>
  ({ type, by, data, seq: ++seq, occurredAt: '2026-01-12T05:00:00.000Z' }) as unknown as ActedEvent

describe('docs/office.md 8: signals of events', () => {
  test('every kind that has an audience is given by some event', () => {
    const given = new Set(eventTypes.flatMap((type) => signalsOf[type]))
    expect([...given].sort()).toEqual(Object.keys(audienceOf).sort())
    expect(signalKinds).toEqual(expect.arrayContaining([...given]))
  })

  test('work names its executor, and those who newly help', () => {
    const helped = event('workAssigned', 'head', { coExecutorIds: ['a'] })
    const more = event('workAssigned', 'head', { coExecutorIds: ['a', 'b'] })
    expect(namedBy('assigned', helped, [helped])).toEqual(['a'])
    expect(namedBy('assigned', more, [helped, more])).toEqual(['b'])
    const given = event('executorChanged', 'head', { executorId: 'c', reasonId: null })
    expect(namedBy('assigned', given, [given])).toEqual(['c'])
    const back = event('executorChanged', 'c', { executorId: null, reasonId: null })
    expect(namedBy('assigned', back, [back])).toEqual([])
  })

  test('a letter names who proposed it last, an answer who asked', () => {
    const history = [
      event('asked', 'a', { questionId: 'q', unitId: 'u' }),
      event('asked', 'b', { questionId: 'other', unitId: 'v' }),
      event('questionAnswered', 'c', { questionId: 'q' }),
      event('replyProposed', 'a', { replyId: 'r' }),
      event('replyProposed', 'b', { replyId: 'r' }),
      event('replySentBack', 'head', { replyId: 'r' }),
    ]
    const [, , answered, , , sentBack] = history
    if (answered === undefined || sentBack === undefined) throw new Error('no events')
    expect(namedBy('answered', answered, history)).toEqual(['a'])
    expect(namedBy('sentBack', sentBack, history)).toEqual(['b'])
    const approved = event('replyApproved', 'head', { replyId: 'r' })
    const annulled = event('numberAnnulled', null, { replyId: 'r', why: 'midnight' })
    const all = [...history, approved, annulled]
    expect(namedBy('approved', approved, all)).toEqual(['b'])
    expect(namedBy('toSign', approved, all)).toEqual(['head'])
    expect(namedBy('numberAnnulled', annulled, all)).toEqual(['head', 'b'])
  })

  test('nobody is told to do what is done', () => {
    const proposed = event('replyProposed', 'a', { replyId: 'r' })
    const approved = event('replyApproved', 'head', { replyId: 'r' })
    const sent = event('executed', 'head', { correspondenceId: 'c', replyId: 'r' })
    expect(isOver('toApprove', proposed, [proposed])).toBe(false)
    expect(isOver('toApprove', proposed, [proposed, approved])).toBe(true)
    expect(isOver('toSign', approved, [proposed, approved])).toBe(false)
    expect(isOver('toSign', approved, [proposed, approved, sent])).toBe(true)
    expect(isOver('approved', approved, [proposed, approved, sent])).toBe(false)
  })
})
