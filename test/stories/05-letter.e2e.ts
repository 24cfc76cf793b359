import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, flat, says, texts } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { phone, slow, tellStory } from './story.ts'
import {
  beginAppeal,
  chooseContract,
  chooseType,
  fillFree,
  free,
  freeSubject,
  freeText,
  next,
} from './writing.ts'

const story = tellStory()

describe('§5. Өтінішті толтыру', () => {
  let page: Page
  const sheet = (): Locator => page.getByRole('article')
  const planned = () => page.getByLabel('Өтеудің жоспарланған күні', { exact: true })
  const email = () => page.getByLabel(/^E-mail/)
  const focused = () => page.evaluate(() => document.activeElement?.id)

  test('хаттың жоғарғы оң жақ бұрышында алушы мен жіберушінің деректері өздігінен қалыптасады', async () => {
    const id = await earlyDraft(story, 'letter')
    page = await story.open(story.people.aigerim, `/write/${id}/letter`)
    await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
    const block = sheet().locator('.block')
    expect(await texts(block.locator('p'))).toEqual([
      '«Қазақстан Тұрғын үй компаниясы» АҚ',
      'Басқарма Төрағасына',
      'Өтініш беруші: Сапарова Айгерім Ерланқызы',
      'ЖСН 921125270019',
      'Мекенжайы: Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
      'Тел.: +7 700 000 00 01',
      'E-mail: aigerim@example.com',
      'Шарт: № АВ-71-004215, 2019 жылғы 14 тамыз',
    ])
    const [inner, outer] = [await block.boundingBox(), await sheet().boundingBox()]
    if (!inner || !outer) throw new Error('the sheet is not to be seen')
    expect(inner.x + inner.width / 2).toBeGreaterThan(outer.x + outer.width / 2)
    expect(inner.y - outer.y).toBeLessThan(outer.height / 4)
    await story.looksRight(page)
  })

  test('онда тек «Мекенжай» мен «E-mail» өрістерін өзгертуге болады', async () => {
    const corner = page.getByRole('group', { name: 'Хаттың жоғарғы оң жақ бұрышы' })
    const fields = await texts(corner.locator('label'))
    expect(fields).toEqual(['Мекенжай', 'E-mail (міндетті емес)'])
    await corner.getByLabel('Мекенжай').fill('Астана қ., Жаңа көшесі, 7-үй')
    await email().fill('aigerim.new@example.com')
    await says(sheet(), 'Мекенжайы: Астана қ., Жаңа көшесі, 7-үй')
    await says(sheet(), 'E-mail: aigerim.new@example.com')
  })

  test('өрісті аралап өткенде қате айтылмайды', async () => {
    await planned().focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await page.locator('[aria-invalid]').count()).toBe(0)
  })

  test('міндетті өріс бос болса, «Келесі» бәрін тізіп айтады, фокус сонда, ештеңе өшпейді', async () => {
    const before = address(page)
    await email().fill('aigerim@')
    await next(page).click()
    const summary = page.getByRole('alert')
    await says(summary, 'Қате бар')
    await says(summary, 'Түзетуді қажет ететін өрістер: 3. Енгізген деректеріңіз сақталды.')
    const links = await texts(summary.getByRole('link'))
    expect(links).toEqual([
      'E-mail мекенжайы қате жазылған. Оны aty@example.com түрінде жазыңыз немесе өрісті бос қалдырыңыз.',
      'Өтеудің жоспарланған күні: бұл өрісті толтырыңыз.',
      'Қаражат көзі: бұл өрісті толтырыңыз.',
    ])
    expect(await summary.evaluate((box) => document.activeElement === box)).toBe(true)
    expect(await texts(page.locator('.field .error'))).toEqual(links)
    expect(await page.title()).toMatch(/^Қате: Өтінішті толтыру/)
    expect(address(page)).toBe(before)
    expect(await email().inputValue()).toBe('aigerim@')
    expect(await page.getByLabel('Мекенжай').inputValue()).toBe('Астана қ., Жаңа көшесі, 7-үй')
    await story.looksRight(page)
  })

  test('әр қате өз өрісіне апарады', async () => {
    const links = page.getByRole('alert').getByRole('link')
    for (const [index, id] of ['email', 'plannedDate', 'fundingSource'].entries()) {
      await links.nth(index).click()
      await expect.poll(focused, slow).toBe(id)
    }
  })

  test('демалыс күні мен мерзімнен тыс күн қабылданбайды, себебі айтылады', async () => {
    await email().fill('')
    await page.getByLabel('Қаражат көзі').selectOption('банк қарызы')
    await page.getByLabel('Қарыз беретін банк').fill('Сынақ банкі')
    await planned().fill('15.02.2026')
    await next(page).click()
    await says(page.getByRole('alert'), 'бұл күн жұмыс күні емес. Жұмыс күнін таңдаңыз.')
    await planned().fill('01.06.2026')
    await next(page).click()
    await says(page.getByRole('alert'), '12.01.2026 мен 12.04.2026 аралығындағы күнді таңдаңыз')
    await planned().fill('31.02.2026')
    await next(page).click()
    await says(page.getByRole('alert'), 'Күнді КК.АА.ЖЖЖЖ түрінде жазыңыз')
    expect(await planned().inputValue()).toBe('31.02.2026')
  })

  test('күнді қазақша күнтізбеден таңдауға болады', async () => {
    await planned().fill('16.02.2026')
    await page.getByRole('button', { name: 'Күнтізбені ашу: Өтеудің жоспарланған күні' }).click()
    const window = dialog(page, 'Күнді таңдау')
    await says(window, 'Ақпан 2026')
    await story.looksRight(page)
    await window.getByRole('button', { name: /17 ақпан|^17\b/ }).click()
    await expect.poll(() => planned().inputValue(), slow).toBe('17.02.2026')
  })

  test('бетті жаңартса да, енгізілгеннің бәрі орнында', async () => {
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
    expect(await planned().inputValue()).toBe('17.02.2026')
    expect(await email().inputValue()).toBe('')
    expect(await page.getByLabel('Мекенжай').inputValue()).toBe('Астана қ., Жаңа көшесі, 7-үй')
    expect(await page.getByLabel('Қарыз беретін банк').inputValue()).toBe('Сынақ банкі')
    await says(sheet(), '17.02.2026')
    await says(sheet(), 'банк қарызы')
  })

  test('хаттың тілі экранның тілінен бөлек: орысша хат орысша қалыптасады', async () => {
    await page.getByRole('radio', { name: 'Русский' }).check()
    await says(sheet(), 'Прошу разрешить полное досрочное погашение')
    expect(await sheet().getAttribute('lang')).toBe('ru')
    await page.getByRole('radio', { name: 'Қазақша' }).check()
    await says(sheet(), 'мерзімінен бұрын толық өтеуге рұқсат беруіңізді сұраймын')
  })

  test('телефонда хат «Өтінішті алдын ала қарау» терезесінде ашылады', async () => {
    await page.setViewportSize(phone)
    await page.getByRole('button', { name: 'Өтінішті алдын ала қарау' }).click()
    const window = dialog(page, 'Өтінішті алдын ала қарау')
    await says(window.getByRole('article'), 'Жаңа көшесі, 7-үй')
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Толтыруды жалғастыру' }).click()
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('еркін форматта клиент тақырыбы мен мәтінін өзі жазады', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    await beginAppeal(page)
    await chooseContract(page, 'ИЗ-75-000128')
    await chooseType(page, free)
    await page.getByLabel('Тақырыбы').fill('Көмек')
    await page.getByLabel('Өтініш мәтіні').fill('тым қысқа')
    await next(page).click()
    await says(page.getByRole('alert'), 'Кемінде 20 таңба жазыңыз')
    expect(await page.getByLabel('Өтініш мәтіні').inputValue()).toBe('тым қысқа')
    await fillFree(page)
    await says(sheet(), freeText)
    await says(page.getByText(/^Қалған таңба саны/), `Қалған таңба саны: ${5000 - freeText.length}`)
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
    await story.looksRight(page)
    await page.reload()
    await expect
      .poll(async () => flat(await page.getByLabel('Тақырыбы').inputValue()), slow)
      .toBe(freeSubject)
    expect(await page.getByLabel('Өтініш мәтіні').inputValue()).toBe(freeText)
  })
})
