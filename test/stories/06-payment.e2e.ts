import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, flat, says, texts } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { tellStory } from './story.ts'
import { beginAppeal, chooseContract, chooseType, documentPlace, fillFree, free, next } from './writing.ts'

const story = tellStory()

describe('§6. Төлем әдісін таңдау', () => {
  let page: Page
  const window = () => dialog(page, 'Төлем әдісін таңдаңыз')
  const agree = () => window().getByRole('button', { name: 'Иә, келісемін' })

  test('өрістер дұрыс толтырылса, төлем әдісінің терезесі ашылады', async () => {
    const id = await earlyDraft(story, 'payment')
    page = await story.open(story.people.aigerim, `/write/${id}/letter`)
    await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
    await next(page).click()
    await window().waitFor()
    expect(
      await texts(window().getByRole('group', { name: 'Шоттан ұстап қалу керек пе?' }).locator('b')),
    ).toEqual(['Деректемелер бойынша төлем', 'Шоттан ұстап қалу'])
    for (const method of await window().getByRole('radio').all()) expect(await method.isChecked()).toBe(false)
    await says(window(), '5 000 ₸')
    await says(window(), 'ҚҚС 16% қоса есептелген: 689,66 ₸')
    await story.looksRight(page)
  })

  test('таңдамай «Иә, келісемін» басылса, екі әдістің бірін таңдауды сұрайды', async () => {
    await agree().click()
    await says(window(), 'Төлем әдісін таңдаңыз: «Деректемелер бойынша төлем» немесе «Шоттан ұстап қалу»')
    await story.looksRight(page)
  })

  test('деректемелер бойынша төлем: қайда және не деп төлейтіні көрсетіледі', async () => {
    await window().getByRole('radio', { name: 'Деректемелер бойынша төлем' }).check()
    const facts = flat(await window().locator('dl').innerText())
    expect(facts).toContain('«Қазақстан Тұрғын үй компаниясы» АҚ')
    expect(facts).toContain('БСН 990140990016')
    expect(facts).toContain('KZ50 999T EST0 0000 0042')
    expect(facts).toContain('№ АВ-71-004215 шарт бойынша өтінішті қарау ақысы, төлеушінің ЖСН 921125270019')
    await says(window(), 'Төлем туралы түбіртекті келесі қадамда тіркеу қажет')
    await story.looksRight(page)
  })

  test('терезенің төменгі жағындағы сілтемеден тарифтерді қарап, жүктеп алуға болады', async () => {
    const opening = page.waitForEvent('popup')
    await window().getByRole('link', { name: '«ҚТК» АҚ бекітілген тарифтері' }).click()
    const tariffs = await opening
    const table = tariffs.getByRole('table')
    await says(table, '5 000 ₸')
    await story.looksRight(tariffs)
    const viewing = tariffs.getByRole('link', { name: 'Құжатты қарау' })
    const seen = await fetch(new URL((await viewing.getAttribute('href')) ?? '', story.world.origin))
    expect(seen.headers.get('content-type')).toContain('application/pdf')
    expect(seen.headers.get('content-disposition')).toMatch(/^inline/)
    const loading = tariffs.waitForEvent('download')
    await tariffs.getByRole('link', { name: 'Жүктеп алу' }).click()
    const download = await loading
    expect(download.suggestedFilename()).toBe('Бекітілген тарифтер, 1-нұсқа.pdf')
    const bytes = await readFile(await download.path())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    await tariffs.close()
  })

  test('«Иә, келісемін» құжаттарға апарады; онда түбіртек сұралады', async () => {
    await agree().click()
    await dialog(page, 'Файлдар').waitFor()
    await documentPlace(page, 'Төлем туралы түбіртек').waitFor()
  })

  test('әдісті ауыстырып, шоттан ұстап қалуға да болады: келісімі хатта жазылады, түбіртек сұралмайды', async () => {
    await page.goBack()
    await window().waitFor()
    await window().getByRole('radio', { name: 'Шоттан ұстап қалу' }).check()
    await says(window(), '«5 000 ₸ сомасын шартым бойынша шоттан ұстап қалуға келісемін»')
    await story.looksRight(page)
    await agree().click()
    await documentPlace(page, 'Жеке куәлік').waitFor()
    expect(await documentPlace(page, 'Төлем туралы түбіртек').count()).toBe(0)
  })

  test('терезеден шыққанда хат орнында тұрады', async () => {
    await page.keyboard.press('Escape')
    await window().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(address(page)).toMatch(/\/letter$/)
    expect(await page.getByLabel('Өтеудің жоспарланған күні', { exact: true }).inputValue()).toBe(
      '16.02.2026',
    )
  })

  test('еркін форматтағы өтініш ақысыз: төлем терезесі жоқ', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    await beginAppeal(page)
    await chooseContract(page, 'ИЗ-75-000128')
    await chooseType(page, free)
    await page.getByText('Бұл өтініш ақысыз қаралады').waitFor()
    await fillFree(page)
    await next(page).click()
    await dialog(page, 'Файлдар').waitFor()
    expect(address(page)).toMatch(/\/documents$/)
    expect(await documentPlace(page, 'Төлем туралы түбіртек').count()).toBe(0)
    await story.looksRight(page)
  })
})
