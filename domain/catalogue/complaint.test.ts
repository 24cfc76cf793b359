import { expect, test } from 'vitest'
import { complaintAnswers } from './complaint.ts'
import type { Field } from './field.ts'

const label = { kk: 'Өріс', ru: 'Поле', en: 'Field' }
const field = (code: string, type: 'textarea' | 'appealRef' | 'text'): Field =>
  ({ code, type, label, required: true }) as Field
const about = { appealId: 'first', words: 'Келіспеймін.' }

test('begins with the appeal and with the first long text, whatever the company calls its fields', () => {
  const fields = [
    field('title', 'text'),
    field('why', 'textarea'),
    field('more', 'textarea'),
    field('of', 'appealRef'),
  ]
  expect(complaintAnswers({ fields }, about)).toEqual({ of: 'first', why: 'Келіспеймін.' })
})

test('says only what the form asks for', () => {
  expect(complaintAnswers({ fields: [field('title', 'text')] }, about)).toEqual({})
})
