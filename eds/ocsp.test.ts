import { beforeAll, expect, test } from 'vitest'
import { createAuthority } from '../pretend/certification-authority/authority.ts'
import { answerOcsp } from '../pretend/certification-authority/ocsp-responder.ts'
import { createRegister } from '../pretend/certification-authority/revocation-register.ts'
import { DerError, readDer } from './der.ts'
import { integer, sequence } from './der-writer.ts'
import { ocspRequest, parseOcsp } from './ocsp.ts'

const now = Date.parse('2026-09-01T05:00:00Z')
let answer: Uint8Array
beforeAll(async () => {
  const authority = await createAuthority({ now: new Date(now) })
  const [root, issuing] = [authority.root('gost2015'), authority.issuing('gost2015')]
  const request = await ocspRequest(issuing.certificate, root.certificate, new Uint8Array(16).fill(7))
  answer = await answerOcsp(request, root, createRegister(), now)
})

test('an answer is read', () => {
  expect(parseOcsp(answer).statements).toMatchObject([{ status: 'good' }])
})

test('what is next to an answer, where nothing is signed, makes it unreadable', () => {
  const parts = readDer(answer).children.map(({ bytes }) => bytes)
  expect(parseOcsp(sequence(...parts))).toEqual(parseOcsp(answer))
  expect(() => parseOcsp(sequence(...parts, integer(1)))).toThrow(DerError)
})
