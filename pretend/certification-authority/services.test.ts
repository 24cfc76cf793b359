import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toBase64 } from '../../eds/bytes.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { numberUpTo, parseCrl } from '../../eds/crl.ts'
import { ocspRequest, parseOcsp } from '../../eds/ocsp.ts'
import { oids } from '../../eds/oids.ts'
import { findRevocation } from '../../eds/revocation.ts'
import { checkTimestamp, timestampRequest, timestampToken } from '../../eds/timestamp.ts'
import { needs } from '../../test/other-program.ts'
import { type Authority, createAuthority } from './authority.ts'
import type { Algorithm } from './key-pair.ts'
import { writeList } from './revocation-list.ts'
import { type AuthorityServices, startServices } from './services.ts'

// Making RSA keys takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// OpenSSL judges the age of an answer by the machine's own clock.
const now = Math.floor(Date.now() / 1000) * 1000 - 60_000
let authority: Authority
let services: AuthorityServices
const folder = mkdtempSync(join(tmpdir(), 'otinish-authority-'))
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(now) })
  services = await startServices(authority, { now: () => now })
})
afterAll(async () => {
  await services.close()
  rmSync(folder, { recursive: true })
})

async function keyOf(algorithm: Algorithm) {
  const key = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm,
    purpose: 'sign',
    notBefore: new Date(now - 86_400_000),
    notAfter: new Date(now + 86_400_000 * 300),
    password: 'Qwerty12',
  })
  return parseCertificate(key.certificate)
}
const post = async (path: string, body: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await (await fetch(services.url + path, { method: 'POST', body })).arrayBuffer())
const moment = { usedAt: now, proven: true, now }
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${toBase64(der)
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe.each<Algorithm>(['rsa', 'gost2015'])('%s', (algorithm) => {
  const issuer = () => authority.issuing(algorithm).certificate

  test('good, revoked, held and never issued by OCSP', async () => {
    const key = await keyOf(algorithm)
    const nonce = crypto.getRandomValues(new Uint8Array(16))
    const ask = async () => await post('/ocsp', await ocspRequest(key, issuer(), nonce))
    const answer = await ask()
    expect(parseOcsp(answer).nonce).toEqual(nonce)
    const finding = async () => await findRevocation(key, issuer(), { ocsp: [await ask()], crls: [] }, moment)
    expect(await finding()).toMatchObject({ state: 'good', source: 'ocsp' })
    services.register.revoke(key.facts.serial, { at: now - 1000, reason: 'keyCompromise' })
    expect(await finding()).toMatchObject({ code: 'revoked', reason: 'keyCompromise' })
    services.register.revoke(key.facts.serial, { at: now + 1000, reason: 'superseded' })
    expect(await finding()).toMatchObject({ state: 'good', revokedAt: now + 1000 })
    services.register.revoke(key.facts.serial, { at: now - 1000, reason: 'certificateHold' })
    expect(await finding()).toMatchObject({ code: 'on_hold' })
    services.register.restore(key.facts.serial)
    services.register.forget(key.facts.serial)
    expect(await finding()).toMatchObject({ code: 'not_known_to_ca' })
  })

  test('lists and deltas, holds taken back', async () => {
    const key = await keyOf(algorithm)
    const { serial } = key.facts
    const holder = authority.issuing(algorithm)
    const order = { thisUpdate: now - 1000, nextUpdate: now + 86_400_000 }
    const held = new Map([[serial, { at: now - 5000, reason: 'certificateHold' as const }]])
    const taken = new Map([[serial, { at: now - 2000, reason: 'removeFromCRL' as const }]])
    const base = await writeList(holder, { ...order, revoked: held, number: 200 })
    const clean = await writeList(holder, { ...order, revoked: new Map(), number: 200 })
    const delta = await writeList(holder, { ...order, revoked: taken, number: 201, deltaOf: 200 })
    const late = await writeList(holder, { ...order, revoked: held, number: 202, deltaOf: 199 })
    const foreign = await writeList(holder, { ...order, revoked: held, number: 300, deltaOf: 250 })
    const finding = async (...crls: Uint8Array[]) =>
      (await findRevocation(key, issuer(), { ocsp: [], crls }, moment)).state
    expect(await finding(base)).toBe('revoked')
    expect(await finding(delta, base)).toBe('good')
    expect(await finding(clean)).toBe('good')
    expect(await finding(clean, late)).toBe('revoked')
    expect(await finding(clean, foreign), 'a delta on another base').toBe('good')
    expect(await finding(delta), 'a delta alone').toBe('unknown')
    const kind = algorithm === 'rsa' ? 'rsa' : 'gost'
    const fetched = async (name: string) =>
      new Uint8Array(await (await fetch(`${services.url}/crl/${name}_${kind}.crl`)).arrayBuffer())
    const whole = await fetched('nca')
    expect(await finding(whole)).toBe('good')
    services.register.revoke(serial, { at: now - 1000, reason: 'keyCompromise' })
    expect(await fetched('nca'), 'issued once a day').toEqual(whole)
    const news = await fetched('nca_d')
    expect(await finding(whole, news)).toBe('revoked')
    const [of, on] = [parseCrl(whole), parseCrl(news)]
    expect(on.deltaOf).toBe(of.number)
    expect(numberUpTo(on.number ?? '', of.number ?? ''), 'numbered in a row of their own').toBe(true)
  })

  test('a timestamp over a signature', async () => {
    const stamped = crypto.getRandomValues(new Uint8Array(128))
    const digest = algorithm === 'rsa' ? oids.sha256 : oids.streebog512
    const request = await timestampRequest(stamped, digest, Uint8Array.of(0x91, 2, 3))
    const token = timestampToken(await post('/tsp', request))
    const trust = {
      anchors: authority.anchors.map(parseCertificate),
      intermediates: authority.intermediates.map(parseCertificate),
      now,
    }
    expect(await checkTimestamp(token, stamped, trust)).toMatchObject({ state: 'ok', info: { time: now } })
    expect((await checkTimestamp(token, stamped.subarray(1), trust)).state).toBe('invalid')
    expect((await checkTimestamp(token, stamped, { anchors: [], intermediates: [], now })).state).toBe(
      'untrusted',
    )
  })
})

test('OpenSSL agrees on RSA: the OCSP answer and the timestamp', async () => {
  needs('openssl')
  const key = await keyOf('rsa')
  const roots = write('roots.pem', pem(authority.anchors[0] ?? new Uint8Array()))
  const issuer = write('issuer.pem', pem(authority.issuing('rsa').certificate.der))
  const certificate = write('key.pem', pem(key.der))
  const request = await ocspRequest(key, authority.issuing('rsa').certificate, new Uint8Array(16).fill(7))
  const answer = write('answer.der', await post('/ocsp', request))
  const said = execFileSync(
    'openssl',
    [
      'ocsp',
      '-respin',
      answer,
      '-no_nonce',
      '-sha256',
      '-issuer',
      issuer,
      '-cert',
      certificate,
      '-CAfile',
      roots,
      '-verify_other',
      issuer,
      '-attime',
      String(now / 1000),
      '-status_age',
      '999999999',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  )
  expect(said).toContain(': good')

  const content = write('stamped.bin', 'stamped')
  const asked = await timestampRequest(new TextEncoder().encode('stamped'), oids.sha256, Uint8Array.of(5))
  const reply = write('reply.tsr', await post('/tsp', asked))
  const verified = execFileSync(
    'openssl',
    [
      'ts',
      '-verify',
      '-data',
      content,
      '-in',
      reply,
      '-CAfile',
      roots,
      '-untrusted',
      issuer,
      '-attime',
      String(now / 1000),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  )
  expect(verified).toContain('Verification: OK')
})

test('away, or too busy', async () => {
  services.behave('down')
  await expect(fetch(`${services.url}/ocsp`, { method: 'POST', body: 'x' })).rejects.toThrow()
  services.behave('busy')
  expect((await fetch(`${services.url}/ocsp`, { method: 'POST', body: 'x' })).status).toBe(503)
  services.behave('well')
  expect((await fetch(`${services.url}/ocsp`, { method: 'POST', body: 'x' })).status).toBe(400)
})
