import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, says, signWith, texts } from './acts.ts'
import { slow, tellStory } from './story.ts'

const story = tellStory()

describe('§1. «Хабарламалар» бөлімі', () => {
  let page: Page

  test('клиент жеке кабинетіне ЭЦҚ арқылы кіреді', async () => {
    page = await story.open(null, '/')
    await page.getByRole('heading', { name: 'Кабинетке кіру' }).waitFor()
    await story.looksRight(page)
    await page.getByRole('button', { name: /^ЭЦҚ арқылы кіру/ }).click()
    await dialog(page, 'ЭЦҚ арқылы кіру').waitFor()
    await signWith(page, await story.keys.file('auth'), { submit: 'Кіру' })
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    expect(address(page)).toBe('/incoming')
    await says(page.getByRole('banner'), 'Сапарова А. Е.')
    await says(page.getByRole('banner'), 'Бета-нұсқа')
  })

  test('бүйірлік мәзірдегі «Хабарламалар» бөлімінде «Кіріс» пен «Шығыс» тұр', async () => {
    const menu = page.getByRole('navigation', { name: 'Хабарламалар' })
    expect(await texts(menu.getByRole('link'))).toEqual(['Кіріс', 'Шығыс', 'Қаралама'])
    expect(await menu.getByRole('link', { name: 'Кіріс' }).getAttribute('aria-current')).toBe('page')
    const rest = page.getByRole('navigation', { name: 'Жеке кабинет' })
    expect(await texts(rest.getByRole('link'))).toEqual(['Шарттар', 'Профилім', 'Көмек'])
  })

  test('«Кіріс» – шаблондық және еркін форматтағы өтініштерді қалыптастыру функциясы бар блок', async () => {
    await page.getByRole('heading', { name: 'Әзірге өтініштер жоқ' }).waitFor()
    expect(await page.getByRole('link', { name: 'Өтініш жазу' }).count()).toBe(1)
    await story.looksRight(page)
  })

  test('«Шығыс» – бұрын жіберілген өтініштердің блогы', async () => {
    await page.getByRole('navigation', { name: 'Хабарламалар' }).getByRole('link', { name: 'Шығыс' }).click()
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    expect(address(page)).toBe('/outgoing')
    await story.looksRight(page)
  })

  test('тілді ауыстырғанда бет сол орнында қалады', async () => {
    await page.getByRole('combobox', { name: 'Тіл' }).selectOption('ru')
    await page.getByRole('heading', { level: 1, name: 'Исходящие' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await page.getByRole('combobox', { name: 'Язык' }).selectOption('en')
    await expect.poll(() => page.locator('html').getAttribute('lang'), slow).toBe('en')
    expect(address(page)).toBe('/outgoing')
    await story.looksRight(page)
    await page.getByRole('combobox', { name: 'Language' }).selectOption('kk')
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
  })

  test('шыққаннан кейін кабинет жабық', async () => {
    await page.getByRole('button', { name: 'Шығу' }).click()
    await page.getByRole('heading', { name: 'Кабинетке кіру' }).waitFor()
    await page.goto(`${story.world.origin}/incoming`)
    await page.getByRole('heading', { name: 'Кабинетке кіру' }).waitFor()
  })
})
