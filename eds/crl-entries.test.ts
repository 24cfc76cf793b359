import { beforeAll, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { extension } from '../pretend/certification-authority/certificate-writer.ts'
import { type ListOrder, writeList } from '../pretend/certification-authority/revocation-list.ts'
import { reasonNumber } from '../pretend/certification-authority/revocation-register.ts'
import { concatBytes, fromHex } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import type { RevocationReason } from './crl.ts'
import { tag } from './der.ts'
import {
  encode,
  enumerated,
  explicit,
  implicit,
  nullValue,
  positiveInteger,
  sequence,
  time,
} from './der-writer.ts'
import { oids } from './oids.ts'
import { findRevocation } from './revocation.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const hour = 3_600_000
let authority: Authority
let key: Certificate
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  const { certificate } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(at - 24 * hour),
    notAfter: new Date(at + 1000 * hour),
    password: 'Qwerty12',
  })
  key = parseCertificate(certificate)
})

const serial = () => positiveInteger(fromHex(key.facts.serial))
const other = () => positiveInteger(Uint8Array.of(0x41, 7))
const reason = (said: RevocationReason) => extension(oids.reasonCode, enumerated(reasonNumber(said)))
const entry = (number: Uint8Array, ...extensions: Uint8Array[]) =>
  sequence(number, time(at - 2 * hour), ...(extensions.length === 0 ? [] : [sequence(...extensions)]))
/** certificateIssuer: the authority of an algorithm. */
const issuedBy = (algorithm: 'rsa' | 'gost2015') => {
  const names = sequence(explicit(4, authority.issuing(algorithm).certificate.subjectName))
  return extension(oids.certificateIssuer, names, 'critical')
}
const indirect = sequence(implicit(4, Uint8Array.of(0xff)))

async function finding(entries: Uint8Array[], more: Partial<ListOrder> = {}) {
  const order = {
    revoked: new Map(),
    number: 5,
    thisUpdate: at - hour,
    nextUpdate: at + hour,
    entries,
    ...more,
  }
  const list = await writeList(authority.issuing('gost2015'), order)
  const issuer = authority.issuing('gost2015').certificate
  return await findRevocation(key, issuer, { ocsp: [], crls: [list] }, { usedAt: at, proven: false, now: at })
}

test('an indirect list: an entry is of the issuer it names, and so are those after it', async () => {
  const scoped = { scope: indirect }
  expect(await finding([entry(serial())], scoped)).toMatchObject({ state: 'revoked' })
  expect(await finding([entry(serial(), issuedBy('rsa'))], scoped)).toMatchObject({ state: 'good' })
  expect(await finding([entry(other(), issuedBy('rsa')), entry(serial())], scoped)).toMatchObject({
    state: 'good',
  })
  const back = [entry(other(), issuedBy('rsa')), entry(other(), issuedBy('gost2015')), entry(serial())]
  expect(await finding(back, scoped)).toMatchObject({ state: 'revoked' })
})

test('in a list that is not indirect no entry names an issuer', async () => {
  expect(await finding([entry(other(), issuedBy('rsa'))])).toMatchObject({
    state: 'unknown',
    why: 'unreadable',
  })
})

test('an entry that says something critical we do not know spoils the whole list', async () => {
  const strange = extension('1.2.398.3.9.9', nullValue(), 'critical')
  expect(await finding([entry(other(), strange)])).toMatchObject({ state: 'unknown', why: 'unreadable' })
  expect(await finding([entry(other(), strange), entry(serial())])).toMatchObject({ why: 'unreadable' })
  expect(await finding([entry(other(), extension('1.2.398.3.9.9', nullValue()))])).toMatchObject({
    state: 'good',
  })
})

test('a number given twice: the worst of both', async () => {
  const both = [entry(serial(), reason('certificateHold')), entry(serial(), reason('keyCompromise'))]
  expect(await finding(both)).toMatchObject({ code: 'revoked' })
  expect(await finding([...both].reverse())).toMatchObject({ code: 'revoked' })
})

test('a number written longer than it need be passes for nobody’s', async () => {
  const long = encode(tag.integer, concatBytes(Uint8Array.of(0), fromHex(key.facts.serial)))
  expect(await finding([entry(long)])).toMatchObject({ state: 'unknown', why: 'unreadable' })
  expect(await finding([entry(encode(tag.integer))])).toMatchObject({ why: 'unreadable' })
})

test('an extension given twice, or more fields than an entry has', async () => {
  const twice = entry(serial(), reason('superseded'), reason('removeFromCRL'))
  expect(await finding([twice])).toMatchObject({ state: 'unknown', why: 'unreadable' })
  const more = sequence(serial(), time(at), sequence(reason('superseded')), nullValue())
  expect(await finding([more])).toMatchObject({ state: 'unknown', why: 'unreadable' })
})

test('a scope that contradicts itself or says nothing is no list', async () => {
  const yes = (n: number, byte = 0xff) => implicit(n, Uint8Array.of(byte))
  for (const scope of [sequence(), sequence(yes(1), yes(2)), sequence(yes(1, 0)), sequence(yes(9))])
    expect(await finding([], { scope })).toMatchObject({ state: 'unknown', why: 'unreadable' })
})
