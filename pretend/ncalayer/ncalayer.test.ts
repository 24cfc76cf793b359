import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { verifyCms } from '../../eds/verify.ts'
import { type Authority, createAuthority } from '../certification-authority/authority.ts'
import { type PlayedNcaLayer, startNcaLayer } from './ncalayer.ts'

const now = Date.parse('2026-01-12T05:30:00Z')
const iin = '921125270019'
const content = new TextEncoder().encode('%PDF-1.7 өтініш')
const emailProtection = '1.3.6.1.5.5.7.3.4'
const individual = '1.2.398.3.3.4.1.1'

let authority: Authority
let program: PlayedNcaLayer

async function key(order: { algorithm: 'rsa' | 'gost2015'; purpose?: 'auth'; iin?: string }) {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin,
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
  const keys = [await key({ algorithm: 'rsa', purpose: 'auth' }), await key({ algorithm: 'gost2015' })]
  program = await startNcaLayer({ keys, now: () => now })
  // Making RSA keys takes its time on a busy machine.
}, 180_000)
afterAll(() => program.stop())
afterEach(() => program.atDoor('greets'))

/** Opens a line, says these things, each once the answer before has come, and hangs up. */
async function talk(...said: string[]): Promise<string[]> {
  const socket = new WebSocket(program.url, { rejectUnauthorized: false })
  const heard: string[] = []
  return await new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
    socket.on('message', (data) => {
      heard.push(data.toString())
      const next = said.shift()
      if (next === undefined) socket.close()
      else socket.send(next)
    })
  })
}

const sign = (
  more: object = {},
  signerParams: object = { extKeyUsageOids: [emailProtection, individual], iin },
) =>
  JSON.stringify({
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: null,
      format: 'cms',
      data: Buffer.from(content).toString('base64'),
      signingParams: { decode: true, encapsulate: false, digested: false },
      signerParams,
      locale: 'kk',
      ...more,
    },
  })

async function answerTo(
  text: string,
): Promise<{ status: boolean; code?: string; message?: string; body?: { result?: unknown } }> {
  const [, answer = ''] = await talk(text)
  return JSON.parse(answer)
}

const firstOf = (result: unknown): string => (Array.isArray(result) ? String(result[0]) : '')

const verdictOn = (cms: string) =>
  verifyCms({
    cms,
    content,
    at: now + 60_000,
    now: now + 60_000,
    anchors: authority.anchors,
    intermediates: authority.intermediates,
    expectIin: iin,
    purpose: 'letter',
  })

test('it greets first, and gives a heartbeat back', async () => {
  expect(await talk('--heartbeat--')).toEqual(['{"result":{"version":"1.4"}}', '--heartbeat--'])
})

describe('it really signs', () => {
  test.each([
    ['detached', false],
    ['attached', true],
  ])('%s, with the key that the filter shows', async (_, encapsulate) => {
    const signingParams = { decode: true, encapsulate, digested: false }
    const { status, body } = await answerTo(sign({ signingParams }))
    expect([status, Array.isArray(body?.result)]).toEqual([true, true])
    const cms = firstOf(body?.result)
    expect(cms).toContain('\r\n')
    const verdict = await verdictOn(cms)
    expect([verdict.result, verdict.signer?.algorithm]).toEqual(['valid', 'gost2015-512'])
  })

  test('several documents under one opening of the key, in their order', async () => {
    const data = [content, new TextEncoder().encode('екінші')].map((one) =>
      Buffer.from(one).toString('base64'),
    )
    const { body } = await answerTo(sign({ data }))
    expect(body?.result).toHaveLength(2)
    expect((await verdictOn(firstOf(body?.result))).result).toBe('valid')
  })

  test('in the shapes of older versions', async () => {
    program.behave('text', 'pem')
    const text = await answerTo(sign())
    const pem = await answerTo(sign())
    expect(text.body?.result).toBeTypeOf('string')
    expect(pem.body?.result).toEqual([expect.stringMatching(/^-----BEGIN CMS-----\r\n/)])
  })
})

test.each([
  ['another person', { iin: '850412170014' }],
  ['no key for that purpose', { extKeyUsageOids: ['1.3.6.1.5.5.7.3.8'] }],
])('where the filter shows no key, its owner can only cancel: %s', async (_, filter) => {
  expect(await answerTo(sign({}, filter))).toEqual({ status: true, body: {} })
})

test('every part of the arguments is looked at', async () => {
  const wrong: [object, string][] = [
    [{ format: 'xml' }, 'format'],
    [{ signingParams: { decode: true, encapsulate: false } }, 'signingParams.digested'],
    [{ signingParams: { decode: true, encapsulate: false, digested: true } }, 'signingParams.digested'],
    [{ locale: 'de' }, 'locale'],
    [{ signerParams: { iin: '1' } }, 'signerParams.iin'],
    [{ allowedStorages: 'PKCS12' }, 'allowedStorages'],
    [{ password: 'x' }, ''],
  ]
  for (const [more, where] of wrong) {
    const { status, code, message } = await answerTo(sign(more))
    expect([status, code]).toEqual([false, 'INVOCATION_ERROR'])
    expect(message).toMatch(new RegExp(`^${where}: `))
  }
  expect((await answerTo('{"module":"kz.other"}')).code).toBe('MODULE_NOT_FOUND')
  expect((await answerTo('{"module":"kz.gov.pki.knca.basics","method":"x"}')).code).toBe('METHOD_NOT_FOUND')
  expect((await answerTo('?')).code).toBe('PARSE_ERROR')
})

test('a second request before the first is answered is refused', async () => {
  const answer = program.hold()
  const socket = new WebSocket(program.url, { rejectUnauthorized: false })
  const heard: string[] = []
  const done = new Promise((resolve) => socket.on('close', resolve))
  socket.on('message', (data) => {
    heard.push(data.toString())
    if (heard.length === 1) for (const text of [sign(), sign()]) socket.send(text)
    if (heard.length === 2) answer()
    if (heard.length === 3) socket.close()
  })
  await done
  expect(JSON.parse(heard[1] ?? '')).toMatchObject({ status: false, message: 'busy' })
  expect(JSON.parse(heard[2] ?? '')).toMatchObject({ status: true })
})

test('it cancels, refuses, hangs up and keeps silent as told', async () => {
  program.behave('cancel', { code: 'INVOCATION_ERROR', message: 'no storage' }, 'cut')
  expect(await answerTo(sign())).toEqual({ status: true, body: {} })
  expect(await answerTo(sign())).toMatchObject({ status: false, message: 'no storage' })
  expect(await talk(sign())).toHaveLength(1)
  program.atDoor('hangsUp')
  expect(await talk()).toEqual([])
})
