import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { address, dialog, says } from './acts.ts'
import { answerKk } from './answering.ts'
import { sentFree } from './arrange.ts'
import { Keyboard } from './keyboard.ts'
import { slow, tellStory } from './story.ts'

const story = tellStory()

// What the physical keys type by the layout of the keyboard: the code is what counts.
const layouts = [
  { called: 'қазақша', n: 'т', k: 'л', r: 'к', s: 'ы' },
  { called: 'орысша', n: 'т', k: 'л', r: 'к', s: 'ы' },
  { called: 'латынша', n: 'n', k: 'k', r: 'r', s: 's' },
] as const
type Chord = 'KeyN' | 'KeyK' | 'KeyR' | 'KeyS' | 'Enter'

describe.each(layouts)('кеңседегі бүкіл жол тек пернетақтамен: $called', ({ n, k, r, s }) => {
  let id: string
  let page: Page
  let hands: Keyboard
  /** Alt+N, Alt+R, Ctrl+K, Ctrl+S or Ctrl+Enter, where the focus is, as a keyboard of this layout sends them. */
  const chord = (code: Chord, key: string) => {
    const altKey = code === 'KeyN' || code === 'KeyR'
    return page.evaluate(
      (pressed) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...pressed }),
        ),
      { code, key, altKey, ctrlKey: !altKey },
    )
  }
  const appeal = async () =>
    (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body

  test('басшы Ctrl+K арқылы кезекке өтіп, жолды таңдап, тағайындайды', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    const { registrationNumber } = await appeal()
    page = await story.open(story.people.head, '/office')
    hands = new Keyboard(page)
    await page.getByRole('heading', { level: 1, name: 'Менің күнім' }).waitFor()
    await page.getByRole('button', { name: /Іздеу немесе әрекет/ }).waitFor()
    await chord('KeyK', k)
    await page.getByRole('combobox', { name: 'Іздеу немесе әрекет' }).waitFor()
    await page.getByRole('option', { name: 'Кезек' }).first().waitFor()
    const chosen = page.getByRole('dialog').getByRole('option', { selected: true })
    for (let pressed = 0; pressed < 10 && (await chosen.textContent()) !== 'Кезек'; pressed += 1) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Өтініштер кезегі' }).waitFor()
    const row = page.locator(`[data-row="${id}"]`)
    await row.waitFor()
    await hands.to(page.locator('[data-row] .go').first())
    for (let pressed = 0; pressed < 10; pressed += 1) {
      const here = await page.evaluate(() =>
        document.activeElement?.closest('[data-row]')?.getAttribute('data-row'),
      )
      if (here === id) break
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Space')
    const bar = page.getByRole('region', { name: 'Таңдалған өтініштер' })
    await says(bar, `№ ${registrationNumber}`)
    await hands.press(bar.getByRole('button', { name: 'Тағайындау' }))
    const window = dialog(page, /тағайындау$/)
    await hands.choose(window, 'Иманбекова Сәуле Маратқызы')
    await hands.type(window.getByLabel(/^Бұрыштама/), 'Қарап, жауап дайындаңыз.')
    await hands.press(window.getByRole('button', { name: /Тағайындау$/ }))
    await expect.poll(async () => (await appeal()).executor?.extension, slow).toBe('56465')
    await page.context().close()
  })

  test('орындаушы Alt+N арқылы ашып, жазба қалдырып, жауапты бекітуге жібереді', async () => {
    page = await story.open(story.people.executor, '/office')
    hands = new Keyboard(page)
    await page.getByRole('link', { name: /^Келесісін ашу/ }).waitFor()
    await chord('KeyN', n)
    await expect.poll(() => address(page), slow).toBe(`/office/appeals/${id}`)
    await hands.type(page.getByLabel('Жаңа жазба'), 'Төлем тексерілді.')
    await hands.press(page.getByRole('button', { name: 'Ішкі жазба қосу' }))
    await says(page.getByRole('main'), 'Төлем тексерілді.')
    await page.reload()
    await page.getByRole('heading', { name: 'Клиенттің өтініші' }).waitFor()
    await hands.to(page.getByRole('tab', { name: /^Жауап/ }))
    await page.keyboard.press('ArrowRight')
    await page.getByLabel('Ұзартудың себебі').waitFor()
    await page.keyboard.press('ArrowLeft')
    await hands.pick(page.getByLabel('Шешім қандай'), 'түсіндірілді')
    await hands.type(page.getByLabel('Хаттың мәтіні, қазақша'), answerKk)
    await chord('KeyS', s)
    await says(page.getByRole('main'), /Автоматты түрде сақталды/)
    await hands.press(page.getByRole('button', { name: 'Алдын ала қарау' }))
    await page.getByRole('dialog').getByRole('img').first().waitFor()
    await page.keyboard.press('Escape')
    await hands.to(page.getByLabel('Хаттың мәтіні, қазақша'))
    await chord('Enter', 'Enter')
    await says(page.getByRole('main'), 'Хат бекітуге жіберілді.')
    expect((await appeal()).status).toBe('awaitingExecution')
    expect(hands.unseen).toEqual([])
    await page.context().close()
  })

  test('басшы Ctrl+K арқылы «Бекітуге» өтіп, оқып, Ctrl+Enter арқылы растап бекітеді', async () => {
    page = await story.open(story.people.head, '/office')
    hands = new Keyboard(page)
    await page.getByRole('button', { name: /Іздеу немесе әрекет/ }).waitFor()
    await chord('KeyK', k)
    await page.getByRole('combobox', { name: 'Іздеу немесе әрекет' }).waitFor()
    await page.keyboard.type('бекітуге')
    await page.getByRole('option', { name: 'Бекітуге', exact: true }).waitFor()
    const chosen = page.getByRole('dialog').getByRole('option', { selected: true })
    for (let pressed = 0; pressed < 10 && (await chosen.textContent()) !== 'Бекітуге'; pressed += 1) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Бекітуге/ }).waitFor()
    await hands.press(page.locator('[data-row] .go').first())
    await page.locator('.paper .letter-page').first().waitFor()
    await chord('KeyR', r)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), slow).toBe('remark')
    await chord('Enter', 'Enter')
    const window = dialog(page, 'Хатты бекітесіз бе?')
    await hands.press(window.getByRole('button', { name: /^Бекіт/ }))
    await expect.poll(async () => (await appeal()).status, slow).toBe('executed')
    expect(hands.unseen).toEqual([])
    await page.context().close()
  })
})
