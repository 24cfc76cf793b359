import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventType } from '../../domain/appeal/event.ts'
import { type EventKind, eventKinds } from '../../domain/appeal/history.ts'
import {
  type ChainedEvent,
  checkChain,
  dailyHeadOf,
  firstPrevious,
  hashOf,
  type StoredEvent,
  toldChain,
} from './event-chain.ts'

function chainOf(length: number): (ChainedEvent & { hash: string })[] {
  const events: (ChainedEvent & { hash: string })[] = []
  for (let seq = 1; seq <= length; seq += 1) {
    const event: ChainedEvent = {
      appeal: '6b0d1c1e-0000-4000-8000-000000000001',
      seq,
      type: seq === 1 ? 'sent' : 'interimReplied',
      occurredAt: '2026-01-12T05:41:07.000Z',
      recordedAt: '2026-01-12T05:41:07.100Z',
      actor: 'system',
      source: 'cabinet',
      key: `key-${seq}`,
      data: { number: seq, nested: { б: 'ү', a: [1, null] } },
      previous: events.at(-1)?.hash ?? firstPrevious,
    }
    events.push({ ...event, hash: hashOf(event) })
  }
  return events
}

describe('the chain of events', () => {
  it('hashes the RFC 8785 form, whatever order the members come in', () => {
    const [event] = chainOf(1)
    const canonical =
      '{"actor":"system","appeal":"6b0d1c1e-0000-4000-8000-000000000001","data":{"nested":{"a":[1,null],"б":"ү"},"number":1},"key":"key-1","occurredAt":"2026-01-12T05:41:07.000Z","previous":"0000000000000000000000000000000000000000000000000000000000000000","recordedAt":"2026-01-12T05:41:07.100Z","seq":1,"source":"cabinet","type":"sent"}'
    expect(event?.hash).toBe(createHash('sha256').update(canonical).digest('hex'))
  })

  it('is whole when nothing was touched', () => {
    expect(checkChain([])).toBeNull()
    expect(checkChain(chainOf(5))).toBeNull()
  })

  const changes: Partial<ChainedEvent>[] = [
    { appeal: '6b0d1c1e-0000-4000-8000-000000000002' },
    { seq: 9 },
    { type: 'executed' },
    { occurredAt: '2026-01-12T05:41:07.001Z' },
    { recordedAt: '2026-01-12T05:41:07.101Z' },
    { actor: 'staff:1' },
    { source: 'office' },
    { key: 'other' },
    { data: { number: 3, nested: { б: 'ұ', a: [1, null] } } },
    { previous: 'f'.repeat(64) },
  ]
  it.each(changes)('breaks where %o was changed', (change) => {
    const chain = chainOf(4).map((event) => (event.seq === 3 ? { ...event, ...change } : event))
    expect(checkChain(chain)).toBe(change.seq ?? 3)
  })

  it('breaks when an event is taken out, put in again or swapped, even with its own hash computed again', () => {
    const chain = chainOf(5)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), (index) => {
        expect(checkChain(chain.filter((_, at) => at !== index))).not.toBeNull()
        const repeated = chain.flatMap((event, at) => (at === index ? [event, event] : [event]))
        expect(checkChain(repeated)).not.toBeNull()
        const forged = chain.map((event, at) => {
          const changed = { ...event, actor: 'staff:forger' }
          return at === index ? { ...changed, hash: hashOf(changed) } : event
        })
        expect(checkChain(forged)).toBe(index + 2)
      }),
    )
  })

  describe('what only the office sees', () => {
    // There is no such event yet; this one is of the kind that routing will be.
    const kinds = {
      ...eventKinds,
      routed: { act: null, seenBy: 'office', unread: false },
    } satisfies Record<EventType | 'routed', EventKind>
    const chain: StoredEvent<EventType | 'routed'>[] = []
    for (const event of chainOf(6)) {
      const routed = { type: 'routed', actor: 'staff:secret', data: { unit: 'secret' } } as const
      const previous = chain.at(-1)?.hash ?? firstPrevious
      const next = { ...event, ...(event.seq % 3 === 2 ? routed : {}), previous }
      chain.push({ ...next, hash: hashOf(next) })
    }

    it('is given by place, time and hash alone, and the chain can be followed past it', () => {
      const told = toldChain(chain, kinds)
      expect(JSON.stringify(told)).not.toContain('secret')
      expect(told.map((event) => Object.keys(event).length)).toEqual([11, 3, 11, 11, 3, 11])
      expect(told[1]).toEqual({ seq: 2, recordedAt: chain[1]?.recordedAt, hash: chain[1]?.hash })
      expect(told.at(-1)).toEqual(chain.at(-1))
      expect([checkChain(chain), checkChain(told)]).toEqual([null, null])
    })

    it('can’t be left out, moved or given another hash', () => {
      const told = toldChain(chain, kinds)
      expect(checkChain(told.filter(({ seq }) => seq !== 2))).toBe(3)
      expect(checkChain(told.map((one) => (one.seq === 2 ? { ...one, hash: 'f'.repeat(64) } : one)))).toBe(3)
      expect(checkChain([...told.slice(0, 1), ...told.slice(2, 3), ...told.slice(1, 2)])).toBe(3)
    })

    it('is none of today’s events: what happens to an appeal, its client sees', () => {
      expect(toldChain(chainOf(6), eventKinds)).toEqual(chainOf(6))
    })
  })

  it('joins the heads of a day in the order of appeals', () => {
    const heads = [
      { appeal: 'b', hash: '2'.repeat(64) },
      { appeal: 'a', hash: '1'.repeat(64) },
    ]
    const expected = createHash('sha256')
      .update('1'.repeat(64) + '2'.repeat(64))
      .digest('hex')
    expect(dailyHeadOf(heads)).toBe(expected)
    expect(dailyHeadOf([...heads].reverse())).toBe(expected)
    expect(dailyHeadOf([])).toBe(createHash('sha256').digest('hex'))
  })
})
