import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import { dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { Keyboard } from './keyboard.ts'
import { phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')

describe('хаттың үлгісі мен мәтін үзінділері: бірнеше әріппен, тек пернетақтамен', () => {
  let id: string
  let page: Page
  const box = (where: Page) => where.getByRole('combobox', { name: 'Үлгі немесе мәтін үзіндісі' })
  const letter = (where: Page) => where.getByLabel('Хаттың мәтіні, қазақша')
  /** What is selected in the letter: there the hand goes on. */
  const marked = () =>
    page.evaluate(() => {
      const area = document.activeElement
      return area instanceof HTMLTextAreaElement
        ? area.value.slice(area.selectionStart, area.selectionEnd)
        : null
    })

  test('үлгі бос хатты толтырады, алғашқы толтырылмаған орын белгіленеді', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    page = await story.open(story.people.executor, `/office/appeals/${id}`)
    await letter(page).waitFor()
    const hands = new Keyboard(page)
    await hands.to(box(page))
    await page.keyboard.type('қанағ іші')
    await page.getByRole('option', { name: /Өтініш ішінара қанағаттандырылды/ }).waitFor()
    await story.looksRight(page)
    await camera?.shoot(page, 'templates')
    await page.keyboard.press('Enter')
    await expect.poll(() => letter(page).inputValue(), slow).toMatch(/^Құрметті Айгерім Ерланқызы!/)
    await expect.poll(marked, slow).toBe('{{gap}}')
    await page.keyboard.type('төлем кестесі')
    expect(await letter(page).inputValue()).toContain('Қанағаттандырылғаны: төлем кестесі.')
    expect(hands.unseen).toEqual([])
  })

  test('үзінді меңзер тұрған жерге қойылады', async () => {
    await letter(page).fill('Бірінші. Үшінші.')
    await letter(page).evaluate((area) => area instanceof HTMLTextAreaElement && area.setSelectionRange(9, 9))
    await box(page).focus()
    // A keyboard without Kazakh letters finds it too.
    await page.keyboard.type('кешир')
    await page.getByRole('option', { name: /Кешірім/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => letter(page).inputValue(), slow)
      .toBe('Бірінші. Келтірілген қолайсыздық үшін кешірім сұраймыз.Үшінші.')
  })

  test('жазылған хат сұрамай ауыстырылмайды', async () => {
    const written = await letter(page).inputValue()
    await box(page).focus()
    await page.keyboard.type('түсіндірме')
    await page.getByRole('option', { name: /Түсіндірме берілді/ }).waitFor()
    await page.keyboard.press('Enter')
    const question = dialog(page, 'Жазылған хатты ауыстыру керек пе?')
    await says(question, 'Түсіндірме берілді')
    await story.looksRight(page)
    await camera?.shoot(page, 'templates-replace')
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(await letter(page).inputValue()).toBe(written)
    await box(page).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: /Түсіндірме берілді/ }).waitFor()
    await page.keyboard.press('Enter')
    await question.getByRole('button', { name: 'Ауыстыру' }).click()
    await expect.poll(() => letter(page).inputValue(), slow).toContain('түсіндіреміз')
    await expect.poll(marked, slow).toBe('{{gap}}')
  })

  test('орысша хатқа орысшасы, телефонда да', async () => {
    const small = await story.open(story.people.executor, `/office/appeals/${id}`, phone)
    await small.getByRole('group', { name: 'Хаттың тілі' }).getByRole('radio', { name: 'Русский' }).check()
    await box(small).focus()
    await small.keyboard.type('удовлетв')
    await small.getByRole('option', { name: /Обращение удовлетворено частично/ }).waitFor()
    await story.looksRight(small)
    await camera?.shoot(small, 'templates-360')
    await small.getByRole('option', { name: /Обращение удовлетворено частично/ }).click()
    await expect
      .poll(() => small.getByLabel('Хаттың мәтіні, орысша').inputValue(), slow)
      .toMatch(/^Здравствуйте, Айгерім Ерланқызы!/)
    await small.context().close()
  })
})
