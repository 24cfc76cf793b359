import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readContainer } from '../../eds/evidence/container.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import { installSeal } from '../../server/evidence/install-seal.ts'
import type { TestPerson } from '../people.ts'
import { says } from './acts.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { everythingKept } from './everything-kept.ts'
import { type Secret, secretsOf } from './key-secrets.ts'
import { keyPassword } from './keys.ts'
import { findLeaks, type Heard, latin1 } from './leaks.ts'
import { Recorder } from './recorder.ts'
import { desk, tellStory } from './story.ts'

/** The evidence of an appeal is taken away, checked in the page beside it, and gives nothing away. */
const story = tellStory()
const sealPassword = 'Seal-1-of-the-company'
let recorder: Recorder
let appeal: string
let sealFile: Uint8Array
let bytes: Uint8Array

beforeAll(async () => {
  recorder = await Recorder.start()
  const { p12 } = await story.keys.authority.issuePersonKey({
    surname: 'Басшыев',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: '990140990016', name: '«ҚТК» АҚ' },
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: sealPassword,
  })
  sealFile = p12
  await installSeal(story.world.context, p12, sealPassword)
  appeal = await sentEarly(story)
  await story.settled()
  await takenIntoWork(story, appeal)
  await answered(story, appeal)
})
afterAll(() => recorder.stop())

async function open(person: TestPerson, path: string): Promise<Page> {
  const page = await story.open(person, '/help', desk, recorder.contextOptions)
  await recorder.follow(page)
  await page.goto(story.world.origin + path)
  return page
}

async function download(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Дәлелдер пакетін жүктеу' }).click()
  const file = await coming
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) }
}

test('клиент дәлелдер пакетін жүктеп, сол жерде тексереді', async () => {
  const page = await open(story.people.aigerim, `/appeals/${appeal}`)
  await says(page.getByRole('region', { name: 'Дәлелдер пакеті' }), 'Дәлелдер пакетін жүктеу')
  await askedCamera()?.shoot(page, 'evidence')
  const taken = await download(page)
  bytes = taken.bytes
  expect(taken.name).toBe('1-2026-01-12.asice')
  const verdict = await verifyEvidence(bytes, { anchors: story.keys.trust.anchors, now: Date.now() })
  // Nobody is asked about revocation in this story: nothing is wrong, and not everything is known.
  expect(verdict).toMatchObject({ result: 'unknown', faults: [], seal: 'unchecked' })

  await page.getByRole('link', { name: 'Пакетті тексеру' }).click()
  await page.getByRole('heading', { level: 1, name: 'Қолтаңбаны тексеру' }).waitFor()
  await page
    .locator('#files')
    .setInputFiles({ name: taken.name, mimeType: 'application/zip', buffer: Buffer.from(bytes) })
  // The roots of this company came with the page: nobody has to look for them.
  await page.getByText('Сенім білдірілген түбірлік куәліктер').click()
  await says(page.locator('.root').first(), 'SHA-256')
  await page.getByRole('button', { name: 'Тексеру', exact: true }).click()
  await says(page.getByRole('status'), 'Әзірге белгісіз')
  await says(page.getByRole('status'), 'САПАРОВА АЙГЕРІМ')
  const answers = page.locator('[data-answer]')
  expect(await answers.evaluateAll((all) => all.map((one) => one.getAttribute('data-answer')))).toEqual([
    'whole-good',
    'signer-good',
    'authority-good',
  ])
  await askedCamera()?.shoot(page, 'check')
  await story.looksRight(page)

  // The page that was given is the page that can be kept.
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Бетті сақтап алу' }).click()
  const saved = await readFile(await (await coming).path(), 'utf8')
  expect(saved).toContain('Content-Security-Policy')
  // What was checked was sent nowhere.
  const sent = (await recorder.take(page)).filter(({ where }) => /^(GET|POST|PUT|PATCH) /.test(where))
  const inside = readContainer(bytes)
  const letter: Secret = { name: 'letter', bytes: (inside.get('letter.pdf') ?? bytes).subarray(0, 4000) }
  expect(findLeaks([letter], new Uint8Array(), sent)).toEqual([])
})

test('қызметкер де сол пакетті алады', async () => {
  const page = await open(story.people.executor, `/office/appeals/${appeal}`)
  await says(page.getByRole('main'), 'Дәлелдер пакеті')
  await askedCamera()?.shoot(page, 'office-evidence')
  const taken = await download(page)
  expect([...readContainer(taken.bytes).keys()]).toEqual([...readContainer(bytes).keys()])
})

test('басқаның пакеті жоқ', async () => {
  const other = await story.world.as(story.people.daniyar)
  expect((await other.bytes(`/api/appeals/${appeal}/evidence`)).status).toBe(404)
  expect((await (await story.world.as(null)).bytes(`/api/appeals/${appeal}/evidence`)).status).toBe(401)
})

test('пакетте кілт те, құпиясөз де, басқаның дерегі де жоқ', async () => {
  await sentFree(story, 'Басқа өтініш, пакетке кірмейді')
  const { people, world, keys } = story
  const clientKey = await keys.file('rsa')
  const text = (name: string, value: string): Secret => ({ name, bytes: Buffer.from(value) })
  const rows = await world.context.db.selectFrom('person').select(['iin', 'surname', 'id']).execute()
  const staff = await world.context.db.selectFrom('staff').select(['login', 'password_hash']).execute()
  const secrets: Secret[] = [
    ...secretsOf(sealFile, sealPassword),
    ...secretsOf(new Uint8Array(clientKey.buffer), keyPassword),
    { name: 'master key', bytes: world.context.config.masterKey },
    ...rows.filter(({ id }) => id !== people.aigerim.id).map(({ iin }) => text('IIN of another', iin)),
    ...staff.map((one) => text('password of staff', one.password_hash ?? '')),
    text('another appeal', 'Басқа өтініш, пакетке кірмейді'),
  ].filter((secret) => secret.bytes.length >= 12)
  const files: Heard[] = [...readContainer(bytes)].map(([where, content]) => ({
    where,
    bytes: latin1(content),
  }))
  // The certificates are meant to be seen, and hold the identifiers that key files are named by.
  const open = Buffer.concat(
    [...readContainer(bytes)].flatMap(([name, der]) => (name.endsWith('.cer') ? [der] : [])),
  )
  expect(findLeaks(secrets, open, files)).toEqual([])
  // The search is awake: the client's own IIN is there.
  expect(findLeaks([text('own IIN', people.aigerim.iin)], new Uint8Array(), files)).not.toEqual([])
  // Nor does the server keep the company's key open, or its password at all.
  const kept = await everythingKept(world)
  expect(findLeaks(secretsOf(sealFile, sealPassword), open, kept)).toEqual([])
})
