import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choicesOf, placesOf, signalSubjects, signalWays, waysOf } from './choice.ts'
import { mailDueAt } from './mail-pace.ts'

const usualChoices = choicesOf({})

test('usual choices are among what may be chosen, and mails at once are the few that can not wait', () => {
  for (const subject of signalSubjects) expect(waysOf(subject)).toContain(usualChoices[subject])
  const atOnce = signalSubjects.filter(
    (subject) => subject !== 'digest' && usualChoices[subject] !== 'office',
  )
  expect(atOnce.length).toBeLessThanOrEqual(3)
})

test('what is chosen and may be is kept, the rest is usual', () => {
  expect(choicesOf({ overdue: 'none', digest: 'both', free: 'none', asked: 7 })).toEqual({
    ...usualChoices,
    free: 'none',
  })
})

test('who wants a mail and can not be reached is told in the office; of overdue everybody is told', () => {
  expect(placesOf('mail', true)).toEqual({ office: false, mail: true })
  expect(placesOf('mail', false)).toEqual({ office: true, mail: false })
  expect(placesOf('none', true)).toEqual({ office: false, mail: false })
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...signalSubjects), fc.constantFrom(...signalWays)),
      fc.boolean(),
      (chosen, reachable) => {
        const { office, mail } = placesOf(choicesOf(chosen).overdue, reachable)
        expect(office || mail).toBe(true)
      },
    ),
  )
})

test('an hour between two mails, but for what is overdue; a clock put back delays nothing for long', () => {
  const hour = 3_600_000
  expect(mailDueAt(null, 5, false)).toBe(5)
  expect(mailDueAt(0, 5, false)).toBe(hour)
  expect(mailDueAt(0, 2 * hour, false)).toBe(2 * hour)
  expect(mailDueAt(0, 5, true)).toBe(5)
  expect(mailDueAt(900 * hour, 5, false)).toBe(5 + hour)
})
