import { describe, expect, it } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../../domain/calendar/working-days.ts'
import { sampleDraft } from '../../../test/drafts/sample-draft.ts'
import { wayOf } from './draft-journey.ts'

const today = plainDate('2026-01-12')

describe('the way of a draft', () => {
  it('follows the rules of the domain', () => {
    const draft = { ...sampleDraft(), answers: { plannedDate: '2026-02-16', fundingSource: 'own' } }
    expect(wayOf(draft, today)).toMatchObject({ current: 'payment', steps: { length: 5 } })
    const free = { ...draft, fee: { feeTiyn: 0, vatPercent: 16, vatTiyn: 0 } }
    expect(wayOf(free, today).steps).not.toContain('payment')
  })

  it('adds that a day is not a working one, which only the server knows, in its place', () => {
    const refusal = { code: 'date_not_working' as const }
    const draft = {
      ...sampleDraft(),
      answers: { plannedDate: '2026-02-15' },
      missing: [{ step: 'letter' as const, field: 'plannedDate', refusal }],
    }
    const way = wayOf(draft, today)
    expect(way.current).toBe('letter')
    expect(way.missing.slice(0, 2).map(({ field }) => field)).toEqual(['plannedDate', 'fundingSource'])
  })

  it('knows holidays by itself once the calendar has come', () => {
    const draft = { ...sampleDraft(), answers: { plannedDate: '2026-03-23', fundingSource: 'own' } }
    const nauryz = { date: plainDate('2026-03-23'), working: false, why: '', uncertain: false }
    const calendar = workingCalendar(
      [2026],
      [{ ...nauryz, name: { kk: 'Наурыз', ru: 'Наурыз', en: 'Nauryz' } }],
    )
    expect(wayOf(draft, today).current).toBe('payment')
    expect(wayOf(draft, today, calendar).missing[0]).toMatchObject({
      field: 'plannedDate',
      refusal: { code: 'date_not_working' },
    })
  })

  it('misses the fields of a row that must be there, though nothing was typed into it', () => {
    const sample = sampleDraft()
    const label = { kk: '', ru: '', en: '' }
    const iin = { code: 'iin', type: 'iin' as const, label, required: true }
    const group = { code: 'persons', type: 'group' as const, label, required: true, items: [iin] }
    const type = sample.type && { ...sample.type, fields: [{ ...group, validation: { minItems: 2 } }] }
    const missing = wayOf({ ...sample, type }, today).missing.filter(({ step }) => step === 'letter')
    expect(missing.map(({ field }) => field)).toEqual(['persons.0.iin', 'persons.1.iin'])
  })

  it('says of one field one thing', () => {
    const draft = {
      ...sampleDraft(),
      missing: [
        { step: 'letter' as const, field: 'plannedDate', refusal: { code: 'date_not_working' as const } },
      ],
    }
    const said = wayOf(draft, today).missing.filter(({ field }) => field === 'plannedDate')
    expect(said.map(({ refusal }) => refusal.code)).toEqual(['required'])
  })
})
