import { describe, expect, it } from 'vitest'
import { sampleDraft } from './sample-draft.ts'
import { droppedFields } from './type-change.ts'
import { typeOf } from './way.ts'

const from = typeOf(sampleDraft())
if (from === null) throw new Error('no type')
const to = { ...from, fields: from.fields.filter(({ code }) => code === 'comment') }

describe('changing the type', () => {
  it('drops the filled fields that are not shared', () => {
    const answers = { plannedDate: '2026-02-16', fundingSource: ' ', lenderBank: 'Hidden', comment: 'Kept' }
    expect(droppedFields(from, to, answers).map(({ code }) => code)).toEqual(['plannedDate'])
  })

  it('drops nothing when there was no type before', () => {
    expect(droppedFields(null, to, { plannedDate: '2026-02-16' })).toEqual([])
  })
})
