import { describe, expect, test } from 'vitest'
import catalogue from '../../data/catalogue.json' with { type: 'json' }
import type { DocumentRequirement } from './document-slot.ts'
import { type DocumentFacts, documentSlots, missingDocuments } from './required-documents.ts'

const types: { code: string; documents: DocumentRequirement[] }[] = catalogue.categories.flatMap(
  (category) => category.types as { code: string; documents: DocumentRequirement[] }[],
)
const facts: DocumentFacts = {
  feeTiyn: 100,
  paymentMethod: 'byDetails',
  applicantRole: 'self',
  answers: {},
}
const receipts = (documents: readonly DocumentRequirement[], some: Partial<DocumentFacts> = {}) =>
  documentSlots(documents, { ...facts, ...some }).filter(({ document }) => document === 'paymentReceipt')

describe('§6–§7 the receipt', () => {
  test.each(types)('$code: for a fee above zero paid by details, and for nothing else', ({ documents }) => {
    expect(receipts(documents)).toEqual([{ document: 'paymentReceipt', required: true, min: 1, max: 1 }])
    expect(receipts(documents, { feeTiyn: 0 })).toEqual([])
    expect(receipts(documents, { paymentMethod: 'debit' })).toEqual([])
    expect(receipts(documents, { paymentMethod: null })).toEqual([])
  })

  test('is beside the first document, and told in its own words when it is missing', () => {
    const early = types.find(({ code }) => code === 'rent.early.full')?.documents ?? []
    const slots = documentSlots(early, facts)
    expect(slots.map(({ document }) => document)).toEqual(['identityCard', 'paymentReceipt'])
    expect(missingDocuments(slots, [{ document: 'identityCard' }])).toEqual([{ code: 'receipt_missing' }])
  })

  test.each<[string, Partial<DocumentRequirement>]>([
    ['as it was listed', { requiredIf: { fee: '>0', paymentMethod: 'byDetails' } }],
    ['always', {}],
    ['never, and many', { required: false, min: 0, max: 5, requiredIf: { fee: '>0' } }],
  ])('is asked for once where an older version of the type lists it: %s', (_, listed) => {
    const own = { document: 'paymentReceipt', required: true, min: 1, max: 1, ...listed }
    const card = { document: 'identityCard', required: true, min: 1, max: 1 }
    const wanted = [{ document: 'paymentReceipt', required: true, min: 1, max: 1 }]
    expect([receipts([card, own]), receipts([own, card])]).toEqual([wanted, wanted])
    expect(receipts([own], { feeTiyn: 0 })).toEqual([])
    expect(receipts([own], { paymentMethod: 'debit' })).toEqual([])
  })
})
