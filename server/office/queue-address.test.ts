import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queueKeys, queueSorts, queueTerms, queueWhose } from '../../domain/mailbox/queue.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { QueueAsked, queueAsked } from '../../wire/queue.ts'

test('the keys of an address are those of the schema', () => {
  expect([...queueKeys]).toEqual(Object.keys(QueueAsked.shape))
})

test('an address says what was asked, and nothing that a list begins with', () => {
  expect(queueAddress(QueueAsked.parse({}))).toBe('')
  const some = fc.record({
    q: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.trim()),
    whose: fc.constantFrom(...queueWhose),
    due: fc.option(fc.constantFrom(...queueTerms), { nil: undefined }),
    executor: fc.option(fc.uuid(), { nil: undefined }),
    sort: fc.constantFrom(...queueSorts),
    order: fc.constantFrom('asc' as const, 'desc' as const),
  })
  fc.assert(
    fc.property(some, (asked) => {
      const read = queueAsked(Object.fromEntries(new URLSearchParams(queueAddress(asked))))
      expect(read).toEqual(QueueAsked.parse(asked))
    }),
  )
})

test('a value that is none is left out, and the rest counts', () => {
  expect(queueAsked({ due: 'someday', whose: 'mine', unit: 'x' })).toEqual(
    QueueAsked.parse({ whose: 'mine' }),
  )
})
