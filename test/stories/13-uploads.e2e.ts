import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../wire/appeal.ts'
import { pdf } from '../sample-files.ts'
import { unzip } from '../unzip.ts'
import { choose, dialog, says } from './acts.ts'
import { earlyDraft, sentEarly } from './arrange.ts'
import { phone, slow, tellStory } from './story.ts'
import { offline } from './troubles.ts'
import { documentPlace, identityCard, next, openerOf } from './writing.ts'

const story = tellStory()

/** Four mebibytes that are a PDF by all signs. */
const bytes = randomBytes(4 * 1024 * 1024)
bytes.write('%PDF-1.7\n')
bytes.write('%%EOF', bytes.length - 5)
const large = { name: 'Жеке куәлік, үлкен көшірмесі.pdf', mimeType: 'application/pdf', buffer: bytes }

/** How many bytes a second the line takes: so many that a file goes in seconds, hardly any, all, none. */
const pace = { slow: 400_000, crawl: 4000, wide: 50_000_000, none: 0 }

/** The line of a page in the test's hand. */
async function lineOf(page: Page): Promise<(pace: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  return async (uploadThroughput) => {
    const conditions = { offline: uploadThroughput === 0, latency: 0, downloadThroughput: -1 }
    await session.send('Network.emulateNetworkConditions', { ...conditions, uploadThroughput })
  }
}

describe('§7. Сенімді жүктеу', () => {
  let page: Page
  let id: string
  let line: (pace: number) => Promise<void>
  const place = () => documentPlace(page, 'Жеке куәлік')
  const draft = async () => {
    const me = await story.world.as(story.people.aigerim)
    return (await me.ask<Draft>(`GET /api/drafts/${id}`)).body
  }
  const other = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) })
  const scanned = (scan: 'pending' | 'clean' | 'infected') =>
    story.world.context.db.updateTable('file').set({ scan }).where('name', '=', 'Екінші.pdf').execute()
  const arrived = async () => {
    const row = await story.world.context.db
      .selectFrom('upload')
      .select('received')
      .where('appeal_id', '=', id)
      .executeTakeFirst()
    return row?.received ?? 0
  }

  test('жүктелу барысы сөзбен де, жолақпен де көрінеді', async () => {
    id = await earlyDraft(story, 'documents')
    page = await story.open(story.people.aigerim, `/write/${id}/documents`)
    await place().waitFor()
    line = await lineOf(page)
    await line(pace.slow)
    await choose(page, openerOf(page, 'Жеке куәлік'), large)
    await expect.poll(arrived, slow).toBeGreaterThan(300_000)
    await line(pace.crawl)
    await says(place(), /[\d,]+ (КБ|МБ) \/ 4 МБ жүктелді \(\d+%\)/)
    expect(await place().getByRole('progressbar').getAttribute('value')).toMatch(/^\d+$/)
    await says(page.locator('[aria-live=polite]').last(), `Жүктеле бастады: ${large.name}`)
    // The button of the slot is gone; the focus is not.
    await expect.poll(() => place().evaluate((one) => one.contains(document.activeElement)), slow).toBe(true)
    await story.looksRight(page)
  })

  test('байланыс үзілсе, бет күтеді; қалпына келгенде жүктеу өзі жалғасады', async () => {
    story.expectRefusal(offline)
    await line(pace.none)
    await says(place(), /Байланыс үзілді: \d+% жүктелді\. Байланыс қалпына келгенде өзі жалғасады\./)
    await story.looksRight(page)
    const before = await arrived()
    await line(pace.slow)
    await expect.poll(arrived, slow).toBeGreaterThan(before + 300_000)
    await line(pace.crawl)
    await says(place(), /[\d,]+ (КБ|МБ) \/ 4 МБ жүктелді/)
  })

  test('бет жаңартылса, сол файлды қайта таңдайды: тоқтаған жерінен жалғасады', async () => {
    page.once('dialog', (question) => void question.accept())
    await page.reload()
    await says(place(), /Жүктеліп бітпеген: 4 МБ ішінен [\d,]+ (КБ|МБ) келді \(\d+%\)\./)
    await says(place(), 'Осы файлды қайта таңдаңыз: тоқтаған жерінен жалғасады.')
    await story.looksRight(page)
    const before = await arrived()
    expect(before).toBeGreaterThan(600_000)
    await line(pace.wide)
    const offsets: number[] = []
    page.on('request', (request) => {
      const offset = request.headers()['upload-offset']
      if (offset !== undefined) offsets.push(Number(offset))
    })
    await choose(page, page.getByRole('button', { name: `Файлды қайта таңдау: ${large.name}` }), large)
    await place().getByText('Қосылды', { exact: true }).waitFor()
    expect(offsets[0]).toBeGreaterThanOrEqual(before)
    const [file] = (await draft()).attachments
    expect([file?.name, file?.size]).toEqual([large.name, bytes.length])
  })

  test('жүктеуді тоқтатуға болады: келген бөлігі де жойылады', async () => {
    await page.getByRole('button', { name: `Файлды алып тастау: ${large.name}` }).click()
    await says(place(), 'Қажет')
    await line(pace.crawl)
    await choose(page, openerOf(page, 'Жеке куәлік'), large)
    await page.getByRole('button', { name: `Болдырмау: ${large.name}` }).waitFor()
    await page.getByRole('button', { name: `Болдырмау: ${large.name}` }).click()
    await openerOf(page, 'Жеке куәлік').waitFor()
    const kept = () =>
      story.world.context.db.selectFrom('upload').select('id').where('appeal_id', '=', id).execute()
    await expect.poll(kept, slow).toEqual([])
    await line(pace.wide)
  })

  test('файлды орнына сүйреп әкелуге болады; жанына тастаса, бет кетіп қалмайды', async () => {
    const dropped = async (target: string) =>
      page.evaluate(
        ({ target: selector, content, name }) => {
          const files = new DataTransfer()
          files.items.add(new File([Uint8Array.from(content)], name, { type: 'image/png' }))
          const event = { dataTransfer: files, bubbles: true, cancelable: true }
          const place = [...document.querySelectorAll(selector)].at(0)
          place?.dispatchEvent(new DragEvent('dragover', event))
          return place?.dispatchEvent(new DragEvent('drop', event))
        },
        { target, content: [...identityCard.buffer], name: identityCard.name },
      )
    // Answered for: the browser does not open the file in the page's stead.
    expect(await dropped('dialog[open] h2')).toBe(false)
    expect(await place().locator('.file').count()).toBe(0)
    expect(await dropped('.slot')).toBe(false)
    await place().getByText('Қосылды', { exact: true }).waitFor()
    await says(place(), identityCard.name)
    await page.getByRole('button', { name: `Файлды алып тастау: ${identityCard.name}` }).click()
    await says(place(), 'Қажет')
  })

  test('телефонда құжатты бірден суретке түсіреді', async () => {
    expect(await page.getByRole('button', { name: 'Суретке түсіру: Жеке куәлік' }).count()).toBe(0)
    page = await story.open(story.people.aigerim, `/write/${id}/documents`, phone, {
      hasTouch: true,
      isMobile: true,
    })
    const camera = page.getByRole('button', { name: 'Суретке түсіру: Жеке куәлік' })
    await camera.waitFor()
    const field = page.locator('input[data-for=photo-identityCard]')
    expect([await field.getAttribute('capture'), await field.getAttribute('accept')]).toEqual([
      'environment',
      'image/jpeg',
    ])
    await story.looksRight(page)
  })

  test('телефонның тым үлкен суретін бет өзі кішірейтіп қосады', async () => {
    // Noise can't be packed: a picture of this size takes about eight megabytes.
    const photo = await page.evaluate(async () => {
      const canvas = document.createElement('canvas')
      canvas.width = 3200
      canvas.height = 2400
      const pen = canvas.getContext('2d')
      const noise = pen?.createImageData(3200, 2400)
      if (!pen || !noise) return ''
      for (let i = 0; i < noise.data.length; i += 1) noise.data[i] = i % 4 === 3 ? 255 : (i * 7919) % 251
      pen.putImageData(noise, 0, 0)
      return canvas.toDataURL('image/jpeg', 1).split(',')[1] ?? ''
    })
    const buffer = Buffer.from(photo, 'base64')
    expect(buffer.length).toBeGreaterThan(5 * 1024 * 1024)
    const name = 'IMG_2041.jpeg'
    await choose(page, openerOf(page, 'Жеке куәлік'), { name, mimeType: 'image/jpeg', buffer })
    await place().getByText('Қосылды', { exact: true }).waitFor()
    await says(place(), 'IMG_2041.jpg')
    const [kept] = (await draft()).attachments
    expect(kept?.size).toBeLessThanOrEqual(5 * 1024 * 1024)
    expect(kept?.size).toBeGreaterThan(100_000)
    await page.getByRole('button', { name: 'Файлды алып тастау: IMG_2041.jpg' }).click()
    await says(place(), 'Қажет')
  })

  test('бірнеше файл бір мезетте таңдалады, әрқайсысы кезегімен жүктеледі', async () => {
    const me = await story.world.as(story.people.aigerim)
    const { body: own } = await me.ask<Draft>('POST /api/drafts', {
      body: { contractId: story.world.contracts.rent, letterLanguage: 'kk' },
    })
    const answers = { subject: 'Төлем туралы', text: 'Төлемнің түскенін тексеруіңізді сұраймын.' }
    await me.ask(`PATCH /api/drafts/${own.id}`, { version: 1, body: { typeCode: 'gen.free', answers } })
    page = await story.open(story.people.aigerim, `/write/${own.id}/documents`)
    const files = ['Бірінші.pdf', 'Екінші.pdf', 'Үшінші.pdf'].map((name, n) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.concat([Buffer.from(pdf), Buffer.from([n])]),
    }))
    await choose(
      page,
      other()
        .getByRole('button', { name: /^Файлды таңдау/ })
        .first(),
      files,
    )
    await expect
      .poll(async () => (await me.ask<Draft>(`GET /api/drafts/${own.id}`)).body.attachments.length, slow)
      .toBe(3)
    for (const { name } of files) await says(other(), name)
    await story.looksRight(page)
  })

  test('файл вирусқа тексеріліп жатқанда қол қойылмайды; тексеру біткенін бет өзі көреді', async () => {
    await scanned('pending')
    await page.reload()
    const onward = next(dialog(page, 'Файлдар'))
    await says(other(), 'Вирусқа тексерілуде. Тексеру аяқталғанда қол қоюға болады.')
    expect(await onward.getAttribute('aria-disabled')).toBe('true')
    await onward.click({ force: true })
    await says(
      dialog(page, 'Файлдар').getByRole('alert'),
      'файл вирусқа тексеріліп жатыр, аяқталғанын күтіңіз',
    )
    await story.looksRight(page)
    await scanned('clean')
    await expect.poll(() => onward.getAttribute('aria-disabled'), slow).toBeNull()
  })

  test('вирусы бар файл жүктеп алынбайды, оны алып тастағанша қол қойылмайды', async () => {
    await scanned('infected')
    await page.reload()
    await says(other(), 'Вирус табылды: бұл файл жіберілмейді және жүктеп алынбайды.')
    expect(await page.getByRole('link', { name: /^Жүктеп алу: Екінші\.pdf/ }).count()).toBe(0)
    const onward = next(dialog(page, 'Файлдар'))
    expect(await onward.getAttribute('aria-disabled')).toBe('true')
    await story.looksRight(page)
    await page.getByRole('button', { name: 'Файлды алып тастау: Екінші.pdf' }).click()
    await expect.poll(() => onward.getAttribute('aria-disabled'), slow).toBeNull()
  })

  test('жіберілген өтініштің барлық файлы бір ZIP болып, әрқайсысы толық атымен жүктеледі', async () => {
    const sent = await sentEarly(story)
    await page.goto(`${story.world.origin}/appeals/${sent}`)
    const all = page.getByRole('link', { name: 'Барлық файлды жүктеп алу (ZIP)' })
    const loading = page.waitForEvent('download')
    await all.click()
    const download = await loading
    expect(download.suggestedFilename()).toMatch(/^Өтініш .+\.zip$/)
    const files = unzip(await readFile(await download.path()))
    expect([...files.keys()].slice(2)).toEqual(['Жеке куәлік.png', 'Түбіртек.png'])
    await page.getByRole('link', { name: /^Жүктеп алу: Жеке куәлік\.png, \d+ байт$/ }).waitFor()
    await story.looksRight(page)
  })
})
