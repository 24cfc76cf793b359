import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { readContainer } from '../../eds/evidence/container.ts'
import { writeContainer } from '../../eds/evidence/container-writer.ts'
import { places } from '../../eds/evidence/manifest.ts'
import { launchBrowser } from '../browser.ts'
import { createWorld, type World } from '../world.ts'
import { axeFaults, sidewaysFaults } from './accessibility.ts'
import { desk, phone } from './story.ts'

/** The page that checks packages, as somebody has it who saved it years ago: a file, and no network. */
const samples = join(projectRoot(), 'docs', 'samples')
const roots = ['rsa', 'gost2015'].map((name) => join(samples, 'demo-roots', `${name}.cer`))
const sample = join(samples, 'appeal.asice')

let folder: string
let context: BrowserContext
let page: Page
let close: () => Promise<void>
const heard: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-page-'))
  await copyFile(join(projectRoot(), 'dist', 'web', 'verify.html'), join(folder, 'saved.html'))
  const browser = await launchBrowser()
  context = await browser.newContext({ viewport: phone, locale: 'kk-KZ' })
  await context.setOffline(true)
  page = await context.newPage()
  page.on('console', (message) => heard.push(message.text()))
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('request', (request) => heard.push(request.url()))
  close = () => browser.close()
})
afterAll(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => {
  const opened = pathToFileURL(join(folder, 'saved.html')).href
  const other = heard.splice(0).filter((line) => !line.startsWith(opened) && !line.startsWith('data:font/'))
  expect(other, 'asked for, or complained of').toEqual([])
})

type Given = string | { name: string; mimeType: string; buffer: Buffer }

/** Opens the page again, chooses and presses «Тексеру»; answers the verdict with its codes. */
async function check(files: Given | Given[], trusted: Given[] = roots, language = 'kk'): Promise<string[]> {
  await page.goto(`${pathToFileURL(join(folder, 'saved.html')).href}#${language}`)
  await page.locator('#files').setInputFiles(files as string[])
  await page.locator('#roots').setInputFiles(trusted as string[])
  await page.locator('#check').click()
  await page.locator('[data-result]').waitFor()
  return await page
    .locator('[data-result], [data-code]')
    .evaluateAll((all) =>
      all.map((one) => one.getAttribute('data-result') ?? one.getAttribute('data-code') ?? ''),
    )
}

const answers = () =>
  page.locator('[data-answer]').evaluateAll((all) => all.map((one) => one.getAttribute('data-answer') ?? ''))

const changed = async (name: string, at: number): Promise<Given> => {
  const files = readContainer(new Uint8Array(await readFile(sample)))
  const bytes = Uint8Array.from(files.get(name) ?? [])
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const buffer = Buffer.from(writeContainer(new Map([...files, [name, bytes] as const])))
  return { name: 'changed.asice', mimeType: 'application/zip', buffer }
}

describe('from a file, without a network', () => {
  test('the sample is valid, in three languages', async () => {
    for (const [language, word] of [
      ['ru', 'Действительна'],
      ['en', 'Valid'],
      ['kk', 'Жарамды'],
    ] as const) {
      expect(await check(sample, roots, language)).toEqual(['valid'])
      expect(await page.locator('#result').innerText()).toContain(word)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
    }
    const said = await page.locator('main').innerText()
    for (const fact of [
      'САПАРОВА АЙГЕРІМ',
      '921125270019',
      '«ҚАЗАҚСТАН ТҰРҒЫН ҮЙ КОМПАНИЯСЫ» АҚ, 990140990016',
    ]) {
      expect(said).toContain(fact)
    }
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('result')
  })

  test('without roots it is not yet known, and says what is known: whole, by whom, and that nobody confirmed the issuer', async () => {
    expect(await check(sample, [])).toEqual([
      'unknown',
      'issuer_unconfirmed',
      'timestamp_untrusted',
      'seal_untrusted',
    ])
    expect(await answers()).toEqual(['whole-good', 'signer-open', 'authority-open'])
    const said = await page.locator('main').innerText()
    expect(said).toContain('Бүтін, өзгермеген; куәлікті кім бергені расталмады')
    expect(said).not.toContain('Жарамсыз')
    expect(await page.locator('#result').innerText()).toContain('Әзірге белгісіз')
  })

  test('three answers, each apart from the others', async () => {
    await check(sample)
    expect(await answers()).toEqual(['whole-good', 'signer-good', 'authority-good'])
    await check(await changed(places.letter, 40))
    expect((await answers())[0]).toBe('whole-bad')
    const other = join(samples, 'demo-roots', 'gost2015.cer')
    expect(await check(sample, [other])).toContain('issuer_unconfirmed')
    expect(await answers()).toEqual(['whole-good', 'signer-open', 'authority-open'])
  })

  test('the files of the package are folded, and can be unfolded', async () => {
    await check(sample)
    const letter = page.getByText(places.letter, { exact: true })
    expect(await letter.isVisible()).toBe(false)
    await page.getByText('Пакеттегі файлдар').click()
    expect(await letter.isVisible()).toBe(true)
  })

  test('one byte flipped: not valid, and the file is named', async () => {
    const [attachment = ''] = [...readContainer(new Uint8Array(await readFile(sample))).keys()].filter(
      (name) => name.startsWith(places.attachments),
    )
    for (const name of [attachment, places.receipt, places.letter]) {
      const [result, first] = await check([await changed(name, 40)])
      expect([result, first], name).toEqual(['invalid', 'file_damaged'])
      expect(await page.locator('.in-file').first().innerText()).toContain(name)
    }
  })

  test('a letter with its signature, as the command says it of the two', async () => {
    const files = readContainer(new Uint8Array(await readFile(sample)))
    const given = (name: string) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(files.get(name) ?? []),
    })
    const both = [given(places.letter), given(places.signature)]
    const issuers = [...files.keys()].filter((name) => name.startsWith(places.chain)).map(given)
    expect(await check(both, issuers)).toEqual(['unknown', 'revocation_unavailable'])
    expect((await check(given(places.signature), issuers))[1]).toBe('content_missing')
    const other = { ...given(places.letter), buffer: Buffer.from('%PDF-1.7') }
    expect(await check([other, given(places.signature)], issuers)).toContain('digest_mismatch')
  })

  test('what was chosen wrongly is said beside its field', async () => {
    await page.goto(pathToFileURL(join(folder, 'saved.html')).href)
    await page.locator('#check').click()
    await page.getByText('Тексерілетін файлды таңдаңыз').waitFor()
    await page.locator('#files').setInputFiles(sample)
    await page.locator('#roots').setInputFiles(sample)
    await page.locator('#check').click()
    await page.getByText('appeal.asice: бұл тіркеу куәлігі емес').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('roots')
  })

  test('it reads well on a phone and at a desk, and for everybody', async () => {
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      for (const files of [sample, await changed(places.letter, 9)]) {
        await check(files)
        expect(await axeFaults(page)).toEqual([])
        expect(await sidewaysFaults(page)).toEqual([])
      }
    }
  })

  test('its policy lets nothing out, and no other script in', async () => {
    await page.goto(pathToFileURL(join(folder, 'saved.html')).href)
    const policy = await page.locator('meta[http-equiv]').getAttribute('content')
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
    expect(policy).toContain("connect-src 'none'; form-action 'none'")
    const tried = await page.evaluate(async () => {
      const script = document.createElement('script')
      // No text becomes a script; and one that is no text of ours would still have another digest.
      const asText = (() => {
        try {
          script.textContent = 'globalThis.escaped = true'
          return 'done'
        } catch {
          return 'refused'
        }
      })()
      script.append('globalThis.escaped = true')
      document.head.append(script)
      const fetched = await fetch('https://example.com/').then(
        () => 'done',
        () => 'refused',
      )
      return [fetched, asText, Reflect.get(globalThis, 'escaped') ?? 'refused']
    })
    expect(tried).toEqual(['refused', 'refused', 'refused'])
    // The browser names each refusal.
    heard.length = 0
  })
})

describe('as the site serves it, with the roots that the company has installed', () => {
  let world: World
  beforeAll(async () => {
    const anchors = await Promise.all(roots.map(async (file) => new Uint8Array(await readFile(file))))
    world = await createWorld({
      trust: { anchors, intermediates: [], testPersons: true },
      webDir: join(projectRoot(), 'dist', 'web'),
    })
    await context.setOffline(false)
  })
  afterAll(() => world.close())

  test.each(['/check', '/verify.html'])(
    '%s: a package of this company is green, and nobody chose a root',
    async (address) => {
      await page.goto(world.origin + address)
      await page.locator('#files').setInputFiles(sample)
      await page.locator('#check').click()
      await page.locator('[data-result=valid]').waitFor()
      expect(await answers()).toEqual(['whole-good', 'signer-good', 'authority-good'])
      await page.getByText('Сенім білдірілген түбірлік куәліктер').click()
      const said = await page.locator('.root').allInnerTexts()
      expect(said).toHaveLength(roots.length)
      for (const root of said)
        expect(root).toMatch(/ДЕМО[\s\S]*SHA-256 таңбасы: ([0-9a-f]{4} ){15}[0-9a-f]{4}/)
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysFaults(page)).toEqual([])
      // Nothing was sent: all that was asked for is the page.
      expect(heard.filter((line) => /^https?:/.test(line))).toEqual([world.origin + address])
      heard.length = 0
    },
  )

  test('there is a way back to the site, and the hint on other roots says what they are for', async () => {
    await page.goto(`${world.origin}/check`)
    const back = page.getByRole('link', { name: 'Сайтқа оралу' })
    expect(new URL((await back.getAttribute('href')) ?? '', page.url()).href).toBe(`${world.origin}/`)
    await page.getByText('Басқа куәліктерді таңдау').click()
    const hint = await page.locator('#roots-hint').innerText()
    expect(hint).toContain('орнына')
    expect(hint).not.toContain('Оларсыз')
    heard.length = 0
  })

  test('saved from there, it knows the same roots years later, without a network', async () => {
    const saved = join(folder, 'saved-from-site.html')
    await writeFile(saved, await (await fetch(`${world.origin}/verify.html`)).text())
    await context.setOffline(true)
    await page.goto(pathToFileURL(saved).href)
    expect(await page.getByRole('link', { name: 'Сайтқа оралу' }).count()).toBe(0)
    await page.locator('#files').setInputFiles(sample)
    await page.locator('#check').click()
    await page.locator('[data-result=valid]').waitFor()
    heard.length = 0
  })
})
