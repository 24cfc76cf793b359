import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { build } from 'esbuild'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { verifyCms } from '../../eds/verify.ts'
import {
  type Authority,
  createAuthority,
  type PersonKey,
} from '../../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import { signerPolicy } from '../../server/http/security-headers.ts'
import { hasCyrillic } from '../../web/signing/frame/key-file-kind.ts'
import { launchBrowser } from '../browser.ts'

/** The key-file window by itself: its own page and policy, no server of ours behind it. */
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self'"
const now = '2026-09-01T05:00:00.000Z'
const iin = '920101400018'
const letter = '%PDF-1.7 өтініш'
const folder = mkdtempSync(join(tmpdir(), 'otinish-key-window-'))
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
}

let browser: Browser
let server: Server
let origin: string
let authority: Authority
let signing: PersonKey

beforeAll(async () => {
  const frame = 'web/signing/frame'
  await build({
    absWorkingDir: projectRoot(),
    entryPoints: [
      { in: `${frame}/signer.ts`, out: 'signer/signer' },
      { in: `${frame}/signer.css`, out: 'signer/signer' },
    ],
    outdir: folder,
    bundle: true,
    format: 'iife',
    loader: { '.woff2': 'file' },
    assetNames: 'signer/[name]',
    logLevel: 'error',
  })
  await build({
    absWorkingDir: projectRoot(),
    stdin: {
      contents: `import { openSignerFrame } from './web/signing/key-file.ts'
        window.start = (options) => {
          const frame = openSignerFrame(document.querySelector('#place'), { ...options, contents: [new TextEncoder().encode(options.content)], expectBin: null })
          window.outcome = frame.result.then((o) => ('signed' in o ? Array.from(o.signed[0]) : 'cancelled'), (e) => 'refused ' + e.code)
        }`,
      resolveDir: projectRoot(),
      loader: 'ts',
    },
    outfile: join(folder, 'page.js'),
    bundle: true,
    format: 'iife',
    logLevel: 'error',
  })
  const page =
    '<!doctype html><html lang="kk"><title>x</title><style>body{margin:0}iframe{width:100%;border:0;display:block}</style><main><h1>x</h1><div id="place"></div></main><script src="/page.js"></script>'
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    const inFrame = path.startsWith('/signer/')
    response.setHeader('content-security-policy', inFrame ? signerPolicy : pagePolicy)
    if (inFrame) response.setHeader('access-control-allow-origin', '*')
    response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'text/html')
    if (path === '/') return response.end(page)
    if (path === '/signer/signer.html')
      return response.end(readFileSync(join(projectRoot(), frame, 'signer.html')))
    try {
      response.end(readFileSync(join(folder, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  ;[browser, authority] = await Promise.all([launchBrowser(), createAuthority({ now: new Date(now) })])
  signing = await key({})
})

afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function key(order: Partial<PersonKeyOrder>): Promise<PersonKey> {
  return authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    patronymic: 'Ерланқызы',
    iin,
    algorithm: 'rsa',
    purpose: 'sign',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    password: 'Qwerty12',
    ...order,
  })
}

interface Opened {
  readonly page: Page
  readonly frame: Frame
  readonly errors: string[]
}

async function open(options: Record<string, unknown> = {}, width = 544): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(origin)
  await page.evaluate((given) => (globalThis as unknown as { start: (o: unknown) => void }).start(given), {
    title: 'Қол қою',
    purpose: 'letter',
    content: letter,
    now,
    language: 'kk',
    expectIin: iin,
    ...options,
  })
  const handle = await page.waitForSelector('iframe')
  const frame = await handle.contentFrame()
  if (frame === null) throw new Error('no frame')
  return { page, frame, errors }
}

async function choose(frame: Frame, chosen: PersonKey, password = 'Qwerty12'): Promise<void> {
  await frame
    .locator('#file')
    .setInputFiles({ name: chosen.fileName, mimeType: '', buffer: Buffer.from(chosen.p12) })
  await frame.locator('#password').fill(password)
  if (hasCyrillic(password)) {
    // The note on the keyboard's layout makes the frame taller: a press on the way would miss the button.
    await frame.locator('#layout-note').waitFor()
    await isAsTallAsContent(frame)
  }
  await frame.locator('#submit').click()
}

async function isAsTallAsContent(frame: Frame): Promise<void> {
  const height = () => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height))
  await expect
    .poll(
      async () => ((await frame.page().locator('iframe').boundingBox())?.height ?? 0) - (await height()),
      {
        timeout: 20_000,
      },
    )
    .toBe(0)
}

function outcome(page: Page): Promise<number[] | string> {
  return page.evaluate(() => (globalThis as unknown as { outcome: Promise<number[] | string> }).outcome)
}

describe.each(['rsa', 'gost2015'] as const)('with a %s key', (algorithm) => {
  test('the letter is signed, and our verifier accepts it', async () => {
    const { page, frame, errors } = await open()
    await choose(frame, await key({ algorithm }))
    const signed = await outcome(page)
    const verdict = await verifyCms({
      cms: Uint8Array.from(signed as number[]),
      content: new TextEncoder().encode(letter),
      at: Date.parse(now) + 60_000,
      now: Date.parse(now) + 60_000,
      anchors: authority.anchors,
      intermediates: authority.intermediates,
      expectIin: iin,
      purpose: 'letter',
    })
    expect(verdict).toMatchObject({ result: 'valid', signer: { subject: { iin } } })
    expect(verdict.signingTimeClaim).toBeGreaterThanOrEqual(Date.parse(now))
    expect(await frame.locator('#password').inputValue()).toBe('')
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('what can go wrong is said at its field, and trying again is possible', () => {
  const problems: [string, () => Promise<PersonKey>, Record<string, unknown>, 'file' | 'password', RegExp][] =
    [
      ['wrong password', async () => signing, { password: 'qwerty12' }, 'password', /^ЭЦҚ паролі қате/],
      ['wrong layout', async () => signing, { password: 'Йцукен12' }, 'password', /пернетақта/i],
      ['AUTH key', () => key({ purpose: 'auth' }), {}, 'file', /AUTH .*RSA256 немесе GOST512/],
      ['expired', () => key({ notAfter: new Date('2026-08-30T20:00:00Z') }), {}, 'file', /31\.08\.2026/],
      [
        'not yet valid',
        () => key({ notBefore: new Date('2026-09-02T05:00:00Z') }),
        {},
        'file',
        /02\.09\.2026/,
      ],
      ['foreign', () => key({ iin: '850412170014' }), {}, 'file', /САПАРОВА АЙГЕРІМ/],
      [
        'company',
        () => key({ company: { bin: '123456789021', name: 'ЖШС «Үлгі»' } }),
        {},
        'file',
        /ЖШС «Үлгі»/,
      ],
      ['damaged', async () => ({ ...signing, p12: signing.p12.slice(0, 900) }), {}, 'file', /бүлінген/],
      [
        'no key',
        async () => ({ ...signing, p12: new TextEncoder().encode(letter) }),
        {},
        'file',
        /ЭЦҚ кілті емес/,
      ],
      ['russian', () => key({ purpose: 'auth' }), { language: 'ru' }, 'file', /Ключ AUTH только для входа/],
      ['english', async () => signing, { language: 'en', password: 'x' }, 'password', /Wrong EDS password/],
      [
        'RSA signing key at sign-in',
        async () => signing,
        { purpose: 'signIn', content: 'Otinish sign-in\nx', expectIin: null },
        'file',
        /AUTH_RSA256/,
      ],
    ]
  test.each(problems)('%s', async (_name, chosen, { password, ...options }, field, words) => {
    const { page, frame } = await open(options)
    await choose(frame, await chosen(), typeof password === 'string' ? password : 'Qwerty12')
    const error = frame.locator(`#${field}-error`)
    await error.waitFor()
    expect(await error.textContent()).toMatch(words)
    expect(await error.getAttribute('role')).toBe('alert')
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe(field)
    expect(await frame.locator('#file').evaluate((input: HTMLInputElement) => input.files?.length)).toBe(1)

    if (options.purpose === 'signIn') await choose(frame, await key({ purpose: 'auth' }))
    else await choose(frame, signing)
    expect(await outcome(page)).toBeInstanceOf(Array)
    await page.close()
  })
})

test('other bytes than the purpose allows are never signed', async () => {
  for (const options of [
    { content: 'Otinish sign-in\nx' },
    { purpose: 'signIn', content: letter },
    { content: 'x' },
  ]) {
    const { page } = await open(options)
    expect(await outcome(page)).toBe('refused content_not_for_purpose')
    await page.close()
  }
})

test('Esc and the button leave; nothing chosen is told apart', async () => {
  const { page, frame } = await open()
  await frame.locator('#submit').click()
  expect(await frame.locator('#file-error').textContent()).toMatch(/таңдалмаған/)
  await frame.locator('#password').press('Escape')
  expect(await outcome(page)).toBe('cancelled')
  await page.close()
})

test('the page can neither look into the frame nor can the frame ask the network', async () => {
  const { page, frame } = await open()
  const seen = await page.evaluate(() => {
    const inner = document.querySelector('iframe')
    return [inner?.contentDocument ?? null, inner?.getAttribute('sandbox')]
  })
  expect(seen).toEqual([null, 'allow-scripts'])
  expect(
    await frame.evaluate(() =>
      fetch('/page.js').then(
        () => 'fetched',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
  await page.close()
})

test.each([360, 1280])(
  'axe finds nothing, and the frame is as tall as its content, at %i px',
  async (width) => {
    const { page, frame } = await open({}, width)
    await choose(frame, signing, 'Йцукен12')
    await frame.locator('#password-error').waitFor()
    await frame.evaluate(axe.source)
    const found = await frame.evaluate(() =>
      // The page around the frame has the heading.
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        rules: { 'page-has-heading-one': { enabled: false } },
      }),
    )
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    await isAsTallAsContent(frame)
    const shots = process.env.SHOTS
    if (shots) await page.screenshot({ path: join(shots, `key-window-${width}.png`) })
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.close()
  },
)
