import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAnswer } from './egov-mobile-answer.ts'
import { withOffset } from './show-errand.ts'

const of = (documentsToSign: unknown, more: object = {}) => readAnswer({ documentsToSign, ...more })
const signed = (id: unknown, data: unknown) => ({ id, document: { file: { mime: '@file/pdf', data } } })
const der = Buffer.from('3003020101', 'hex')

test('one document of our id with DER, base64 or PEM is a signature; its text may be broken into lines', () => {
  const cms = new Uint8Array(der)
  expect(of([signed(1, der.toString('base64'))])).toEqual({ kind: 'signature', cms })
  expect(of([signed('1', 'MAMC\r\nAQE=\r\n')])).toEqual({ kind: 'signature', cms })
  const pem = `-----BEGIN CMS-----\n${der.toString('base64')}\n-----END CMS-----\n`
  expect(of([signed(1, pem)])).toEqual({ kind: 'signature', cms })
  expect(of([{ ...signed(1, der.toString('base64')), nameKz: 'not ours', meta: 7 }])).toMatchObject({
    kind: 'signature',
  })
})

test('no, two, or another document is no answer to what was asked', () => {
  const data = der.toString('base64')
  for (const documents of [
    [],
    [signed(1, data), signed(1, data)],
    [signed(2, data)],
    [signed('1x', data)],
    [{ id: 1 }],
    [signed(1, '')],
    [signed(1, 'not base64')],
    [signed(1, 'A'.repeat(600_000))],
    [signed(1, 7)],
    'nothing',
    null,
  ]) {
    expect(of(documents)).toEqual({ kind: 'unusable' })
  }
})

test('a cancellation is one whatever else it carries', () => {
  expect(of([signed(1, der.toString('base64'))], { status: 'CANCELED' })).toEqual({ kind: 'cancelled' })
  expect(of([], { status: 'canceled' })).toEqual({ kind: 'cancelled' })
})

test('whatever a caller sends is read without a fault, and only our one id ever gives a signature', () => {
  const document = fc.record(
    {
      id: fc.oneof(fc.integer({ min: -2, max: 3 }), fc.string(), fc.double(), fc.constant(null)),
      document: fc.oneof(
        fc.anything(),
        fc.record({ file: fc.record({ data: fc.oneof(fc.base64String(), fc.string(), fc.anything()) }) }),
      ),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    fc.anything(),
    fc.record(
      {
        status: fc.oneof(fc.string(), fc.anything()),
        documentsToSign: fc.oneof(fc.array(document), fc.anything()),
      },
      { requiredKeys: [] },
    ),
  )
  fc.assert(
    fc.property(body, (given) => {
      const { kind } = readAnswer(given)
      if (kind !== 'signature') return
      const { documentsToSign } = given as { documentsToSign: { id: unknown }[] }
      expect(documentsToSign.map(({ id }) => String(id))).toEqual(['1'])
    }),
    { numRuns: 2000 },
  )
})

test('a moment as the app writes it is the same moment, with the offset of the country then', () => {
  expect(withOffset(Date.parse('2026-01-12T05:05:00Z'))).toBe('2026-01-12T10:05:00.000+0500')
  expect(withOffset(Date.parse('2023-01-12T05:05:00Z'))).toBe('2023-01-12T11:05:00.000+0600')
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (date) => {
        const text = withOffset(date.getTime()).replace(/(\d{2})$/, ':$1')
        expect(new Date(text).getTime()).toBe(date.getTime())
      },
    ),
  )
})
