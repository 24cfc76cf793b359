import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../calendar/plain-date.ts'
import { binProblem, kindOfNumber, parseBin } from './bin.ts'
import { hasControlDigit } from './control-digit.ts'
import { iinProblem, maskIin, parseIin } from './iin.ts'

const today = plainDate('2026-03-20')
const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
/** The last digit that makes these eleven a number; undefined where none does. */
const lastOf = (eleven: string) => digits.find((last) => hasControlDigit(`${eleven}${last}`))

// The rules of docs/domain.md 4.1 and 4.2; the numbers are made up.
describe('IIN', () => {
  test.each([
    ['850412170014', '1885-04-12'],
    ['850412170511', '1885-04-12'],
    ['921125270019', '1892-11-25'],
    ['881231270015', '1888-12-31'],
    ['770308170203', '1877-03-08'],
    ['010203370016', '1901-02-03'],
    ['030514470808', '1903-05-14'],
    ['000101570012', '2000-01-01'],
  ])('%s, born %s: not a day before it', (iin, born) => {
    expect(iinProblem(iin, today)).toBeNull()
    expect(parseIin(iin, today)).toBe(iin)
    const day = plainDate(born)
    expect([iinProblem(iin, day), iinProblem(iin, addDays(day, -1))]).toEqual([null, 'future'])
  })

  test.each([
    ['850412170015', 'controlDigit'],
    ['850412170500', 'controlDigit'],
    ['900231170012', 'birthDate'],
    ['850412970015', 'birthDate'],
    ['960229670014', 'future'],
    ['85041217001', 'shape'],
    ['8504121700144', 'shape'],
    ['85041217001X', 'shape'],
    ['85041217001４', 'shape'],
    ['850412170014\n', 'shape'],
  ])('%j: %s', (iin, problem) => {
    expect(iinProblem(iin, today)).toBe(problem)
    expect(parseIin(iin, today)).toBeNull()
  })

  test('who is not born yet today may be tomorrow', () => {
    expect(iinProblem('000101570012', plainDate('1999-12-31'))).toBe('future')
    expect(iinProblem('000101570012', plainDate('2000-01-01'))).toBeNull()
  })

  test('a published test person is admitted only as one', () => {
    expect(parseIin('123456789011', today)).toBeNull()
    expect(parseIin('123456789011', today, { testPerson: true })).toBe('123456789011')
    expect(parseIin('12345678901', today, { testPerson: true })).toBeNull()
  })

  test('no last digit helps a number that is never issued', () => {
    expect(lastOf('85041217050')).toBeUndefined()
  })

  test('masked', () => {
    expect(maskIin('850412170014')).toBe('8504••••0014')
    expect(maskIin('8504121700')).toBe('••••')
  })

  test('one wrong digit never passes the control digit of the first pass', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{11}$/),
        fc.nat(10),
        fc.integer({ min: 1, max: 9 }),
        (eleven, at, by) => {
          const mutated = eleven.slice(0, at) + ((Number(eleven[at]) + by) % 10) + eleven.slice(at + 1)
          const firstPass = (s: string): number =>
            [...s].reduce((sum, d, i) => sum + Number(d) * (i + 1), 0) % 11
          // The weights 1–10 are prime to 11; the weight 11 of the last digit counts in the second pass alone.
          fc.pre(at < 10 && firstPass(eleven) < 10 && firstPass(mutated) < 10)
          expect(lastOf(mutated)).not.toBe(lastOf(eleven))
        },
      ),
    )
  })

  test('a changed control digit is always found', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), fc.integer({ min: 1, max: 9 }), (eleven, by) => {
        const control = lastOf(eleven)
        fc.pre(control !== undefined)
        expect(parseIin(`${eleven}${((control ?? 0) + by) % 10}`, today)).toBeNull()
      }),
    )
  })
})

describe('BIN', () => {
  test.each(['990140990016', '990141990015', '990150990014', '990163990015'])('%s', (bin) => {
    expect(parseBin(bin)).toBe(bin)
    expect(kindOfNumber(bin)).toBe('bin')
  })

  test.each([
    ['990140990017', 'controlDigit'],
    ['991340990016', 'month'],
    ['990170990016', 'entityKind'],
    ['990144990016', 'entityKind'],
    ['99014099001', 'shape'],
  ])('%s: %s', (bin, problem) => {
    expect(binProblem(bin)).toBe(problem)
    expect(parseBin(bin)).toBeNull()
  })

  test('a published test company is admitted only as one', () => {
    expect(parseBin('123456789021')).toBeNull()
    expect(parseBin('123456789021', { testPerson: true })).toBe('123456789021')
  })

  test('told apart by the fifth digit', () => {
    expect([kindOfNumber('850412170014'), kindOfNumber('990170990016'), kindOfNumber('99')]).toEqual([
      'iin',
      null,
      null,
    ])
  })
})
