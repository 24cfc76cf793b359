import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket as Socket } from 'ws'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { verifyCms } from '../../eds/verify.ts'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import { type Deed, type PlayedNcaLayer, startNcaLayer } from '../../pretend/ncalayer/ncalayer.ts'
import { type Errand, signWithNcaLayer } from './ncalayer.ts'

const now = Date.parse('2026-01-12T05:30:00Z')
const iin = '921125270019'
const letter: Errand = {
  purpose: 'letter',
  content: new TextEncoder().encode('%PDF-1.7 өтініш'),
  expectIin: iin,
  language: 'kk',
  testKeys: true,
}
const signIn: Errand = {
  ...letter,
  purpose: 'signIn',
  content: new TextEncoder().encode('Otinish sign-in\n'),
  expectIin: null,
}

let authority: Authority
let program: PlayedNcaLayer
let foreign: OpenedKeyFile
const open = (url: string) => () => {
  const socket = new Socket(url, { rejectUnauthorized: false })
  // Browsers' own sockets say an error and end; these throw it where nobody listens.
  socket.on('error', () => {})
  return socket as unknown as WebSocket
}

async function key(order: Partial<PersonKeyOrder>): Promise<OpenedKeyFile> {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin,
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: 'Qwerty12',
    ...order,
  })
  return openKeyFile(p12, 'Qwerty12')
}

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(now) })
  foreign = await key({ iin: '850412170014' })
  const auth = await key({ algorithm: 'rsa', purpose: 'auth' })
  program = await startNcaLayer({ keys: [auth, await key({})], now: () => now })
  // Making RSA keys takes its time on a busy machine.
}, 60_000)
afterAll(() => program.stop())
afterEach(() => program.atDoor('greets'))

function sign(errand: Errand, { signal = new AbortController().signal, url = program.url } = {}) {
  return signWithNcaLayer(errand, { open: open(url), onAsked: () => {}, signal, greetsWithinMs: 300 })
}

const verdictOn = ([cms]: readonly Uint8Array[], { content, expectIin, purpose }: Errand) =>
  verifyCms({
    cms: cms ?? '',
    content,
    at: now + 60_000,
    now: now + 60_000,
    anchors: authority.anchors,
    intermediates: authority.intermediates,
    expectIin,
    purpose: purpose === 'letter' ? 'letter' : 'signIn',
    company: purpose === 'staffSignIn',
  })

test.each(['well', 'text', 'pem'] as const)('a letter is signed, answered as: %s', async (shape) => {
  program.behave(shape)
  expect((await verdictOn(await sign(letter), letter)).result).toBe('valid')
})

test('to sign in any key of a private person is shown; an RSA one for that is taken', async () => {
  const verdict = await verdictOn(await sign(signIn), signIn)
  expect([verdict.result, verdict.signer?.algorithm]).toEqual(['valid', 'rsa'])
})

test('staff are shown the company’s keys beside their own', async () => {
  const staffSignIn: Errand = { ...signIn, purpose: 'staffSignIn' }
  await sign(staffSignIn)
  expect(program.asked.at(-1)?.signerParams).toEqual({ chain: [] })
  const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'employee' } as const
  const companys = await startNcaLayer({ keys: [await key({ company })], now: () => now })
  try {
    const verdict = await verdictOn(await sign(staffSignIn, { url: companys.url }), staffSignIn)
    expect([verdict.result, verdict.signer?.subject.bin]).toEqual(['valid', company.bin])
    await expect(sign(signIn, { url: companys.url })).rejects.toMatchObject({ code: 'cancelled' })
  } finally {
    await companys.stop()
  }
})

test('a letter of the company: both languages after one password, with a key of this person and this company', async () => {
  const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'employee' } as const
  const other = { ...company, bin: '150140000011' }
  const russian = new TextEncoder().encode('%PDF-1.7 ответ')
  const reply: Errand = { ...letter, purpose: 'reply', expectBin: company.bin, others: [russian] }
  const keys = [await key({}), await key({ company: other }), await key({ company })]
  const companys = await startNcaLayer({ keys, now: () => now })
  try {
    const signed = await sign(reply, { url: companys.url })
    expect(signed).toHaveLength(2)
    const known = { at: now + 60_000, now: now + 60_000, expectIin: iin, purpose: 'letter' } as const
    const { anchors, intermediates } = authority
    for (const [place, content] of [letter.content, russian].entries()) {
      const cms = signed[place] ?? ''
      const verdict = await verifyCms({ ...known, cms, content, anchors, intermediates, company })
      expect(verdict).toMatchObject({ code: 'ok', signer: { subject: { bin: company.bin } } })
    }
    const nobodys = { ...reply, expectBin: '200140000012' }
    await expect(sign(nobodys, { url: companys.url })).rejects.toMatchObject({ code: 'cancelled' })
  } finally {
    await companys.stop()
  }
})

test('what is asked for: the letter itself, detached, by a signing key of this person, in their language', async () => {
  await sign({ ...letter, language: 'ru', testKeys: false })
  expect(program.asked.at(-1)).toEqual({
    allowedStorages: null,
    format: 'cms',
    data: Buffer.from(letter.content).toString('base64'),
    signingParams: { decode: true, encapsulate: false, digested: false },
    signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'], iin },
    locale: 'ru',
  })
  await sign(signIn)
  expect(program.asked.at(-1)?.signerParams).toEqual({ extKeyUsageOids: ['1.2.398.3.3.4.1.1'], chain: [] })
})

describe('what comes of it when nothing is signed', () => {
  test.each<[string, Deed, object]>([
    ['its owner cancels', 'cancel', { code: 'cancelled' }],
    ['the line ends', 'cut', { code: 'lineLost' }],
    ['what comes is nested without end', 'nested', { code: 'failed' }],
    [
      'the program says no',
      { code: 'INVOCATION_ERROR', message: 'no storage' },
      { code: 'failed', details: 'INVOCATION_ERROR: no storage' },
    ],
  ])('%s', async (_, deed, stopped) => {
    program.behave(deed)
    await expect(sign(letter)).rejects.toMatchObject(stopped)
  })

  test('another person’s key is not shown, and all that is left is to cancel', async () => {
    await expect(sign({ ...letter, expectIin: '900101300017' })).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('nobody listens, or hangs up before a word', async () => {
    await expect(sign(letter, { url: 'wss://127.0.0.1:1' })).rejects.toMatchObject({ code: 'notRunning' })
    program.atDoor('hangsUp')
    await expect(sign(letter)).rejects.toMatchObject({ code: 'notRunning' })
  })

  test('somebody listens, but does not greet', async () => {
    program.atDoor('silent')
    await expect(sign(letter)).rejects.toMatchObject({ code: 'silent' })
  })
})

test('where the program ignores whose key was asked for, its signature is still only its own', async () => {
  program.behave({ key: foreign })
  expect(await verdictOn(await sign(letter), letter)).toMatchObject({ code: 'iin_mismatch' })
})

test('its owner may take their time, longer than the greeting may', async () => {
  const answer = program.hold()
  let done = false
  const signing = sign(letter).then(() => {
    done = true
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(done).toBe(false)
  answer()
  await signing
})

test('leaving ends the line at once; who has left before it begins opens none', async () => {
  program.hold()
  const leaving = new AbortController()
  const { signal } = leaving
  const onAsked = () => leaving.abort()
  const line = { open: open(program.url), onAsked, signal }
  await expect(signWithNcaLayer(letter, line)).rejects.toMatchObject({ name: 'AbortError' })
  const asked = program.asked.length
  await expect(signWithNcaLayer(letter, line)).rejects.toMatchObject({ name: 'AbortError' })
  expect(program.asked).toHaveLength(asked)
})
