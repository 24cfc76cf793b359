import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { derOf } from '../../eds/pem.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { fixturesDir } from '../../test/shared-fixtures.ts'
import { signBytes } from '../../test/signed-world.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Session } from '../../wire/person.ts'
import { currentSettings, forgetSettings, recordSetting } from '../setting/setting-store.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))
const certificate = (name: string): Uint8Array => derOf(read(name), 'certificate')

/** The company of the published test keys; nobody has its number. */
const testCompany = '123456789021'
const inMay2026 = '2026-05-20T05:00:00Z'

describe.skipIf(fixturesDir === undefined)(
  'national keys of a company’s people (shared PKI fixtures)',
  () => {
    let world: World
    let recordedAt = Date.parse('2027-01-01T00:00:00Z')
    beforeAll(async () => {
      const anchors = ['ca/test2022_root_gost.cer', 'ca/test2019_nca_rsa.crt'].map(certificate)
      const intermediates = ['ca/test2022_nca_gost.cer'].map(certificate)
      world = await createWorld({ now: inMay2026, trust: { anchors, intermediates, testPersons: true } })
      const { db } = world.context
      // No control digit fits the numbers of the published test people: no command would take them.
      const { otherExecutor, head } = world.people
      await db.updateTable('staff').set({ iin: '123456789011' }).where('id', '=', otherExecutor.id).execute()
      await db.updateTable('staff').set({ iin: '123456789012' }).where('id', '=', head.id).execute()
    })
    afterAll(() => world.close())
    beforeEach(() => companyIs(testCompany))

    async function companyIs(bin: string): Promise<void> {
      const { 'company.requisites': before } = await currentSettings(world.context)
      const value = { ...before, bin }
      const { db } = world.context
      await recordSetting(db, {
        key: 'company.requisites',
        value,
        validFrom: plainDate('2020-01-01'),
        // The row recorded last wins.
        recordedAt: ++recordedAt,
      })
      forgetSettings(db)
    }

    async function signIn(keyFile: string, at: string): Promise<string> {
      world.setNow(at)
      const browser = await world.as(null)
      const { body } = await browser.ask<{ content: string }>('POST /api/staff-sign-in-challenge')
      const content = new Uint8Array(Buffer.from(body.content, 'base64'))
      const key = openKeyFile(read(`p12/${keyFile}`), 'Qwerty12')
      const cms = await signBytes(key, content, world.context.now())
      const answer = await browser.ask<Session>('POST /api/staff-key-session', { body: { cms } })
      return answer.status === 200 ? `${answer.body.person?.id}` : answer.problem.code
    }

    test.each([
      ['an employee', 'gost2015_employee_2024.p12', '2025-01-10T05:00:00Z', 'otherExecutor'],
      ['another employee', 'gost2015_employee_2026_superseded.p12', inMay2026, 'head'],
      ['the first head', 'gost2015_head_2026.p12', inMay2026, 'otherExecutor'],
      ['one who may sign', 'gost2015_signright_2023.p12', '2024-01-10T05:00:00Z', 'otherExecutor'],
      ['a private person', 'gost2015_individual_2026.p12', inMay2026, 'otherExecutor'],
      ['a private person’s AUTH', 'AUTH_RSA256_b2c70a9f_2020.p12', '2020-09-09T05:00:00Z', 'otherExecutor'],
    ] as const)('the key of %s opens the office', async (_, keyFile, at, who) => {
      expect(await signIn(keyFile, at)).toBe(world.people[who].id)
    })

    test('the key of another company does not, and that of a system is nobody’s', async () => {
      expect(await signIn('gost2015_infosystem_2026.p12', inMay2026)).toBe('sign_in_key_purpose')
      await companyIs('990140990016')
      expect(await signIn('gost2015_employee_2024.p12', '2025-01-10T05:00:00Z')).toBe(
        'key_of_another_company',
      )
      expect(await signIn('gost2015_head_2026.p12', inMay2026)).toBe('key_of_another_company')
      expect(await signIn('gost2015_individual_2026.p12', inMay2026)).toBe(world.people.otherExecutor.id)
    })
  },
)
