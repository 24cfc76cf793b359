import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, says, texts } from './acts.ts'
import { sentFree } from './arrange.ts'
import { tellStory } from './story.ts'
import { beginAppeal, chooseContract, next } from './writing.ts'

const story = tellStory()

describe('§3. Шартты таңдау', () => {
  let page: Page

  test('беттің жоғарғы сол жақ бұрышында «Өтініш жазу» батырмасы тұр', async () => {
    await sentFree(story)
    page = await story.open(story.people.aigerim, '/incoming')
    await page.getByRole('table').waitFor()
    const button = await page.getByRole('link', { name: 'Өтініш жазу' }).boundingBox()
    const main = await page.getByRole('main').boundingBox()
    const table = await page.getByRole('table').boundingBox()
    if (!button || !main || !table) throw new Error('the page is not to be seen')
    expect(button.x - main.x).toBeLessThan(40)
    expect(button.y + button.height).toBeLessThan(table.y)
  })

  test('басқаннан кейін өтініш жіберуге болатын шарттардың тізімі шығады', async () => {
    await beginAppeal(page)
    await says(page.getByRole('main'), '1-қадам, барлығы 5')
    await page.getByRole('radio').first().waitFor()
    expect(await texts(page.getByRole('group').locator('label'))).toEqual([
      expect.stringMatching(/АВ-71-004215.*2019 жылғы 14 тамыз.*Астана қ., Үлгі көшесі, 1-үй, 12-пәтер/),
      expect.stringMatching(/ИЗ-75-000128.*Ипотека/),
      expect.stringMatching(/АВ-71-000007.*Шарт жабылған/),
    ])
    await story.looksRight(page)
  })

  test('басқа адамның шарты тізімде жоқ; бірге жалға алушы өзінің кім екенін көреді', async () => {
    const other = await story.open(story.people.coTenant, '/write')
    await other.getByRole('radio').first().waitFor()
    const cards = await texts(other.getByRole('group').locator('label'))
    expect(cards).toEqual([expect.stringMatching(/АВ-71-004215.*Сіз қосымша жалға алушысыз/)])
  })

  test('тиісті шарт таңдалғанда қаралама басталып, келесі қадам ашылады', async () => {
    await chooseContract(page, 'ИЗ-75-000128')
    await says(page.getByRole('main'), 'ИЗ-75-000128')
    expect(address(page)).toMatch(/^\/write\/[0-9a-f-]{36}\/letter$/)
  })

  test('«Артқа» шартқа қайтарады: таңдалған күйінде тұр, оны ауыстыруға болады', async () => {
    await page.getByRole('link', { name: 'Артқа' }).click()
    await page.getByRole('heading', { level: 1, name: 'Қай шарт бойынша өтініш жазасыз?' }).waitFor()
    expect(await page.getByRole('radio', { name: 'ИЗ-75-000128' }).isChecked()).toBe(true)
    await story.looksRight(page)
    await chooseContract(page, 'АВ-71-004215')
    await says(page.getByRole('main'), 'АВ-71-004215')
  })

  test('«Болдырмау» шығарады, бірақ қаралама сақталады', async () => {
    await page.getByRole('button', { name: 'Болдырмау' }).click()
    const window = dialog(page, 'Беттен шығасыз ба?')
    await says(window, 'қаралама ретінде сақталады')
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Шығу' }).click()
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    await page.getByText('Жіберілмеген өтінішіңіз бар').waitFor()
    await story.looksRight(page)
    await page.getByRole('link', { name: 'Толтыруды жалғастыру' }).click()
    await next(page).waitFor()
    await says(page.getByRole('main'), 'АВ-71-004215')
  })

  test('жою – бөлек әрекет: қараламалар тізімінде, сұрап алып', async () => {
    await page.goto(`${story.world.origin}/drafts`)
    await page.getByRole('button', { name: /^Жою:/ }).first().click()
    const window = dialog(page, 'Қараламаны жою керек пе?')
    await window.waitFor()
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Қараламаны жою' }).click()
    await page.getByText('Қаралама жойылды').waitFor()
    await story.looksRight(page)
  })

  test('шарты жоқ клиентке не істеу керегі айтылады', async () => {
    const db = story.world.context.db
    await db.deleteFrom('contract_party').where('party_id', '=', story.people.daniyar.partyId).execute()
    const other = await story.open(story.people.daniyar, '/write')
    await other.getByRole('heading', { name: 'Сізде өтініш жіберуге болатын шарт жоқ' }).waitFor()
    await story.looksRight(other)
  })
})
