import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { writeAnswer } from '../pretend/certification-authority/ocsp-answer.ts'
import { readRequest } from '../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../pretend/certification-authority/revocation-list.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { answerTimestamp } from '../pretend/certification-authority/timestamping.ts'
import { attribute, withRevocations, withUnsigned } from '../test/unsigned-attributes.ts'
import { buildCms } from './cms-writer.ts'
import { contextTag, readDer } from './der.ts'
import { encode, explicit, oid, sequence } from './der-writer.ts'
import { findingOn, type Measures } from './file/finding.ts'
import { ocspRequest } from './ocsp.ts'
import { oids } from './oids.ts'
import { type OpenedKeyFile, openKeyFile } from './pkcs12.ts'
import { timestampRequest, timestampToken } from './timestamp.ts'
import { verifyCms } from './verify.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const hour = 3_600_000
const content = new TextEncoder().encode('%PDF-1.7 өтініш')
let authority: Authority
let key: OpenedKeyFile
let cms: Uint8Array
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(at - 24 * hour),
    notAfter: new Date(at + 1000 * hour),
    password: 'Qwerty12',
  })
  key = openKeyFile(p12, 'Qwerty12')
  const { certificate, privateKey } = key
  if (privateKey === null) throw new Error('no key')
  cms = await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
})

const list = (by: 'root' | 'issuing', says?: Revocation, deltaOf?: number) =>
  writeList(authority[by]('gost2015'), {
    revoked: new Map(says === undefined ? [] : [[key.certificate.facts.serial, says]]),
    number: 5,
    ...(deltaOf === undefined ? {} : { deltaOf }),
    thisUpdate: at - hour,
    nextUpdate: at + 24 * hour,
  })
async function answer(status: 'good' | Revocation): Promise<Uint8Array> {
  const issuer = authority.issuing('gost2015').certificate
  const { id } = readRequest(await ocspRequest(key.certificate, issuer, new Uint8Array(16)))
  const responder = await authority.issueService('ocsp', 'gost2015', new Date(at))
  return await writeAnswer(responder, { statements: [{ id, status, thisUpdate: at }], producedAt: at })
}
/** BasicOCSPResponse, as CAdES keeps it. */
const basicOf = (whole: Uint8Array) =>
  readDer(whole).children[1]?.children[0]?.children[1]?.content ?? new Uint8Array()
const stolen: Revocation = { at: at - 2 * hour, reason: 'keyCompromise' }

const check = async (message: Uint8Array) =>
  await verifyCms({
    cms: message,
    content,
    at,
    now: at,
    received: true,
    anchors: authority.anchors,
    intermediates: authority.intermediates,
    expectIin: '921125270019',
    purpose: 'letter',
    evidence: { ocsp: [], crls: [] },
  })

describe('lists and answers that a message carries', () => {
  test('nothing carried: not yet known', async () => {
    expect(await check(cms)).toMatchObject({ result: 'unknown', code: 'revocation_unavailable' })
  })

  test('beside the certificates: lists', async () => {
    const root = await list('root')
    expect(await check(withRevocations(cms, await list('issuing'), root))).toMatchObject({ result: 'valid' })
    expect(await check(withRevocations(cms, await list('issuing', stolen), root))).toMatchObject({
      code: 'revoked',
    })
  })

  test('beside the certificates: answers', async () => {
    const other = async (status: 'good' | Revocation) =>
      encode(contextTag(1), oid(oids.ocspInMessage), await answer(status))
    const root = await list('root')
    expect(await check(withRevocations(cms, root, await other('good')))).toMatchObject({ result: 'valid' })
    expect(await check(withRevocations(cms, root, await other(stolen)))).toMatchObject({ code: 'revoked' })
  })

  test('in the attribute of CAdES', async () => {
    const values = async (lists: Uint8Array[], answers: Uint8Array[]) =>
      attribute(
        oids.revocationValues,
        sequence(explicit(0, sequence(...lists)), explicit(1, sequence(...answers.map(basicOf)))),
      )
    const root = await list('root')
    const good = withUnsigned(cms, await values([root], [await answer('good')]))
    expect(await check(good)).toMatchObject({ result: 'valid' })
    const revoked = withUnsigned(cms, await values([root, await list('issuing', stolen)], []))
    expect(await check(revoked)).toMatchObject({ code: 'revoked' })
  })

  test('nonsense there keeps nobody from deciding', async () => {
    const nonsense = encode(contextTag(1), oid(oids.ocspInMessage), sequence())
    const lists = [await list('root'), await list('issuing')]
    expect(await check(withRevocations(cms, nonsense, ...lists))).toMatchObject({ result: 'valid' })
  })
})

describe('files that say little alone', () => {
  const measures = (): Measures => ({
    trust: authority.anchors,
    at,
    now: at,
    given: at,
    content: null,
    evidence: { ocsp: [], crls: [] },
    expectIin: null,
    intermediates: authority.intermediates,
  })

  test('a list that is dated ahead of the clock is not yet known', async () => {
    const early = { ...measures(), now: at - 2 * hour }
    expect(await findingOn('crl', await list('issuing'), early)).toMatchObject({
      result: 'unknown',
      code: 'answer_ahead',
    })
  })

  test('a delta alone is named as one', async () => {
    const delta = await findingOn('crl', await list('issuing', undefined, 5), measures())
    expect(delta).toMatchObject({ result: 'unknown', code: 'delta_alone' })
    expect(await findingOn('crl', await list('issuing'), measures())).toMatchObject({ result: 'valid' })
    const alone = { ...measures(), trust: [] }
    expect(await findingOn('crl', await list('issuing'), alone)).toMatchObject({ result: 'unknown' })
  })

  test('a token without what it stamps is not valid', async () => {
    const stamper = await authority.issueService('timestamps', 'gost2015', new Date(at))
    const request = await timestampRequest(content, oids.streebog512, Uint8Array.of(5))
    const token = timestampToken(await answerTimestamp(request, stamper, at))
    expect(await findingOn('timestamp', token, measures())).toMatchObject({
      result: 'unknown',
      code: 'content_missing',
    })
    const held = { ...measures(), content }
    expect(await findingOn('timestamp', token, held)).toMatchObject({ result: 'valid', code: 'ok' })
    const other = { ...measures(), content: new Uint8Array(3) }
    expect(await findingOn('timestamp', token, other)).toMatchObject({ result: 'invalid' })
  })

  test('an authority between is only trusted through a root', async () => {
    const stranger = await createAuthority({ now: new Date(at) })
    const given = { ...measures(), trust: stranger.anchors }
    expect(await findingOn('crl', await list('issuing'), given)).toMatchObject({ code: 'chain_unknown' })
  })
})
