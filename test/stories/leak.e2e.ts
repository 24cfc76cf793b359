import { randomInt } from 'node:crypto'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCms } from '../../eds/cms.ts'
import type { PersonKey } from '../../pretend/certification-authority/authority.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { freeDraft } from '../signed-world.ts'
import { dialog, keyWindow, signWith } from './acts.ts'
import { type Secret, secretsOf } from './key-secrets.ts'
import type { ChosenFile } from './keys.ts'
import { findLeaks, type Heard } from './leaks.ts'
import { plants, tryEverything } from './planted-leaks.ts'
import { Recorder } from './recorder.ts'
import { desk, slow, tellStory } from './story.ts'
import { keyFileWay } from './writing.ts'

/** Promise 2: the key never leaves the key-file window. Looked for from outside, in everything that leaves it. */
const story = tellStory()
let recorder: Recorder
beforeAll(async () => {
  recorder = await Recorder.start()
})
afterAll(() => recorder.stop())

/** What the site does not use at all. (Browsers ask their makers' servers things on their own, through tunnels.) */
const otherWays = /worker|WebSocket|another window|CONNECT 127/

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_.!'
const newPassword = () => Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)]).join('')

interface MadeKey {
  readonly file: ChosenFile
  readonly secrets: Secret[]
  readonly certificate: Uint8Array
}

async function makeKey(
  algorithm: 'rsa' | 'gost2015',
  purpose: 'sign' | 'auth',
  password: string,
): Promise<MadeKey> {
  const key: PersonKey = await story.keys.authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    patronymic: 'Ерланқызы',
    iin: story.people.aigerim.iin,
    algorithm,
    purpose,
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password,
  })
  const { fileName, p12, certificate } = key
  const file = { name: fileName, mimeType: 'application/x-pkcs12', buffer: Buffer.from(p12) }
  return { file, secrets: secretsOf(p12, password), certificate }
}

/** The sign-in page with its key-file window open, everything heard from its first request on. */
async function openSignIn(): Promise<Page> {
  const page = await story.open(null, '/', desk, recorder.contextOptions)
  await recorder.follow(page)
  await page.goto(`${story.world.origin}/sign-in`)
  await page.getByRole('button', { name: /^ЭЦҚ арқылы кіру/ }).click()
  await dialog(page, 'ЭЦҚ арқылы кіру').waitFor()
  await keyWindow(page).getByLabel('ЭЦҚ паролі').waitFor()
  return page
}

/** The inside of the key-file window. */
function windowOf(page: Page): Frame {
  const [frame, ...others] = page.frames().filter((one) => one !== page.mainFrame())
  if (frame === undefined || others.length > 0) throw new Error('not one frame')
  return frame
}

describe.each(['rsa', 'gost2015'] as const)('with a %s key', (algorithm) => {
  test('signing in and signing a letter let nothing of key and password out', async () => {
    const password = newPassword()
    const letterKey = await makeKey(algorithm, 'sign', password)
    const signInKey = algorithm === 'rsa' ? await makeKey(algorithm, 'auth', password) : letterKey
    const client = await story.world.as(story.people.aigerim)
    const draft = await freeDraft(client, story.world.contracts.rent, `Тексеру, ${algorithm}`)

    const page = await openSignIn()
    await signWith(page, signInKey.file, { password, submit: 'Кіру' })
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    const heard = await recorder.take(page)

    await page.goto(`${story.world.origin}/write/${draft.id}/sign`)
    await keyFileWay(page).check()
    await page.getByRole('button', { name: 'Қол қойып, жіберу' }).click()
    await signWith(page, letterKey.file, { password: `${password}x` })
    await keyWindow(page).getByText('ЭЦҚ паролі қате').waitFor()
    heard.push(...(await recorder.take(page)))
    await signWith(page, letterKey.file, { password })
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    heard.push(...(await recorder.take(page)))

    // The recorder is awake: the signature itself was heard, leaving the window and leaving the browser.
    const signature = await sentSignature(draft.id)
    const ways = new Set(findLeaks([signature], new Uint8Array(), heard).map(({ where }) => where))
    // `setItem`: the finished signature stays in the tab until the server has answered.
    expect([...ways].sort()).toEqual([
      `POST /api/drafts/${draft.id}/signature`,
      'message over a port',
      'setItem',
    ])

    const secrets = [...letterKey.secrets, ...signInKey.secrets]
    const certificates = Buffer.concat([letterKey.certificate, signInKey.certificate])
    expect(findLeaks(secrets, certificates, heard)).toEqual([])
    expect(heard.filter(({ where }) => otherWays.test(where))).toEqual([])
  })
})

async function sentSignature(appealId: string): Promise<Secret> {
  const client = await story.world.as(story.people.aigerim)
  const { body } = await client.ask<Appeal>(`GET /api/appeals/${appealId}`)
  const file = body.correspondence[0]?.files.find(({ name }) => name.endsWith('.p7s'))
  const { bytes } = await client.bytes(`/api/appeals/${appealId}/files/${file?.id}`)
  const [signer] = parseCms(bytes).signers
  return { name: 'signature', bytes: signer?.signature ?? new Uint8Array() }
}

describe('a planted leak is found', () => {
  let page: Page
  let frame: Frame
  let key: MadeKey
  beforeAll(async () => {
    page = await openSignIn()
    frame = windowOf(page)
    key = await makeKey('gost2015', 'sign', newPassword())
  })

  test('it is the window that leaks, and the secrets are those of a whole key file', async () => {
    expect(frame.url()).toBe(`${story.world.origin}/signer/signer.html`)
    const numbers = (names: string[]) => names.flatMap((name) => [name, `${name}, turned round`])
    const names = [
      'password, UTF-8',
      'password, UTF-16',
      'MAC',
      'MAC salt',
      'ciphertext of the key',
      'salt of the key',
      'ciphertext of the certificate',
      'salt of the certificate',
    ]
    expect(key.secrets.map(({ name }) => name)).toEqual([...names, ...numbers(['scalar'])])
    const rsa = await makeKey('rsa', 'sign', newPassword())
    expect(rsa.secrets.map(({ name }) => name)).toEqual([
      ...names,
      ...numbers(['d', 'p', 'q', 'dp', 'dq', 'qi']),
    ])
    for (const { name, bytes } of [...key.secrets, ...rsa.secrets]) {
      expect(bytes.length, name).toBeGreaterThan(18)
    }
    expect(leaksIn(await recorder.take(page))).toEqual([])
  })

  const forms = {
    hex: (bytes: Buffer) => bytes.toString('hex'),
    base64: (bytes: Buffer) => Buffer.concat([Buffer.from('x'), bytes]).toString('base64'),
    url: (bytes: Buffer) => bytes.toString('hex').replace(/../g, '%$&'),
  }
  test.each(plants)('$where', async ({ where, secret, form, from, plant }) => {
    const bytes = key.secrets.find(({ name }) => name === secret)?.bytes.subarray(3, 17) ?? []
    await (from === 'window' ? frame : page).evaluate(plant, forms[form](Buffer.from(bytes)))
    const found = async () =>
      leaksIn(await recorder.take(page)).map((leak) => `${leak.where}: ${leak.secret}`)
    await expect.poll(found, slow).toContain(`${where}: ${secret}`)
    // What was planted is refused and answered by nobody: that is no fault of the page.
    story.faults()
  })

  const leaksIn = (heard: readonly Heard[]) => findLeaks(key.secrets, key.certificate, heard)
})

test('the window can reach nothing, and the page cannot look into it', async () => {
  const page = await openSignIn()
  await recorder.take(page)
  const inside = await page.evaluate(() => {
    const frame = document.querySelector('iframe')
    const reach = (part: string): string => {
      try {
        return String(Reflect.get(frame?.contentWindow ?? {}, part))
      } catch {
        return 'refused'
      }
    }
    return [frame?.contentDocument, frame?.getAttribute('sandbox'), reach('document'), reach('name')]
  })
  expect(inside).toEqual([null, 'allow-scripts', 'refused', 'refused'])

  const attempts = await windowOf(page).evaluate(tryEverything)
  const quiet = ['beacon', 'form']
  const rest = Object.entries(attempts).filter(([name]) => !quiet.includes(name))
  expect(rest.filter(([, outcome]) => outcome !== 'refused')).toEqual([])
  expect(Object.keys(attempts)).toEqual(expect.arrayContaining(quiet))
  await page.evaluate(() => fetch('/api/session'))
  const requests = (await recorder.take(page)).map(({ where }) => where)
  expect(requests).toContain('GET /api/session')
  expect(requests.filter((where) => /escaped/.test(where) || otherWays.test(where))).toEqual([])
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  // The browser names each refusal in the console.
  story.faults()
})
