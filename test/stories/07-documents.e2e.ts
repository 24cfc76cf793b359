import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../domain/calendar/instant.ts'
import { forgetSettings, recordSetting } from '../../server/setting/setting-store.ts'
import { docx, pdf, program } from '../sample-files.ts'
import { address, choose, dialog, flat, says, texts } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { slow, tellStory } from './story.ts'
import { attach, documentPlace, identityCard, next, openerOf, receipt } from './writing.ts'

const story = tellStory()
const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
})

describe('§7. Құжаттарды тіркеу', () => {
  let page: Page
  const window = () => dialog(page, 'Файлдар')
  const card = () => documentPlace(page, 'Жеке куәлік')
  const refused = (document: string, name: string) =>
    documentPlace(page, document).locator('.file').filter({ hasText: name }).getByRole('alert')

  test('терезеде тізім, рұқсат етілген форматтар мен клиенттің жауапкершілігі тұр', async () => {
    const id = await earlyDraft(story, 'documents')
    page = await story.open(story.people.aigerim, `/write/${id}/documents`)
    await window().waitFor()
    await says(
      window(),
      'Рұқсат етілген форматтар: JPG, PDF, PNG, DOC, DOCX. Бір файлдың ең үлкен көлемі: 5 МБ.',
    )
    expect(await texts(window().getByRole('listitem').getByRole('heading'))).toEqual([
      'Жеке куәлік',
      'Төлем туралы түбіртек',
    ])
    await says(
      window(),
      'Қоса берілген құжаттардың сапасы мен дұрыстығы үшін «ҚТК» АҚ клиенті жауапты болады.',
    )
    await says(card(), 'Қажет')
    await says(documentPlace(page, 'Төлем туралы түбіртек'), 'Төлем сомасы 5 000 ₸')
    await story.looksRight(page)
  })

  test('құжат жетпесе, «Келесі» белсенді емес: басса, жетпейтінін тізіп айтады', async () => {
    expect(await next(window()).getAttribute('aria-disabled')).toBe('true')
    // A person can press it; only the test's own patience would wait for it to become active.
    await next(window()).click({ force: true })
    const links = window().getByRole('alert').getByRole('link')
    expect(await texts(links)).toEqual([
      '«Жеке куәлік» құжатын тіркеңіз',
      '«Төлем туралы түбіртек» құжатын тіркеңіз',
    ])
    await links.first().click()
    await expect
      .poll(() => openerOf(page, 'Жеке куәлік').evaluate((one) => document.activeElement === one), slow)
      .toBe(true)
    expect(address(page)).toMatch(/\/documents$/)
    await story.looksRight(page)
  })

  test('сәйкес емес, бос және тым үлкен файл қабылданбайды: әрқайсысының сөзі бөлек', async () => {
    const tooLarge = new Uint8Array(5 * 1024 * 1024 + 1)
    tooLarge.set(pdf)
    const refusals = [
      [file('кесте.xlsx', docx), 'Файл пішімі сәйкес емес. JPG, PDF, PNG, DOC немесе DOCX файлын таңдаңыз.'],
      [file('бос.pdf', new Uint8Array()), 'Файл бос. Файлда ештеңе жоқ. Басқа файлды таңдаңыз.'],
      [
        file('үлкен.pdf', tooLarge),
        'Файл тым үлкен. Бұл файлдың көлемі 5,1 МБ, ал бір файл 5 МБ-тан аспауы керек. Кішірейтіп, қайта жүктеңіз.',
      ],
    ] as const
    for (const [chosen, words] of refusals) {
      await choose(page, openerOf(page, 'Жеке куәлік'), chosen)
      await says(refused('Жеке куәлік', chosen.name), words)
    }
    await story.looksRight(page)
  })

  test('мазмұны атауына сай емес файлды сервер де қабылдамайды', async () => {
    story.expectRefusal(/^422 PATCH \/api\/drafts\/[^/]+\/uploads\/[^/]+$/)
    await choose(page, openerOf(page, 'Жеке куәлік'), file('хат.pdf', docx))
    await says(refused('Жеке куәлік', 'хат.pdf'), 'Файлдың мазмұны оның атауына сай емес')
    await choose(page, openerOf(page, 'Жеке куәлік'), file('бағдарлама.pdf', program))
    await says(refused('Жеке куәлік', 'бағдарлама.pdf'), 'Файлда макрос немесе орындалатын код бар')
    await story.looksRight(page)
    const names = ['кесте.xlsx', 'бос.pdf', 'үлкен.pdf', 'хат.pdf', 'бағдарлама.pdf']
    for (const name of names) await page.getByRole('button', { name: `Файлды алып тастау: ${name}` }).click()
    expect(await card().locator('.file').count()).toBe(0)
  })

  test('дұрыс файл толық атымен орнына тұрады, «Келесі» әлі белсенді емес', async () => {
    await attach(page, 'Жеке куәлік', identityCard)
    await says(card(), identityCard.name)
    expect(await openerOf(page, 'Жеке куәлік').count()).toBe(0)
    await says(window().locator('#missing-documents'), 'Тіркелмегені: Төлем туралы түбіртек.')
    expect(await next(window()).getAttribute('aria-disabled')).toBe('true')
  })

  test('барлық құжат болғанда «Келесі» түймесі белсенді болады', async () => {
    await attach(page, 'Төлем туралы түбіртек', receipt)
    await expect.poll(() => next(window()).getAttribute('aria-disabled'), slow).toBeNull()
    await story.looksRight(page)
  })

  test('файлды ауыстыруға, алып тастауға және қайта жүктеп алуға болады', async () => {
    const loading = page.waitForEvent('download')
    await page.getByRole('link', { name: `Жүктеп алу: ${identityCard.name}` }).click()
    expect((await loading).suggestedFilename()).toBe(identityCard.name)
    const replaced = file('Жаңа куәлік.pdf', pdf)
    await choose(page, page.getByRole('button', { name: `Файлды ауыстыру: ${identityCard.name}` }), replaced)
    await says(card(), 'Жаңа куәлік.pdf')
    await expect.poll(() => card().getByText(identityCard.name, { exact: true }).count(), slow).toBe(0)
    await page.getByRole('button', { name: `Файлды алып тастау: ${receipt.name}` }).click()
    await expect.poll(() => next(window()).getAttribute('aria-disabled'), slow).toBe('true')
    await attach(page, 'Төлем туралы түбіртек', receipt)
  })

  test('бетті жаңартса да, файлдар орнында; «Келесі» тексеруге апарады', async () => {
    await page.reload()
    await says(card(), 'Жаңа куәлік.pdf')
    await expect.poll(() => next(window()).getAttribute('aria-disabled'), slow).toBeNull()
    await next(window()).click()
    await page.getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' }).waitFor()
    const answers = flat(await page.locator('dl.answers').innerText())
    expect(answers).toContain('Жаңа куәлік.pdf')
    expect(answers).toContain(receipt.name)
  })

  test('бір жауапты өзгертіп, тексеруге қайта оралады', async () => {
    await page.getByRole('link', { name: /^Өзгерту\s*: Қаражат көзі/ }).click()
    await page.getByLabel('Қаражат көзі').selectOption('зейнетақы жинақтары')
    await next(page).click()
    await page.getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' }).waitFor()
    await says(page.locator('dl.answers'), 'зейнетақы жинақтары')
    await page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' }).waitFor()
    await story.looksRight(page)
  })

  test('ұйым файл көлемін азайтса, терезе де, анықтама да сол санды айтады, одан үлкені қабылданбайды', async () => {
    const { context } = story.world
    const limit = { key: 'files.maxBytesPerFile', value: 1.5 * 1024 * 1024 } as const
    const day = localDate(context.now())
    await recordSetting(context.db, { ...limit, validFrom: day, recordedAt: context.now() + 1 })
    forgetSettings(context.db)
    const id = await earlyDraft(story, 'documents')
    page = await story.open(story.people.aigerim, `/write/${id}/documents`)
    await says(window(), 'Бір файлдың ең үлкен көлемі: 1,5 МБ.')
    const bytes = new Uint8Array(2 * 1024 * 1024)
    bytes.set(pdf)
    await choose(page, openerOf(page, 'Жеке куәлік'), file('екі мегабайт.pdf', bytes))
    await says(
      refused('Жеке куәлік', 'екі мегабайт.pdf'),
      'Бұл файлдың көлемі 2 МБ, ал бір файл 1,5 МБ-тан аспауы керек.',
    )
    await page.goto(`${new URL(page.url()).origin}/help/documents`)
    await says(page.getByRole('main'), 'Бір файл 1,5 МБ-тан аспауы керек.')
  })
})
