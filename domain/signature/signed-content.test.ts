import { expect, test } from 'vitest'
import { contentFits, type Purpose, signInText, staffSignInText } from './signed-content.ts'

const parts = { origin: 'https://cabinet.example.kz', issuedAt: '2026-01-12T05:30:00.000Z', nonce: 'abc' }
const company = { name: '«ҚТК» АҚ', bin: '990140990016' }
const bytes = (text: string) => new TextEncoder().encode(text)

test('every content fits its own purpose and no other, but that letters of both sides begin alike', () => {
  const contents: Record<Purpose, string> = {
    letter: '%PDF-1.7\n',
    reply: '%PDF-1.7\n',
    signIn: signInText(parts),
    staffSignIn: staffSignInText({ ...parts, company }),
  }
  const purposes = Object.keys(contents) as Purpose[]
  for (const purpose of purposes) {
    const fitting = purposes.filter((other) => contentFits(other, bytes(contents[purpose])))
    const isLetter = purpose === 'letter' || purpose === 'reply'
    expect(fitting).toEqual(isLetter ? ['letter', 'reply'] : [purpose])
    expect(contentFits(purpose, bytes(contents[purpose].slice(0, 4)))).toBe(false)
  }
})

test('the text of staff names office, company, purpose, time and nonce, a line each', () => {
  expect(staffSignInText({ ...parts, company })).toBe(
    [
      'Otinish staff sign-in',
      'office: https://cabinet.example.kz/office',
      'company: «ҚТК» АҚ (BIN 990140990016)',
      'purpose: sign in to the office',
      'time: 2026-01-12T05:30:00.000Z',
      'nonce: abc',
      '',
    ].join('\n'),
  )
})

test('the name of a company adds no line', () => {
  const text = staffSignInText({ ...parts, company: { ...company, name: 'ҚТК\nnonce: x\r\npurpose: y' } })
  expect(text.split('\n')).toHaveLength(7)
  expect(text.split('\n')[2]).toBe('company: ҚТК nonce: x purpose: y (BIN 990140990016)')
})
