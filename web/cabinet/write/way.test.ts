import { describe, expect, it } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { sampleDraft } from './sample-draft.ts'
import { wayOf } from './way.ts'

const today = plainDate('2026-01-12')

describe('the way of a draft', () => {
  it('follows the rules of the domain', () => {
    const draft = { ...sampleDraft(), answers: { plannedDate: '2026-02-16', fundingSource: 'own' } }
    expect(wayOf(draft, today)).toMatchObject({ current: 'payment', steps: { length: 5 } })
    const free = { ...draft, fee: { feeTiyn: 0, vatPercent: 16, vatTiyn: 0 } }
    expect(wayOf(free, today).steps).not.toContain('payment')
  })

  it('adds that a day is not a working one, which only the server knows, in its place', () => {
    const refusal = { code: 'date_not_working' }
    const draft = {
      ...sampleDraft(),
      answers: { plannedDate: '2026-02-15' },
      missing: [{ step: 'letter' as const, field: 'plannedDate', refusal }],
    }
    const way = wayOf(draft, today)
    expect(way.current).toBe('letter')
    expect(way.missing.slice(0, 2).map(({ field }) => field)).toEqual(['plannedDate', 'fundingSource'])
  })

  it('says of one field one thing', () => {
    const draft = {
      ...sampleDraft(),
      missing: [{ step: 'letter' as const, field: 'plannedDate', refusal: { code: 'date_not_working' } }],
    }
    const said = wayOf(draft, today).missing.filter(({ field }) => field === 'plannedDate')
    expect(said.map(({ refusal }) => refusal.code)).toEqual(['required'])
  })
})
