import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChainedEvent, checkChain, dailyHeadOf, firstPrevious, hashOf } from './event-chain.ts'

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
