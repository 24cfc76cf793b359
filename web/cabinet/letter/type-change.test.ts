import { describe, expect, it } from 'vitest'
import type { Field } from '../../../domain/catalogue/field.ts'
import { sampleDraft } from '../../../test/drafts/sample-draft.ts'
import { droppedFields } from './type-change.ts'

const from = sampleDraft().type
if (from === null) throw new Error('no type')
const to = { ...from, fields: from.fields.filter(({ code }) => code === 'comment') }

describe('changing the type', () => {
  it('drops the filled fields that are not shared', () => {
    const answers = { plannedDate: '2026-02-16', fundingSource: ' ', lenderBank: 'Hidden', comment: 'Kept' }
    expect(droppedFields(from, to, answers).map(({ code }) => code)).toEqual(['plannedDate'])
  })

  it('drops a field that only has the name in common', () => {
    const text: Field = { code: 'comment', type: 'text', label: { kk: '', ru: '', en: '' }, required: false }
    const other = { ...to, fields: [text] }
    expect(droppedFields(from, other, { comment: 'Lost' }).map(({ code }) => code)).toEqual(['comment'])
  })

  it('drops nothing when there was no type before', () => {
    expect(droppedFields(null, to, { plannedDate: '2026-02-16' })).toEqual([])
  })
})
