import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { verifyCms } from '../../eds/verify.ts'
import {
  egovMobileBefore,
  newsOf,
  openCode,
  openLetterCode,
  pressSend,
} from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld, signatureOf } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal, Draft } from '../../wire/appeal.ts'

const start = '2026-01-12T05:00:00Z'
let world: SignedWorld
let owner: TestBrowser
let gost: OpenedKeyFile
let rsa: OpenedKeyFile
let foreign: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld(start)
  gost = await issueKey(world.authority, { algorithm: 'gost2015' })
  rsa = await issueKey(world.authority)
  foreign = await issueKey(world.authority, {
    surname: 'Иманбеков',
    givenName: 'Данияр',
    patronymic: 'Серікұлы',
    iin: '850412170014',
  })
})
afterAll(() => world.close())
beforeEach(async () => {
  await at(start)
  await world.context.db.deleteFrom('phone_signing').execute()
})

/** The clock is moved there, and the owner is signed in. */
async function at(iso: string): Promise<void> {
  world.setNow(iso)
  owner = await world.as(world.people.aigerim)
}

const open = () => openLetterCode(owner, world.contracts.rent)

test('the code is the address of API №1 and nothing else; the links of the same phone carry it', async () => {
  const { code } = await open()
  expect(code.qr).toMatch(new RegExp(`^mobileSign:${world.origin}/api/mgov/[A-Za-z0-9_-]{22}$`))
  expect(code.pair).toMatch(/^\d{2}$/)
  const address = code.qr.slice('mobileSign:'.length)
  expect(code.links.egovMobile).toBe(
    `https://m.egov.kz/mobileSign?link=${encodeURIComponent(address)}&isi=1476128386&ibi=kz.egov.mobile&apn=kz.mobile.mgov`,
  )
  expect(code.links.egovBusiness).toContain(`link=${encodeURIComponent(address)}&isi=1597880144`)
  expect(code).toMatchObject({ state: 'waiting', code: null, expiresAt: '2026-01-12T05:05:00.000Z' })
})

test('№1 and №2 say the same each time, in the phone’s language, and hand out the very bytes of the letter', async () => {
  const { draftId, code } = await open()
  const app = egovMobileBefore(world, code, gost, 'ru')
  const { errand, documents } = await app.look()
  expect(await app.look()).toEqual({ errand, documents })
  expect(errand).toMatchObject({
    description: `Подписание обращения. Подписывайте, только если на странице сайта стоит код ${code.pair}. Сайт: ${code.site}. Код открыт здесь: другой браузер, другая система, 12.01.2026, 10:00.`,
    expiry_date: '2026-01-12T10:05:00.000+0500',
    organisation: { bin: '990140990016' },
    document: { auth_type: 'Token' },
  })
  expect(errand.organisation.nameKz).not.toBe(errand.organisation.nameRu)
  const [letter] = documents.documentsToSign
  expect(documents).toMatchObject({ signMethod: 'CMS_SIGN_ONLY', version: 1 })
  expect(letter).toMatchObject({
    id: 1,
    nameKz: expect.stringContaining(`${code.pair} коды. `),
    nameRu: expect.stringContaining(`Код ${code.pair}. `),
    nameEn: expect.stringContaining(`Code ${code.pair}. `),
    meta: [
      { name: 'Код на странице', value: code.pair },
      { name: 'Сайт', value: new URL(world.origin).host },
      { name: 'Кто подписывает', value: expect.stringContaining('Айгерім') },
      { name: 'Что подписывается', value: 'Письмо обращения' },
      { name: 'Код открыт здесь', value: 'другой браузер, другая система, 12.01.2026, 10:00' },
    ],
    document: { file: { mime: '@file/pdf' } },
  })
  const { bytes } = await owner.bytes(`/api/drafts/${draftId}/letter/document`)
  expect(Buffer.from(letter?.document.file.data ?? '', 'base64').equals(bytes)).toBe(true)
  expect(await newsOf(owner, code)).toMatchObject({ state: 'fetched' })
})

test.each(['gost', 'rsa'] as const)(
  'signed with eGov Mobile with a %s key, and sent by the press',
  async (kind) => {
    const opened = await open()
    const { draftId, letterId, code } = opened
    const app = egovMobileBefore(world, code, kind === 'gost' ? gost : rsa)
    expect(await app.sign()).toEqual({ status: 200, message: 'success' })
    expect(await newsOf(owner, code)).toMatchObject({ state: 'signed', code: null })
    const { body: draft } = await owner.ask<Draft>(`GET /api/drafts/${draftId}`)
    expect(draft.egovMobileSigned).toEqual({
      egovMobileSigningId: code.id,
      letterId,
      signedAt: '2026-01-12T05:00:00.000Z',
      keptUntil: '2026-01-13T05:00:00.000Z',
    })

    const key = crypto.randomUUID()
    const sent = await pressSend(owner, opened, key)
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    expect((await pressSend(owner, opened, key)).body).toEqual(sent.body)
    expect(await newsOf(owner, code)).toMatchObject({ state: 'used' })
    expect((await pressSend(owner, opened)).problem.code).toBe('already_sent')
    const { body: appeal } = await owner.ask<Appeal>(`GET /api/appeals/${draftId}`)
    expect(appeal.signature).toMatchObject({ method: 'egovQr', signer: 'САПАРОВА АЙГЕРІМ ЕРЛАНҚЫЗЫ' })
    const { id, person_id } = await signatureOf(world.context, draftId)
    expect(person_id).toBe(world.people.aigerim.id)
    const used = world.context.db.selectFrom('phone_signing').select('signature_id').where('id', '=', code.id)
    expect(await used.executeTakeFirst()).toEqual({ signature_id: id })
  },
)

test('a phone whose thanks were lost says the same again and is thanked; another signature is refused', async () => {
  const opened = await open()
  const app = egovMobileBefore(world, opened.code, gost)
  const signed = await app.signed()
  expect((await app.put(signed)).status).toBe(200)
  expect((await app.put(signed)).status).toBe(200)
  await expect(app.errand()).rejects.toMatchObject({ heard: { status: 404 } })
  await pressSend(owner, opened)
  world.setNow('2026-01-12T05:06:00Z')
  expect((await app.put(signed)).status).toBe(200)
  const other = { ...signed, documentsToSign: signed.documentsToSign.map((one) => ({ ...one, id: 2 })) }
  const refused = await app.put(other)
  expect(refused.status).toBe(403)
  expect(refused.message).toContain('QR-код пайдаланылып қойған')
})

test.each([
  ['otherDocument', 'content_differs'],
  ['damaged', 'signature_invalid'],
  ['otherId', 'bad_format'],
  ['twoDocuments', 'bad_format'],
  ['unsigned', 'bad_format'],
] as const)(
  '%s is refused in words on the phone, by code on the page, and the code may be tried again',
  async (mischief, code) => {
    const opened = await open()
    const app = egovMobileBefore(world, opened.code, gost)
    const heard = await app.sign(mischief)
    expect(heard.status).toBe(403)
    expect(heard.message).toMatch(/\p{Script=Cyrillic}{3}/u)
    expect(await newsOf(owner, opened.code)).toMatchObject({ state: 'refused', code })
    expect((await pressSend(owner, opened)).problem.code).toBe('egov_mobile_signature_gone')
    expect((await app.sign()).status).toBe(200)
    expect(await newsOf(owner, opened.code)).toMatchObject({ state: 'signed', code: null })
  },
)

test('an attached signature of the very letter is taken', async () => {
  const opened = await open()
  expect((await egovMobileBefore(world, opened.code, rsa).sign('attached')).status).toBe(200)
  expect((await pressSend(owner, opened)).status).toBe(200)
})

test('another person’s key is refused, with whose it is', async () => {
  const { code } = await open()
  const heard = await egovMobileBefore(world, code, foreign, 'ru').sign()
  expect(heard).toEqual({ status: 403, message: expect.stringContaining('ИИН') })
  expect(await newsOf(owner, code)).toMatchObject({ state: 'refused', code: 'iin_mismatch' })
})

test('ten refusals end a code', async () => {
  const { code } = await open()
  const app = egovMobileBefore(world, code, foreign)
  for (let n = 0; n < 10; n += 1) expect((await app.sign()).status).toBe(403)
  expect(await newsOf(owner, code)).toMatchObject({ state: 'expired' })
  await expect(app.look()).rejects.toMatchObject({ heard: { status: 404 } })
})

test('cancelled on the phone: the page hears it, the phone may say it twice, and nothing more comes by this code', async () => {
  const { code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const { errand } = await app.look()
  const token = errand.document.auth_token
  expect((await app.cancel()).status).toBe(200)
  expect(await newsOf(owner, code)).toMatchObject({ state: 'cancelled' })
  expect((await put(code.qr, token, { status: 'CANCELED', documentsToSign: [] })).status).toBe(200)
  await expect(app.look()).rejects.toMatchObject({ heard: { status: 404 } })
})

test('late: after five minutes the code is over on the phone and on the page; a new one works', async () => {
  const { draftId, letterId, code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const signed = await app.signed()
  world.setNow('2026-01-12T05:04:59Z')
  expect((await newsOf(owner, code)).state).toBe('fetched')
  world.setNow('2026-01-12T05:05:00Z')
  expect((await newsOf(owner, code)).state).toBe('expired')
  await expect(app.look()).rejects.toMatchObject({ heard: { status: 404 } })
  expect(await app.put(signed)).toEqual({
    status: 404,
    message: expect.stringContaining('QR-кодтың мерзімі аяқталды'),
  })
  const another = await openCode(owner, draftId, letterId)
  expect((await egovMobileBefore(world, another, gost).sign()).status).toBe(200)
})

test('a new code ends the earlier one', async () => {
  const { draftId, letterId, code } = await open()
  const app = egovMobileBefore(world, code, gost)
  await app.look()
  await openCode(owner, draftId, letterId)
  expect((await newsOf(owner, code)).state).toBe('expired')
  await expect(app.sign()).rejects.toMatchObject({ heard: { status: 404 } })
})

test('the line breaks in the middle of the answer: nothing has come, and the phone tries again', async () => {
  const { code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const signed = await app.signed()
  await app.putHalf(signed)
  expect((await newsOf(owner, code)).state).toBe('fetched')
  expect((await app.put(signed)).status).toBe(200)
})

test('two answers at once: one is kept, the other refused', async () => {
  const opened = await open()
  const app = egovMobileBefore(world, opened.code, gost)
  const answers = await Promise.all([app.signed(), app.signed()])
  const token = await tokenOf(opened.code.qr)
  const statuses = (await Promise.all(answers.map((one) => put(opened.code.qr, token, one)))).map(
    ({ status }) => status,
  )
  expect(statuses.sort()).toEqual([200, 403])
  expect((await newsOf(owner, opened.code)).state).toBe('signed')
  expect((await pressSend(owner, opened)).status).toBe(200)
})

test('a phone that signs twice over is told that the code is used; what came first counts', async () => {
  const opened = await open()
  expect((await egovMobileBefore(world, opened.code, gost).sign('twice')).status).toBe(403)
  expect((await newsOf(owner, opened.code)).state).toBe('signed')
})

test('the token is asked for, and what is wrong says what to do', async () => {
  const { code } = await open()
  for (const token of ['', 'A'.repeat(43)]) {
    expect(await put(code.qr, token, {})).toEqual({
      status: 401,
      message: expect.stringContaining('QR-кодты eGov Mobile қосымшасымен қайта сканерлеңіз'),
    })
  }
  const unknown = code.qr.replace(/[^/]{22}$/, 'A'.repeat(22))
  expect(await put(unknown, 'A'.repeat(43), {})).toMatchObject({ status: 404 })
})

test.each([
  ['lists', (n: number) => '['.repeat(n) + ']'.repeat(n)],
  ['objects', (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
  ['lists of a document', (n: number) => `{"documentsToSign":[{"id":${'['.repeat(n)}${']'.repeat(n)}}]}`],
])(
  'an answer of thousands of %s within each other is a wrong answer, and no fault of ours (403)',
  async (_, body) => {
    const { code } = await open()
    const token = await tokenOf(code.qr)
    for (const deep of [33, 10_000, 400_000]) {
      expect((await put(code.qr, token, body(deep))).status).toBe(403)
    }
  },
)

test('a document given back whole with its signature fits; one of nine megabytes is stopped', async () => {
  const { code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const signed = await app.signed()
  expect((await app.put({ ...signed, documentXml: 'a'.repeat(9_000_000) })).status).toBe(413)
  expect((await app.put({ ...signed, documentXml: 'a'.repeat(6_000_000) })).status).toBe(200)
})

test('nothing in the database or the log tells a secret, a token or a signature', async () => {
  const { code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const token = await tokenOf(code.qr)
  const signed = await app.signed()
  await app.sign('damaged')
  await app.put(signed)
  const rows = JSON.stringify(await world.context.db.selectFrom('phone_signing').selectAll().execute())
  const [row] = await world.context.db.selectFrom('phone_signing').select('cms').execute()
  const secret = code.qr.slice(-22)
  for (const text of [rows, JSON.stringify(world.logged)]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(token)
  }
  const cms = Buffer.from(signed.documentsToSign[0]?.document.file.data ?? '', 'base64')
  expect(row?.cms?.includes(cms.subarray(100, 200))).toBe(false)
  const verdict = await verifyCms({
    cms: new Uint8Array(cms),
    content: new Uint8Array(),
    at: world.context.now(),
    now: world.context.now(),
    anchors: world.authority.anchors,
    intermediates: world.authority.intermediates,
    expectIin: null,
    purpose: 'letter',
  })
  expect(verdict.code).toBe('digest_mismatch')
})

const addressOf = (qr: string): string => qr.slice('mobileSign:'.length)

async function tokenOf(qr: string): Promise<string> {
  const errand = (await (await fetch(addressOf(qr))).json()) as { document: { auth_token: string } }
  return errand.document.auth_token
}

async function put(qr: string, token: string, body: object | string) {
  const response = await fetch(`${addressOf(qr)}/document`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': 'kk',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, message: ((await response.json()) as { message: string }).message }
}
