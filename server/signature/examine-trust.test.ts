import { beforeAll, expect, test } from 'vitest'
import { toBase64 } from '../../eds/bytes.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import { issueKey } from '../../test/signed-world.ts'
import { examineTrust } from './examine-trust.ts'

let authority: Authority
beforeAll(async () => {
  authority = await createAuthority({ now: new Date('2026-01-12T00:00:00Z'), title: 'СЫНАҚ' })
})

const named = (ders: readonly Uint8Array[]) => ders.map((bytes, index) => ({ name: `${index}.cer`, bytes }))
async function told(files: Parameters<typeof examineTrust>[0], installed: readonly Uint8Array[] = []) {
  const examined = await examineTrust(files, installed.map(parseCertificate))
  return examined.map(({ role, listed, problem }) => [role, listed, problem])
}

test('roots that signed themselves, issuing authorities that a root signed; strangers are not listed', async () => {
  const { anchors, intermediates } = authority
  expect(await told(named([...anchors, ...intermediates]))).toEqual([
    ['anchor', false, null],
    ['anchor', false, null],
    ['intermediate', false, null],
    ['intermediate', false, null],
  ])
  expect(await told(named(intermediates), anchors)).toEqual([
    ['intermediate', false, null],
    ['intermediate', false, null],
  ])
})

test('an issuing authority without its root, a person, a damaged root, something else', async () => {
  const { certificate } = await issueKey(authority)
  const root = Uint8Array.from(authority.anchors[0] ?? [])
  const last = root.length - 1
  root[last] = (root[last] ?? 0) ^ 1
  expect(await told(named(authority.intermediates))).toEqual([
    ['intermediate', false, 'issuer_missing'],
    ['intermediate', false, 'issuer_missing'],
  ])
  expect(await told(named([certificate.der]))).toEqual([['intermediate', false, 'not_authority']])
  expect(await told(named([root]))).toEqual([['anchor', false, 'wrong_signature']])
  expect(await told(named([new TextEncoder().encode('куәлік')]))).toEqual([
    ['intermediate', false, 'not_certificate'],
  ])
})

test('the services’ own certificates are named as what they are', async () => {
  const now = new Date('2026-01-12T00:00:00Z')
  const services = await Promise.all(
    (['timestamps', 'ocsp'] as const).map((service) => authority.issueService(service, 'rsa', now)),
  )
  const problems = await told(named(services.map(({ certificate }) => certificate.der)))
  expect(problems.map(([, , problem]) => problem)).toEqual(['timestamp_service', 'ocsp_service'])
})

test('a root of the demo is told apart by its name', async () => {
  const demo = await createAuthority({ now: new Date('2026-01-12T00:00:00Z') })
  const problems = (await told(named(demo.anchors))).map(([, , problem]) => problem)
  expect(problems).toEqual(['demo_root', 'demo_root'])
})

test('several in one PEM', async () => {
  const block = (der: Uint8Array) =>
    `-----BEGIN CERTIFICATE-----\r\n${toBase64(der)}\r\n-----END CERTIFICATE-----\r\n`
  const pem = new TextEncoder().encode(authority.anchors.map(block).join(''))
  expect(await told([{ name: 'roots.pem', bytes: pem }])).toHaveLength(2)
})
