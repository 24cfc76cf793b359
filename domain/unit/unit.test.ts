import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whyNotBelow, whyNotCalled, whyNotClosed, withUnitsBelow } from './unit.ts'

const unit = (id: string, parentId: string | null = null, closed = false) => ({ id, parentId, closed })
const name = { kk: 'Кеңсе', ru: 'Канцелярия', en: 'Registry' }

test('a code is short, Latin and nobody else’s, a name is there in three languages', () => {
  const code = (text: string, names = name) => whyNotCalled([{ code: 'taken' }], { code: text, name: names })
  expect(code('registry-2')).toBeNull()
  expect(code(`a${'b'.repeat(39)}`)).toBeNull()
  for (const bad of ['', '2a', 'Кеңсе', 'A', 'a b', `a${'b'.repeat(40)}`]) {
    expect(code(bad)?.code).toBe('unit_code')
  }
  expect(code('taken')?.code).toBe('unit_code_taken')
  expect(code('a', { ...name, ru: ' ' })?.code).toBe('unit_name')
  expect(code('a', { ...name, ru: 'я'.repeat(100) })).toBeNull()
  expect(code('a', { ...name, ru: 'я'.repeat(101) })?.code).toBe('unit_name')
})

test('no unit comes below itself, below one that is below it, or below a closed one', () => {
  const units = [unit('a'), unit('b', 'a'), unit('c', 'b'), unit('x', null, true)]
  expect(whyNotBelow(units, 'a', 'a')?.code).toBe('unit_circle')
  expect(whyNotBelow(units, 'a', 'c')?.code).toBe('unit_circle')
  expect(whyNotBelow(units, 'c', 'a')).toBeNull()
  expect(whyNotBelow(units, 'c', null)).toBeNull()
  expect(whyNotBelow(units, null, 'x')?.code).toBe('unit_closed')
  expect(whyNotBelow(units, null, 'none')?.code).toBe('unit_closed')
})

test('a unit is closed when nothing is below it, its work is taken, and another is open', () => {
  const units = [unit('a'), unit('b', 'a'), unit('x', 'b', true)]
  expect(whyNotClosed(units, 'a', 0, null)).toEqual({ code: 'unit_has_units', params: { n: 1 } })
  expect(whyNotClosed(units, 'b', 0, null)).toBeNull()
  expect(whyNotClosed(units, 'b', 3, null)).toEqual({ code: 'unit_has_work', params: { n: 3 } })
  expect(whyNotClosed(units, 'b', 3, 'a')).toBeNull()
  for (const taker of ['b', 'x', 'none']) expect(whyNotClosed(units, 'b', 3, taker)?.code).toBe('unit_closed')
  expect(whyNotClosed(units, 'x', 0, null)?.code).toBe('unit_closed')
  expect(whyNotClosed([unit('a')], 'a', 0, null)?.code).toBe('unit_last')
})

test('however units are moved, everybody above is reached in as many steps as there are units', () => {
  const at = fc.nat(7)
  fc.assert(
    fc.property(fc.array(fc.tuple(at, at), { maxLength: 40 }), (moves) => {
      let units = Array.from({ length: 8 }, (_, n) => unit(String(n)))
      for (const [id, parent] of moves) {
        const [child, above] = [String(id), String(parent)]
        if (whyNotBelow(units, child, above) !== null) continue
        units = units.map((one) => (one.id === child ? { ...one, parentId: above } : one))
      }
      for (const { id } of units) {
        let [top, steps] = [id, 0]
        for (let up = units.find((one) => one.id === top)?.parentId; up && steps <= 8; steps += 1) {
          top = up
          up = units.find((one) => one.id === top)?.parentId
        }
        expect(steps).toBeLessThan(8)
        expect(withUnitsBelow(units, [top])).toContain(id)
      }
    }),
  )
})
