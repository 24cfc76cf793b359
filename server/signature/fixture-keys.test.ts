import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { derOf } from '../../eds/pem.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { needs } from '../../test/other-program.ts'
import { fixturesDir } from '../../test/shared-fixtures.ts'
import { freeDraft, signBytes } from '../../test/signed-world.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Appeal, PreparedLetter, Sent } from '../../wire/appeal.ts'
import { addContract } from '../contract/contract-store.ts'
import { addClient } from '../person/add-client.ts'
import { registerDue } from '../registry/register.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))
const certificate = (name: string): Uint8Array => derOf(read(name), 'certificate')

/** The published test person of the national SDK. */
const iin = '123456789011'
const cases = [
  {
    name: 'RSA key of 2021, TRSA pinned though not self-signed',
    key: 'p12/rsa_individual_sign_2021.p12',
    now: '2022-01-12T10:00:00+06:00',
    anchors: ['ca/test2019_nca_rsa.crt'],
    intermediates: [],
    registered: '2022-01-12',
    openssl: true,
  },
  {
    name: 'GOST-2015 key of 2026, T22',
    key: 'p12/gost2015_individual_2026.p12',
    now: '2026-09-01T05:00:00Z',
    anchors: ['ca/test2022_root_gost.cer'],
    intermediates: ['ca/test2022_nca_gost.cer'],
    registered: '2026-09-01',
    openssl: false,
  },
]

describe.skipIf(fixturesDir === undefined)('real national keys sign and send (shared PKI fixtures)', () => {
  let world: World | undefined
  let folder: string | undefined
  afterEach(async () => {
    await world?.close()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  test.each(cases)('$name', async ({ key, now, anchors, intermediates, registered, openssl }) => {
    const trust = {
      anchors: anchors.map(certificate),
      intermediates: intermediates.map(certificate),
      testPersons: true,
    }
    world = await createWorld({ now, trust })
    const { context } = world
    const name = { family: 'Тестов', given: 'Тест', patronymic: 'Тестович' }
    const home = 'Астана қ., Сынақ көшесі, 1-үй, 1-пәтер'
    const person = { iin, name, address: home, phone: '+77000000009', email: null, testPerson: true }
    const { personId, partyId } = await addClient(context, person)
    const contractId = await addContract(context.db, {
      number: 'АВ-71-900001',
      date: plainDate('2020-02-03'),
      kind: 'RENT_BUYOUT',
      propertyAddress: home,
      parties: [{ partyId, capacity: 'tenant' }],
    })
    const browser = await world.as({ kind: 'client', id: personId, partyId, iin })

    const draft = await freeDraft(browser, contractId)
    const { body: letter } = await browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    const { bytes } = await browser.bytes(`/api/drafts/${draft.id}/letter/document`)
    const cms = await signBytes(openKeyFile(read(key), 'Qwerty12'), bytes, context.now())
    const body = { letterId: letter.letterId, method: 'keyFile', cms }
    const sent = await browser.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    await registerDue(context)
    const { body: appeal } = await browser.ask<Appeal>(`GET /api/appeals/${draft.id}`)
    expect(appeal).toMatchObject({
      status: 'registered',
      registrationDate: registered,
      signature: { result: 'valid', code: 'revocation_not_checked' },
    })

    if (!openssl) return
    needs('openssl')
    const temporary = mkdtempSync(join(tmpdir(), 'otinish-fixture-'))
    folder = temporary
    const [pdf, p7s] = appeal.correspondence[0]?.files ?? []
    const save = async (file: string, id: string | undefined) => {
      const path = join(temporary, file)
      writeFileSync(path, (await browser.bytes(`/api/appeals/${draft.id}/files/${id}`)).bytes)
      return path
    }
    const pem = join(temporary, 'anchor.pem')
    writeFileSync(pem, read(anchors[0] ?? ''))
    const inputs = ['-inform', 'DER', '-in', await save('letter.p7s', p7s?.id)]
    const content = ['-binary', '-content', await save('letter.pdf', pdf?.id), '-out', join(temporary, 'out')]
    const at = String(context.now() / 1000)
    const options = ['-CAfile', pem, '-partial_chain', '-attime', at]
    // Throws unless OpenSSL says that the verification was successful.
    execFileSync('openssl', ['cms', '-verify', ...inputs, ...content, ...options], { stdio: 'pipe' })
    expect(readFileSync(join(temporary, 'out')).equals(Buffer.from(bytes))).toBe(true)
  })
})
