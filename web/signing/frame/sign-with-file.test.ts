import { beforeAll, expect, test, vi } from 'vitest'
import { parseCertificate } from '../../../eds/certificate.ts'
import { type Authority, createAuthority } from '../../../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../../../pretend/certification-authority/person-profile.ts'
import { isSignerRequest } from './request.ts'
import { signWithFile } from './sign-with-file.ts'

// Making RSA keys takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.parse('2026-09-01T05:00:00Z')
const iin = '920101400018'
const letter = {
  contents: [new TextEncoder().encode('%PDF-1.7')],
  purpose: 'letter',
  expectIin: iin,
  expectBin: null,
} as const
const signIn = {
  contents: [new TextEncoder().encode('Otinish sign-in\n')],
  purpose: 'signIn',
  expectIin: null,
  expectBin: null,
} as const
const staffSignIn = { ...signIn, purpose: 'staffSignIn' } as const
let authority: Authority

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(now) })
})

async function key(order: Partial<PersonKeyOrder> = {}): Promise<Uint8Array> {
  const issued = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin,
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    password: 'Qwerty12',
    ...order,
  })
  expect(parseCertificate(issued.certificate).facts.subject.iin).toBe(order.iin ?? iin)
  return issued.p12
}

test('which key is for what', async () => {
  const [gost, rsa, auth] = await Promise.all([
    key(),
    key({ algorithm: 'rsa' }),
    key({ algorithm: 'rsa', purpose: 'auth' }),
  ])
  const sign = (file: Uint8Array, request: typeof letter | typeof signIn) =>
    signWithFile(file, 'Qwerty12', request, now)
  expect(await sign(gost, letter)).toHaveProperty('signed')
  expect(await sign(gost, signIn)).toHaveProperty('signed')
  expect(await sign(rsa, letter)).toHaveProperty('signed')
  expect(await sign(rsa, signIn)).toEqual({ problem: { code: 'signing_key', field: 'file' } })
  expect(await sign(auth, letter)).toEqual({ problem: { code: 'auth_key', field: 'file' } })
  expect(await sign(auth, signIn)).toHaveProperty('signed')
})

test('a company’s key signs staff in, and nothing else', async () => {
  const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'employee' } as const
  const file = await key({ company })
  expect(await signWithFile(file, 'Qwerty12', staffSignIn, now)).toHaveProperty('signed')
  for (const request of [letter, signIn]) {
    expect(await signWithFile(file, 'Qwerty12', request, now)).toEqual({
      problem: { code: 'company_key_not_allowed', field: 'file', name: company.name },
    })
  }
  expect(await signWithFile(await key(), 'Qwerty12', staffSignIn, now)).toHaveProperty('signed')
  const rsa = await key({ algorithm: 'rsa', company })
  expect(await signWithFile(rsa, 'Qwerty12', staffSignIn, now)).toEqual({
    problem: { code: 'signing_key', field: 'file' },
  })
})

test('a letter of the company is signed with the company’s key of this person, both languages at once', async () => {
  const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'employee' } as const
  const contents = ['%PDF-1.7 жауап', '%PDF-1.7 ответ'].map((text) => new TextEncoder().encode(text))
  const reply = { contents, purpose: 'reply', expectIin: iin, expectBin: company.bin } as const
  const sign = async (order: Partial<PersonKeyOrder>) =>
    await signWithFile(await key(order), 'Qwerty12', reply, now)
  const outcome = await sign({ company })
  expect('signed' in outcome && outcome.signed).toHaveLength(2)
  const problem = async (order: Partial<PersonKeyOrder>) => (await sign(order)) as object
  expect(await problem({})).toMatchObject({ problem: { code: 'company_key_needed' } })
  const other = { ...company, bin: '150140000011', name: 'Басқа ЖШС' }
  expect(await problem({ company: other })).toMatchObject({
    problem: { code: 'company_mismatch', name: 'Басқа ЖШС' },
  })
  expect(await problem({ company, iin: '850412170014' })).toMatchObject({ problem: { code: 'iin_mismatch' } })
  expect(await problem({ company, algorithm: 'rsa', purpose: 'auth' })).toMatchObject({
    problem: { code: 'auth_key' },
  })
  const whole = { ...reply, now: '2026-09-01T05:00:00Z', language: 'kk' }
  expect(isSignerRequest(whole)).toBe(true)
  expect(isSignerRequest({ ...whole, expectBin: null })).toBe(false)
  expect(isSignerRequest({ ...whole, contents: [...contents, ...contents] })).toBe(false)
})

test('a password of Latin letters only is wrong; one with Cyrillic ones may be the layout', async () => {
  const file = await key()
  const problem = async (password: string) => (await signWithFile(file, password, letter, now)) as object
  expect(await problem('qwerty12')).toEqual({ problem: { code: 'wrong_password', field: 'password' } })
  expect(await problem('Йцукен12')).toEqual({ problem: { code: 'wrong_password_layout', field: 'password' } })
})

test('validity is inclusive at both ends', async () => {
  const from = new Date(now)
  const file = await key({ notBefore: from, notAfter: new Date(now + 60_000) })
  const at = (instant: number) => signWithFile(file, 'Qwerty12', letter, instant)
  expect(await at(now - 1)).toEqual({ problem: { code: 'cert_not_yet_valid', field: 'file', date: now } })
  expect(await at(now)).toHaveProperty('signed')
  expect(await at(now + 60_000)).toHaveProperty('signed')
  expect(await at(now + 60_001)).toEqual({
    problem: { code: 'cert_expired', field: 'file', date: now + 60_000 },
  })
})

test('only a whole request is one', () => {
  const whole = { ...letter, now: '2026-09-01T05:00:00Z', language: 'kk' }
  expect(isSignerRequest(whole)).toBe(true)
  expect(isSignerRequest({ ...whole, expectIin: null })).toBe(true)
  expect(isSignerRequest({ ...whole, purpose: 'staffSignIn' })).toBe(true)
  for (const part of [
    { purpose: 'x' },
    { purpose: 'toString' },
    { contents: 'x' },
    { contents: ['x'] },
    { contents: [] },
    { contents: [...letter.contents, ...letter.contents] },
    { expectBin: '990140990016' },
    { expectBin: undefined },
    { purpose: 'reply' },
    { now: 'x' },
    { language: 'de' },
    { expectIin: '1' },
  ]) {
    expect(isSignerRequest({ ...whole, ...part })).toBe(false)
  }
  expect([null, 'x', {}].map(isSignerRequest)).toEqual([false, false, false])
})
