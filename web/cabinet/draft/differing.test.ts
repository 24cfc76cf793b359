import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textDifference } from './text-difference.ts'

describe('what differs between two texts', () => {
  it.each([
    [
      'Астана қ., Абай көшесі, 1-үй',
      'Астана қ., Сынақ көшесі, 1-үй',
      ['Астана қ., ', 'Абай', ' көшесі, 1-үй'],
    ],
    ['бір екі', 'бір екі үш', ['бір екі', '', '']],
    ['', 'бір', ['', '', '']],
    ['мен', 'сен', ['', 'мен', '']],
  ])('%j beside %j', (text, other, parts) => {
    expect(textDifference(text, other)).toEqual(parts)
  })

  it('puts every short text together again', () => {
    const text = fc.string({ maxLength: 60 })
    fc.assert(
      fc.property(text, text, (one, other) => void expect(textDifference(one, other).join('')).toBe(one)),
    )
  })

  it('cuts short what both have in common', () => {
    const long = 'сөз '.repeat(100)
    const [before, own, after] = textDifference(`${long}мен ${long}`, `${long}сен ${long}`)
    expect([before.length, own, after.length]).toEqual([122, 'мен', 122])
  })
})
