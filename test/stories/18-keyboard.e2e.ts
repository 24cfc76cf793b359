import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, keyWindow, says } from './acts.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { Keyboard } from './keyboard.ts'
import { keyPassword } from './keys.ts'
import { slow, tellStory } from './story.ts'
import { documentPlace, early, identityCard, next, openerOf, receipt, signingWindow } from './writing.ts'

const story = tellStory()

describe('бүкіл жол тек пернетақтамен: тінтуір бір рет те қолданылмайды', () => {
  let page: Page
  let hands: Keyboard
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  /** A page opened from within the site is told from its title on. */
  const atTitle = async (name: string) => {
    await heading(name).waitFor()
    await expect.poll(() => heading(name).evaluate((one) => one === document.activeElement), slow).toBe(true)
  }

  test('кілт файлымен кіреді', async () => {
    page = await story.open(null, '/sign-in')
    hands = new Keyboard(page)
    await hands.press(page.getByRole('button', { name: /^ЭЦҚ арқылы кіру/ }))
    await hands.sign(keyWindow(page), await story.keys.file('auth'), keyPassword)
    await heading('Кіріс хат-хабарлар').waitFor()
  })

  test('алғашқы Tab негізгі мазмұнға өткізеді', async () => {
    await page.reload()
    await heading('Кіріс хат-хабарлар').waitFor()
    const skip = page.getByRole('link', { name: 'Негізгі мазмұнға өту' })
    await page.keyboard.press('Tab')
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null)
    expect(inside).toBe(true)
  })

  test('шартты, санатты, түрін таңдап, хатты толтырады', async () => {
    await hands.press(page.getByRole('link', { name: 'Өтініш жазу' }))
    await atTitle('Қай шарт бойынша өтініш жазасыз?')
    await hands.choose(page.getByRole('main'), 'АВ-71-004215')
    await hands.press(next(page))
    await atTitle('Не туралы жазасыз?')
    await hands.choose(page.getByRole('group', { name: 'Санат' }), early.category)
    await hands.choose(page.getByRole('group', { name: 'Өтініш түрі' }), early.type)
    await hands.press(next(page))
    // The box of errors takes the focus; its lines lead to the fields.
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(await summary.evaluate((box) => box.contains(document.activeElement))).toBe(true)
    await hands.press(summary.getByRole('link').first())
    await page.keyboard.type('16.02.2026')
    expect(await page.getByLabel('Өтеудің жоспарланған күні', { exact: true }).inputValue()).toBe(
      '16.02.2026',
    )
    await hands.pick(page.getByLabel('Қаражат көзі'), 'меншікті қаражат')
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
  })

  test('күнтізбе пернелермен ашылып-жабылады, фокус орнына қайтады', async () => {
    const opener = page.getByRole('button', { name: /^Күнтізбені ашу/ })
    await hands.press(opener)
    await dialog(page, 'Күнді таңдау').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page, 'Күнді таңдау').waitFor({ state: 'detached' })
    expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  test('төлем әдісін таңдап, құжаттарды тіркейді', async () => {
    await hands.press(next(page))
    const payment = dialog(page, 'Төлем әдісін таңдаңыз')
    await hands.choose(payment, 'Деректемелер бойынша төлем')
    await hands.press(payment.getByRole('button', { name: 'Иә, келісемін' }))
    await dialog(page, 'Файлдар').waitFor()
    for (const [document, file] of [
      ['Жеке куәлік', identityCard],
      ['Төлем туралы түбіртек', receipt],
    ] as const) {
      await hands.file(openerOf(page, document), file)
      await documentPlace(page, document).getByText('Қосылды', { exact: true }).waitFor()
    }
    await hands.press(next(dialog(page, 'Файлдар')))
    await heading('Тексеріп, қол қою').waitFor()
  })

  test('қол қойып, жібереді', async () => {
    await page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' }).waitFor()
    await hands.choose(page.getByRole('group', { name: 'Қалай қол қоясыз?' }), 'ЭЦҚ файлы арқылы')
    await hands.press(page.getByRole('button', { name: 'Қол қойып, жіберу' }))
    await dialog(page, signingWindow).waitFor()
    await hands.sign(keyWindow(page), await story.keys.file('rsa'), keyPassword)
    await heading('Шығыс өтініштер').waitFor()
    await says(page.getByRole('main'), 'Талонның нөмірі')
  })

  test('жауабын ашып оқиды', async () => {
    await story.settled()
    await hands.press(page.getByRole('link', { name: 'Өтінішті ашу' }))
    await atTitle(early.type)
    const id = address(page).split('/').at(-1) ?? ''
    await takenIntoWork(story, id)
    await answered(story, id)
    await hands.press(page.getByRole('link', { name: 'Кіріс хат-хабарлар' }))
    await atTitle('Кіріс хат-хабарлар')
    await says(page.getByRole('row').filter({ hasText: early.type }), 'Орындалды')
    await hands.press(page.getByRole('link', { name: early.type }))
    await atTitle(early.type)
    const answer = page.getByRole('article').filter({ hasText: 'өтінішке жауап' })
    await says(answer, 'Өтінішіңіз қаралды.')
    await hands.press(answer.getByText('Осы хат орысша'))
    await says(answer, 'Ваше обращение рассмотрено.')
    const loading = page.waitForEvent('download')
    await hands.press(answer.getByRole('link', { name: /^Жүктеп алу: Қалдық құнның есебі/ }))
    expect((await loading).suggestedFilename()).toMatch(/^Қалдық құнның есебі.*\.pdf$/)
  })

  test('фокус қай жерде болса да көрініп тұрды', () => {
    expect(hands.stops).toBeGreaterThan(60)
    expect(hands.unseen).toEqual([])
  })
})
