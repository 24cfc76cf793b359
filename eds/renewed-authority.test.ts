import { beforeAll, expect, test, vi } from 'vitest'
import { type Authority, createAuthority, type Holder } from '../pretend/certification-authority/authority.ts'
import { usage, writeCertificate } from '../pretend/certification-authority/certificate-writer.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { findChain } from './chain.ts'
import { oids } from './oids.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const year = 365 * 86_400_000
let authority: Authority
let root: Holder
let issuing: Holder
let leaf: Certificate
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  root = authority.root('gost2015')
  issuing = authority.issuing('gost2015')
  const { certificate } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(at - year),
    notAfter: new Date(at + year),
    password: 'Qwerty12',
  })
  leaf = parseCertificate(certificate)
})

/** The same authority, name and key, with other dates, issued by `by`. */
async function again(who: Holder, by: Holder, from: number, until: number): Promise<Certificate> {
  const order = {
    subject: who.certificate.subjectName,
    publicKeyInfo: who.pair.publicKeyInfo,
    notBefore: new Date(from),
    notAfter: new Date(until),
    keyUsage: [usage.keyCertSign, usage.cRLSign],
    extendedKeyUsage: [],
    policy: oids.policyGeneral,
    isCa: true,
  }
  return parseCertificate(await writeCertificate(order, { name: by.certificate.subjectName, ...by.pair }))
}
const over = [at - 5 * year, at - year] as const
const now = [at - year, at + year] as const
const later = [at + year, at + 2 * year] as const

async function found(candidates: Certificate[], anchors: Certificate[]) {
  const result = await findChain(leaf, candidates, anchors, at)
  const other = await findChain(leaf, [...candidates].reverse(), [...anchors].reverse(), at)
  expect(other.problems, 'in whatever order they lie').toEqual(result.problems)
  return result
}

test('an issuing authority that was renewed', async () => {
  const [old, next, fresh] = [
    await again(issuing, root, ...over),
    await again(issuing, root, ...later),
    await again(issuing, root, ...now),
  ]
  expect((await found([old, next, fresh], [root.certificate])).problems).toEqual([])
  expect((await found([old], [root.certificate])).problems).toEqual(['ca_expired'])
  expect((await found([next], [root.certificate])).problems).toEqual(['ca_not_yet_valid'])
})

test('a root that was renewed, both pinned', async () => {
  const [old, fresh] = [await again(root, root, ...over), await again(root, root, ...now)]
  expect((await found([issuing.certificate], [old, fresh])).problems).toEqual([])
  expect((await found([issuing.certificate], [old])).problems).toEqual(['ca_expired'])
})

test('an expired root, and a cross certificate of its key by another root', async () => {
  const other = (await createAuthority({ now: new Date(at), title: 'БАСҚА' })).root('gost2015')
  const old = await again(root, root, ...over)
  const cross = await again(root, other, ...now)
  const both = await found([issuing.certificate, cross], [old, other.certificate])
  expect(both.problems).toEqual([])
  expect(both.chain.at(-1)?.der).toEqual(other.certificate.der)
  const ended = await again(root, other, ...over)
  expect((await found([issuing.certificate, ended], [old, other.certificate])).problems).toEqual([
    'ca_expired',
  ])
})

test('the search is bounded, and the way in date is tried first', async () => {
  const ended = await Promise.all(
    Array.from({ length: 30 }, (_, i) => again(issuing, root, over[0] - i, over[1])),
  )
  const fresh = await again(issuing, root, ...now)
  expect((await findChain(leaf, [...ended, fresh], [root.certificate], at)).problems).toEqual([])
})
