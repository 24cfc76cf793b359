import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { threeAnswers } from './three-answers.ts'

const finding = (codes: readonly string[], more: Partial<Finding> = {}): Finding => ({
  kind: 'cms',
  result: 'valid',
  code: codes[0] ?? 'ok',
  codes,
  signer: null,
  algorithm: null,
  authority: null,
  times: {},
  faults: [],
  evidence: null,
  ...more,
})

test('what is broken is not whole, whatever else is right', () => {
  for (const code of ['content_differs', 'digest_mismatch', 'signature_invalid', 'cert_hash_mismatch'])
    expect(threeAnswers(finding([code], { authority: 'Root' }), true)).toMatchObject({
      whole: false,
      authority: 'known',
    })
  const damaged = finding([], { faults: [{ code: 'file_damaged', file: 'letter.pdf' }] })
  expect(threeAnswers(damaged, true).whole).toBe(false)
})

test('where nothing could be held against the signature, nothing is said of the bytes', () => {
  for (const code of ['bad_format', 'content_missing', 'signer_cert_missing'])
    expect(threeAnswers(finding([code]), true).whole).toBeNull()
})

test('a revoked or late certificate leaves the bytes whole', () => {
  for (const code of ['revoked', 'cert_expired', 'chain_unknown'])
    expect(threeAnswers(finding([code]), true).whole).toBe(true)
})

test('an authority is known, not among those trusted, or nobody was asked about it', () => {
  expect(threeAnswers(finding([], { authority: 'Root' }), true).authority).toBe('known')
  expect(threeAnswers(finding(['chain_unknown']), true).authority).toBe('unknown')
  expect(threeAnswers(finding(['issuer_unconfirmed']), true).authority).toBe('unknown')
  expect(threeAnswers(finding(['issuer_unconfirmed']), false).authority).toBe('notAsked')
  // A good list names no signer, and of what can't be read nobody knows whose it is.
  expect(threeAnswers(finding([], { kind: 'crl' }), true).authority).toBeNull()
  expect(threeAnswers(finding(['file_damaged']), true).authority).toBeNull()
})
