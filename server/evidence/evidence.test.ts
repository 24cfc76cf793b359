import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { readContainer } from '../../eds/evidence/container.ts'
import { places } from '../../eds/evidence/manifest.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import { answer, correct, forward } from '../../test/reply.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree } from '../../test/signed-world.ts'
import { sendMessage, writeToClient } from '../../test/submission.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { registerDue } from '../registry/register.ts'
import { sendSigned } from '../reply/send-signed.ts'
import { recordSettings } from '../setting/load-settings.ts'
import { readSettings } from '../setting/setting-store.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { installSeal } from './install-seal.ts'

let world: AskedWorld
let appealId: string
const companyKey = async (order: object = {}) => {
  const { p12 } = await world.authority.issuePersonKey({
    surname: 'Басшы',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: '990140990016', name: '«ҚТК» АҚ' },
    algorithm: 'rsa',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: 'Qwerty12',
    ...order,
  })
  return p12
}

beforeAll(async () => {
  world = await createAskedWorld()
  const key = await issueKey(world.authority, { iin: world.people.aigerim.iin })
  const { body } = await sendFree(world, await world.as(world.people.aigerim), key)
  appealId = body.id
  await registerDue(world.context)
  expect(await checkRevocations(world.context)).toBe(1)
})
afterAll(() => world.close())

async function download() {
  const browser = await world.as(world.people.aigerim)
  const { bytes, headers, status } = await browser.bytes(`/api/appeals/${appealId}/evidence`)
  expect(status).toBe(200)
  return { bytes, headers }
}
const verdict = (bytes: Uint8Array) =>
  verifyEvidence(bytes, { anchors: world.authority.anchors, now: world.context.now() })

describe('without a company key', () => {
  test('the package is a plain ZIP that says so', async () => {
    const { bytes, headers } = await download()
    expect(headers.get('content-type')).toBe('application/zip')
    expect(headers.get('content-disposition')).toContain('filename="1-2026-01-12.zip"')
    expect([...readContainer(bytes).keys()]).toContain(places.sums)
    expect(await verdict(bytes)).toMatchObject({ result: 'unknown', codes: ['not_sealed'], faults: [] })
  })
})

test('a key that is not the company’s, not trusted, out of date or of another company can’t seal', async () => {
  const refused = (order: object, password = 'Qwerty12') =>
    companyKey(order).then((p12) =>
      installSeal(world.context, p12, password).then(
        () => 'installed',
        ({ code }) => code,
      ),
    )
  expect(await refused({ company: undefined })).toBe('not_company')
  expect(await refused({ company: { bin: '050540000015', name: 'X' } })).toBe('other_company')
  expect(await refused({ notAfter: new Date('2026-01-01T00:00:00Z') })).toBe('cert_expired')
  expect(await refused({ purpose: 'auth' })).toBe('wrong_purpose')
  expect(await refused({}, 'Qwerty13')).toBe('wrong_password')
})

describe.each(['rsa', 'gost2015'] as const)('with a company key, %s', (algorithm) => {
  beforeAll(async () => {
    await installSeal(world.context, await companyKey({ algorithm }), 'Qwerty12')
  })

  test('the package is sealed, valid, and the same when nothing has changed', async () => {
    const { bytes, headers } = await download()
    expect(headers.get('content-type')).toBe('application/vnd.etsi.asic-e+zip')
    expect(headers.get('content-disposition')).toContain('filename="1-2026-01-12.asice"')
    const found = await verdict(bytes)
    expect(found).toMatchObject({ result: 'valid', codes: [], faults: [], seal: 'valid' })
    expect(found.sealedBy?.subject.bin).toBe('990140990016')
    expect(found.receipt).toMatchObject({ registration: { number: 1, date: '2026-01-12' } })
    world.setNow('2026-01-12T05:20:00Z')
    expect(Buffer.compare((await download()).bytes, bytes)).toBe(0)
  })
})

test('the authority does not answer: not known for a quarter of an hour, then asked again', async () => {
  await installSeal(world.context, await companyKey(), 'Qwerty12')
  world.services.behave('down')
  world.setNow('2026-01-12T06:00:00Z')
  const { bytes } = await download()
  expect(await verdict(bytes)).toMatchObject({ result: 'unknown', faults: [], codes: ['seal_unchecked'] })
  world.services.behave('well')
  expect(Buffer.compare((await download()).bytes, bytes)).toBe(0)
  world.setNow('2026-01-12T06:15:00Z')
  expect(await verdict((await download()).bytes)).toMatchObject({ result: 'valid', codes: [], seal: 'valid' })
})

test('a key that was revoked, or is out of date, seals nothing any more', async () => {
  const p12 = await companyKey({ notAfter: new Date('2026-01-20T00:00:00Z') })
  const { serial } = await installSeal(world.context, p12, 'Qwerty12')
  world.services.register.revoke(serial, { at: Date.parse('2026-01-12T06:00:00Z'), reason: 'keyCompromise' })
  expect(await verdict((await download()).bytes)).toMatchObject({ result: 'unknown', codes: ['not_sealed'] })
  await expect(installSeal(world.context, p12, 'Qwerty12')).rejects.toMatchObject({ code: 'revoked' })
  world.services.register.restore(serial)
  expect(await verdict((await download()).bytes)).toMatchObject({ result: 'valid', seal: 'valid' })
  world.setNow('2026-01-21T06:00:00Z')
  expect(await verdict((await download()).bytes)).toMatchObject({ result: 'unknown', codes: ['not_sealed'] })
})

test('a company that took another’s place does not seal what the other received', async () => {
  const before = (await readSettings(world.context.db, plainDate('2026-01-21')))['company.requisites']
  const value = { ...before, bin: '050540000015' }
  const changed = { key: 'company.requisites', validFrom: '2026-01-22', value } as const
  await recordSettings(world.context, [changed])
  world.setNow('2026-01-22T06:00:00Z')
  const p12 = await companyKey({ company: { bin: '050540000015', name: '«Мұрагер» АҚ' } })
  await installSeal(world.context, p12, 'Qwerty12')
  const found = await verdict((await download()).bytes)
  expect(found).toMatchObject({ faults: [], codes: ['not_sealed'], seal: 'none' })
  await recordSettings(world.context, [{ ...changed, validFrom: '2026-01-23', value: before }])
  world.setNow('2026-01-23T06:00:00Z')
})

test('the secret of a key that was replaced is gone', async () => {
  await installSeal(world.context, await companyKey(), 'Qwerty12')
  const rows = await world.context.db.selectFrom('company_seal').selectAll().execute()
  expect(rows.filter(({ removed_at }) => removed_at === null)).toHaveLength(1)
  for (const { removed_at, sealed_key } of rows) expect(sealed_key.length === 0).toBe(removed_at !== null)
})

describe('after the answer', () => {
  const letters = (bytes: Uint8Array) =>
    [...readContainer(bytes).keys()].filter((name) => /^replies\/[^/]+\.pdf$/.test(name)).length

  test('a correction, a reopening and a second answer leave the package valid, with every letter', async () => {
    const [saule, gulnar] = [await world.as(world.people.executor), await world.as(world.people.head)]
    const me = await world.as(world.people.aigerim)
    await saule.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
    // The company seals its letters here, so they go once the authority has answered about the seal's key.
    const sent = async (letter: Promise<unknown>) => {
      await letter
      await checkRevocations(world.context)
      await sendSigned(world.context)
    }
    await sent(answer(saule, gulnar, appealId))
    const thread = (await me.ask<Appeal>(`GET /api/appeals/${appealId}`)).body.correspondence
    const wrong = thread.find(({ kind }) => kind === 'answer')?.id ?? ''
    await sent(correct(saule, gulnar, appealId, wrong))
    const body = { reason: 'Жауапта сома қате есептелген.' }
    const reopened = await gulnar.ask(`POST /api/office/appeals/${appealId}/reopening`, { body })
    expect(reopened.status).toBe(200)
    expect(await verdict((await download()).bytes)).toMatchObject({ result: 'valid', faults: [] })
    await sent(answer(saule, gulnar, appealId))
    const { bytes } = await download()
    // The receipt is of the registration: it tells no status, neither this one nor another.
    expect(await verdict(bytes)).toMatchObject({
      result: 'valid',
      codes: [],
      faults: [],
      receipt: { format: 2, registration: { number: 1 } },
    })
    expect(letters(bytes)).toBe(3)
  })

  test('messages of both sides are in it, and are no letters', async () => {
    const me = await world.as(world.people.aigerim)
    const executor = await world.as(world.people.executor)
    const key = await issueKey(world.authority, { iin: world.people.aigerim.iin })
    appealId = (await sendFree(world, me, key)).body.id
    await registerDue(world.context)
    await checkRevocations(world.context)
    expect((await sendMessage(me, appealId, 'Көшірмесін алдым.')).status).toBe(200)
    await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
    expect((await writeToClient(executor, appealId, 'Рахмет, алдық.')).status).toBe(200)
    const { bytes } = await download()
    expect(await verdict(bytes)).toMatchObject({
      result: 'valid',
      codes: [],
      faults: [],
      contents: {
        submissions: [{ text: 'Көшірмесін алдым.' }],
        replies: [{ message: { text: 'Рахмет, алдық.' } }],
      },
    })
    expect(letters(bytes)).toBe(0)
  })

  test('so does a forwarding', async () => {
    const me = await world.as(world.people.aigerim)
    const key = await issueKey(world.authority, { iin: world.people.aigerim.iin })
    appealId = (await sendFree(world, me, key)).body.id
    await registerDue(world.context)
    await checkRevocations(world.context)
    await forward(await world.as(world.people.executor), await world.as(world.people.head), appealId)
    await checkRevocations(world.context)
    await sendSigned(world.context)
    const { bytes } = await download()
    expect(await verdict(bytes)).toMatchObject({ result: 'valid', codes: [], faults: [] })
    expect(letters(bytes)).toBe(1)
  })
})
