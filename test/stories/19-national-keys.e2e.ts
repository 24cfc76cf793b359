import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { derOf } from '../../eds/pem.ts'
import { type Verification, verifyCms } from '../../eds/verify.ts'
import { addContract } from '../../server/contract/contract-store.ts'
import { addClient } from '../../server/person/add-client.ts'
import type { TestClient } from '../people.ts'
import { fixturesDir } from '../shared-fixtures.ts'
import { freeDraft, signatureOf } from '../signed-world.ts'
import { dialog, flat, says, signWith } from './acts.ts'
import { slow, tellStory } from './story.ts'
import { keyFileWay } from './writing.ts'

const fixture = (name: string) => readFileSync(join(fixturesDir ?? '', name))

const certificate = (name: string): Uint8Array => derOf(new Uint8Array(fixture(name)), 'certificate')

const rsaAnchor = 'ca/test2019_nca_rsa.crt'
/** The authority's own test roots; the RSA one is pinned though it is not self-signed: its root is not public. */
const trust = () => ({
  anchors: [certificate('ca/test2022_root_gost.cer'), certificate(rsaAnchor)],
  intermediates: [certificate('ca/test2022_nca_gost.cer')],
  testPersons: true,
})

/** The person of the published test keys; nobody has this number. */
const iin = '123456789011'

/** Each key in a world of its own, on a day on which it was valid. */
const keys = [
  ['rsa_individual_sign_2021.p12', '2022-01-12T10:00:00+06:00', 'rsa'],
  ['gost2015_individual_2026.p12', '2026-09-01T10:00:00+05:00', 'gost2015-512'],
] as const

describe.skipIf(fixturesDir === undefined).each(keys)(
  '%s at %s (shared PKI fixtures)',
  (keyFile, now, algorithm) => {
    const story = tellStory({ now, trust })
    let client: TestClient
    let contract: string
    let folder: string
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'otinish-national-keys-'))
      const { context } = story.world
      const { personId, partyId } = await addClient(context, {
        iin,
        name: { family: 'Тестов', given: 'Тест', patronymic: 'Тестович' },
        address: 'Астана қ., Үлгі көшесі, 3-үй',
        phone: '+77000000001',
        email: 'test@example.com',
        testPerson: true,
      })
      client = { kind: 'client', id: personId, partyId, iin }
      contract = await addContract(context.db, {
        number: 'АВ-71-004217',
        date: plainDate('2019-08-14'),
        kind: 'RENT_BUYOUT',
        propertyAddress: 'Астана қ., Үлгі көшесі, 3-үй',
        parties: [{ partyId, capacity: 'tenant' }],
      })
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    test('opens in the browser and signs a letter', async () => {
      const draft = await freeDraft(await story.world.as(client), contract)
      const page = await story.open(client, `/write/${draft.id}/sign`)
      const signing = page.waitForResponse((response) => response.url().endsWith('/letter/document'))
      await keyFileWay(page).check()
      await page.getByRole('button', { name: 'Қол қойып, жіберу' }).click()
      const signedBytes = await (await signing).body()
      await dialog(page, 'Электрондық цифрлық қолтаңба (ЭЦҚ) арқылы қол қою').waitFor()
      const chosen = { name: keyFile, mimeType: 'application/x-pkcs12', buffer: fixture(`p12/${keyFile}`) }
      await signWith(page, chosen, { password: 'Qwerty12' })
      await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()

      // The server accepted it, registered it at once, and says so on the appeal's page.
      await story.settled()
      const stored = await signatureOf(story.world.context, draft.id)
      expect(stored).toMatchObject({ result: 'valid', code: 'revocation_not_checked', method: 'keyFile' })
      expect(stored.signer).toMatchObject({ iin, name: 'ТЕСТОВ ТЕСТ ТЕСТОВИЧ', algorithm })
      await page.goto(`${story.world.origin}/appeals/${draft.id}`)
      await says(page.locator('main'), /Қолтаңба жарамды.*ТЕСТОВ ТЕСТ ТЕСТОВИЧ/)

      // What is downloaded is what was signed, and the signature is good without us.
      const letter = await download(page, /\.pdf$/)
      const cms = await download(page, /\.pdf\.p7s$/)
      expect(letter.subarray(0, 5).toString()).toBe('%PDF-')
      expect(letter.equals(signedBytes)).toBe(true)
      const offline: Verification = {
        ...trust(),
        cms: new Uint8Array(cms),
        content: new Uint8Array(letter),
        at: Date.parse(now),
        now: Date.parse(now),
        expectIin: iin,
        purpose: 'letter',
      }
      expect(await verifyCms(offline)).toMatchObject({ result: 'valid', algorithm, code: 'ok' })
      const other = new Uint8Array(letter).fill(0x20, -1)
      expect(await verifyCms({ ...offline, content: other })).toMatchObject({ code: 'digest_mismatch' })
      if (algorithm === 'rsa') {
        expect(byOpenssl(letter, cms, now).equals(letter)).toBe(true)
        expect(() => byOpenssl(Buffer.from(other), cms, now)).toThrow(/verif|digest/i)
      }
    })

    async function download(page: Page, name: RegExp): Promise<Buffer> {
      const links = page.locator('a[download]')
      await expect.poll(() => links.count(), slow).toBeGreaterThan(1)
      for (const link of await links.all()) {
        if (!name.test(flat((await link.getAttribute('download')) ?? ''))) continue
        const coming = page.waitForEvent('download')
        await link.click()
        return await buffer(await (await coming).createReadStream())
      }
      throw new Error(`no download like ${name}`)
    }

    /** The content that OpenSSL found well signed at that time; throws with what it says otherwise. */
    function byOpenssl(letter: Buffer, cms: Buffer, at: string): Buffer {
      const file = (name: string, bytes: Buffer) => {
        writeFileSync(join(folder, name), bytes)
        return join(folder, name)
      }
      const seconds = String(Date.parse(at) / 1000)
      const content = ['-in', file('letter.pdf.p7s', cms), '-content', file('letter.pdf', letter)]
      const anchor = ['-attime', seconds, '-partial_chain', '-CAfile', join(fixturesDir ?? '', rsaAnchor)]
      return execFileSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', ...content, ...anchor], {
        stdio: 'pipe',
      })
    }
  },
)
