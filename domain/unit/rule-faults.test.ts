import { describe, expect, test } from 'vitest'
import { contractKinds } from '../contract/contract.ts'
import type { RoutingRule } from './routing.ts'
import { ruleFaults } from './rule-faults.ts'

const world = {
  units: [
    { code: 'office', closed: false },
    { code: 'legal', closed: false },
    { code: 'old', closed: true },
  ],
  types: [
    { code: 'gen.free', category: 'general', appliesTo: contractKinds },
    { code: 'pay.plan', category: 'payments', appliesTo: contractKinds },
    { code: 'pay.delay', category: 'payments', appliesTo: contractKinds },
  ],
}
const rule = (code: string, unit: string, rest: Partial<RoutingRule> = {}): RoutingRule => ({
  code,
  unit,
  handing: 'free',
  ...rest,
})
const faultsOf = (...rules: RoutingRule[]) =>
  ruleFaults(rules, world).map(({ kind, rule: code, value }) => `${code} ${kind} ${value}`)

describe('docs/office.md 4: what is wrong with a list of rules', () => {
  test('nothing, where each is reached', () => {
    expect(
      faultsOf(
        rule('a', 'legal', { types: ['pay.plan'] }),
        rule('b', 'legal', { categories: ['payments'], contractKinds: ['MORTGAGE'] }),
        rule('c', 'office'),
      ),
    ).toEqual([])
  })

  test('a rule for a kind of contract under which its types are never written is not reached', () => {
    const rented = { code: 'rent.early', category: 'early', appliesTo: ['RENT_BUYOUT'] as const }
    const types = [...world.types, rented]
    const faults = ruleFaults(
      [rule('a', 'legal', { types: ['rent.early'], contractKinds: ['MORTGAGE'] }), rule('b', 'office')],
      { ...world, types },
    )
    expect(faults).toEqual([{ kind: 'never_reached', rule: 'a', value: 'legal' }])
  })

  test('units, types and categories that are none, closed units, a code twice', () => {
    expect(
      faultsOf(
        rule('a', 'nowhere'),
        rule('b', 'old'),
        rule('c', 'office', { types: ['no.such'], categories: ['none'] }),
        rule('c', 'office'),
      ),
    ).toEqual([
      'a unit_unknown nowhere',
      'b unit_closed old',
      'c type_unknown no.such',
      'c category_unknown none',
      'c code_twice c',
    ])
  })

  test('never reached: all of it is taken before, by one rule or by several together', () => {
    expect(faultsOf(rule('all', 'office'), rule('late', 'legal'))).toEqual(['late never_reached legal'])
    expect(
      faultsOf(
        rule('a', 'office', { types: ['pay.plan'] }),
        rule('b', 'office', { types: ['pay.delay'] }),
        rule('c', 'legal', { categories: ['payments'] }),
      ),
    ).toEqual(['c never_reached legal'])
    // A rule to a closed unit is passed over, so it hides nobody.
    expect(faultsOf(rule('a', 'old'), rule('b', 'legal'))).toEqual(['a unit_closed old'])
  })
})
