import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, says, texts } from './acts.ts'
import { slow, tellStory } from './story.ts'
import { beginAppeal, chooseContract, chooseType, early, fillEarly, free, next } from './writing.ts'

const story = tellStory()

describe('§4. «Санат» және «Өтініш түрі»', () => {
  let page: Page
  const group = (name: string) => page.getByRole('group', { name })

  test('шарттан кейін сол шартқа қол жетімді санаттар шығады', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    await beginAppeal(page)
    await chooseContract(page, 'АВ-71-004215')
    await group('Санат').waitFor()
    expect(await texts(group('Санат').locator('label'))).toEqual([
      'Мерзімінен бұрын өтеу',
      'Төлемдер мен есеп айырысу',
      'Шарт талаптарын өзгерту',
      'Анықтамалар мен құжат көшірмелері',
      'Тұрғын үйді пайдалану',
      'Меншік құқығы және ауыртпалық',
      'Жалпы өтініштер',
    ])
    await page.getByText('Алдымен санатты таңдаңыз').waitFor()
    expect(await page.getByRole('heading', { name: 'Өтінішті толтыру' }).count()).toBe(0)
    await story.looksRight(page)
  })

  test('таңдамай «Келесі» басылса, не жетпейтіні айтылады, қадам ауыспайды', async () => {
    const before = address(page)
    await next(page).click()
    const summary = page.getByRole('alert')
    await says(summary, 'Өтініш түрі таңдалмаған. Санат пен өтініш түрін таңдаңыз.')
    expect(await page.title()).toMatch(/^Қате: /)
    expect(address(page)).toBe(before)
    await story.looksRight(page)
  })

  test('санат таңдалғанда оның өтініш түрлері тарифімен, мерзімімен, құжаттарымен шығады', async () => {
    await group('Санат').getByRole('radio', { name: early.category }).check()
    const [type] = await texts(group('Өтініш түрі').locator('label'))
    expect(type).toContain('Тариф: 5 000 ₸')
    expect(type).toContain('Жауап мерзімі: 15 жұмыс күні')
    expect(type).toContain('Құжаттар: жеке куәлік')
    await story.looksRight(page)
  })

  test('түрі таңдалғанда өтініш сол терезеде қалыптасады, бетті жаңартса да қалады', async () => {
    await chooseType(page, early)
    await fillEarly(page)
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
    await story.looksRight(page)
    await page.reload()
    await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
    expect(await page.getByLabel('Өтеудің жоспарланған күні', { exact: true }).inputValue()).toBe(
      '16.02.2026',
    )
    expect(await group('Өтініш түрі').getByRole('radio', { name: early.type }).isChecked()).toBe(true)
  })

  test('түрін ауыстырғанда жазылғанды жоймас бұрын сұрайды', async () => {
    await group('Санат').getByRole('radio', { name: free.category }).check()
    await group('Өтініш түрі').getByRole('radio', { name: free.type }).check()
    const window = dialog(page, 'Өтініш түрін ауыстырасыз ба?')
    await says(window, 'Өтеудің жоспарланған күні')
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Бұрынғысын қалдыру' }).click()
    await group('Санат').getByRole('radio', { name: early.category }).check()
    expect(await page.getByLabel('Өтеудің жоспарланған күні', { exact: true }).inputValue()).toBe(
      '16.02.2026',
    )
    await page.getByRole('button', { name: 'Еркін форматта жазу' }).click()
    await dialog(page, 'Өтініш түрін ауыстырасыз ба?')
      .getByRole('button', { name: 'Ауыстыру', exact: true })
      .click()
    await page.getByLabel('Өтініш мәтіні').waitFor()
    await expect.poll(() => page.getByLabel('Өтеудің жоспарланған күні').count(), slow).toBe(0)
  })

  test('ипотека шартына тек өзіне тиістісі қол жетімді', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    await beginAppeal(page)
    await chooseContract(page, 'ИЗ-75-000128')
    await group('Санат').getByRole('radio', { name: early.category }).check()
    await group('Өтініш түрі').waitFor()
    const types = await texts(group('Өтініш түрі').locator('label'))
    expect(types).toEqual([
      expect.stringContaining('Ипотекалық қарызды мерзімінен бұрын толық өтеу туралы өтініш'),
      expect.stringContaining('Ипотекалық қарызды мерзімінен бұрын ішінара өтеу туралы өтініш'),
    ])
    expect(types[0]).toContain('Ақысыз қаралады')
    expect(types[0]).toContain('Жауап мерзімі: 3 жұмыс күні')
  })
})
