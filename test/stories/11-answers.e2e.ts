import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, flat, says, texts } from './acts.ts'
import { earlyDraft, sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { draftOf, fillLetter, payAndAttach, type ToldType, toldTypes } from './every-field.ts'
import { phone, slow, tellStory } from './story.ts'
import { beginAppeal, chooseContract, next } from './writing.ts'

const story = tellStory()
const camera = askedCamera()
const told = (code: string): ToldType => {
  const found = toldTypes.find((one) => one.code === code)
  if (found === undefined) throw new Error(`no ${code} here`)
  return found
}
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)
const sheet = (page: Page) => page.getByRole('article')

async function look(page: Page, name: string): Promise<void> {
  await camera?.shoot(page, name)
  await story.looksRight(page)
}

async function openLetter(code: string): Promise<Page> {
  const id = await draftOf(story, told(code))
  const page = await story.open(story.people.aigerim, `/write/${id}/letter`)
  await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
  return page
}

describe('§5. Тіркелетін адамдар: қайталанатын өрістер', () => {
  let page: Page

  test('бірінші адамның өрістері дайын тұр, алып тастайтын ештеңе жоқ', async () => {
    page = await openLetter('use.registration')
    await group(page, '1-адам').getByLabel('ЖСН').waitFor()
    expect(await page.getByRole('button', { name: /^Алып тастау/ }).count()).toBe(0)
  })

  test('«Адам қосу» жаңа қатар ашады, фокус соған өтеді', async () => {
    await group(page, '1-адам').getByLabel('ЖСН').fill('850412170014')
    await page.getByRole('button', { name: 'Адам қосу' }).click()
    await expect.poll(() => focused(page), slow).toBe('persons.1.fullName')
    await group(page, '2-адам').getByLabel('ЖСН').fill('03051')
    await look(page, 'person-added')
  })

  test('«Алып тастау» қайтаруға болатынын айтады, «Қайтару» орнына қояды', async () => {
    await page.getByRole('button', { name: 'Алып тастау: 1-адам' }).click()
    await page.getByText('1-адам алып тасталды.').waitFor()
    const undo = page.getByRole('button', { name: 'Қайтару' })
    expect(await undo.evaluate((button) => document.activeElement === button)).toBe(true)
    expect(await group(page, '1-адам').getByLabel('ЖСН').inputValue()).toBe('03051')
    await look(page, 'person-removed')
    await undo.click()
    expect(await group(page, '1-адам').getByLabel('ЖСН').inputValue()).toBe('850412170014')
    expect(await group(page, '2-адам').getByLabel('ЖСН').inputValue()).toBe('03051')
    await expect.poll(() => focused(page), slow).toBe('persons.0.fullName')
  })

  test('қате қай адамның қай өрісінде екені айтылады, сілтеме дәл соған апарады', async () => {
    await next(page).click()
    const link = page.getByRole('alert').getByRole('link', { name: '2-адам. ЖСН' })
    await says(link, 'ЖСН 12 цифрдан тұруы керек. Қазір 5 цифр жазылған.')
    await link.click()
    await expect.poll(() => focused(page), slow).toBe('persons.1.iin')
  })

  test('шартты өріс керегінде ғана шығады, жасырылғанда жазылғаны сақталады, бірақ хатқа түспейді', async () => {
    const kind = group(page, 'Тіркеу түрі')
    await kind.getByRole('radio', { name: 'уақытша' }).check()
    const until = page.getByLabel('Қай күнге дейін', { exact: true })
    await until.fill('30.06.2026')
    await says(sheet(page), '30.06.2026')
    await kind.getByRole('radio', { name: 'тұрақты' }).check()
    expect(await until.count()).toBe(0)
    expect(flat(await sheet(page).innerText())).not.toContain('30.06.2026')
    await kind.getByRole('radio', { name: 'уақытша' }).check()
    expect(await until.inputValue()).toBe('30.06.2026')
  })

  test('тексеру бетінде бәрі жазылған, «Өзгерту» сол жерге апарып, тексеруге қайтарады', async () => {
    await fillLetter(page, told('use.registration'), 'kk')
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
    const id = address(page).split('/')[2] ?? ''
    await page.goto(`${story.world.origin}/incoming`)
    await payAndAttach(story, id)
    await page.goto(`${story.world.origin}/write/${id}/sign`)
    await page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' }).waitFor()
    const rows = page.locator('.answers')
    await says(rows, 'уақытша')
    await says(rows, '1. Иманбеков Данияр Серікұлы, ЖСН 850412170014, жұбайы')
    await says(page.getByRole('main'), 'Қазір жіберсеңіз, өтініш 2026 жылғы 12 қаңтар күнімен тіркеледі.')
    await look(page, 'check')
    await page.getByRole('link', { name: /^Өзгерту\s*: Тіркелетін адамдар$/ }).click()
    await expect.poll(() => focused(page), slow).toBe('persons')
    await page.getByRole('button', { name: 'Алып тастау: 2-адам' }).click()
    await next(page).click()
    await page.getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' }).waitFor()
    await says(rows, '1. Иманбеков Данияр Серікұлы')
    expect(flat(await rows.innerText())).not.toContain('Аружан')
  })
})

describe('§5. Таңдалатын өтініш, мереке күндері, хаттың тілі', () => {
  test('бұрын өтініш жібермеген клиентке таңдайтын ештеңе жоғы сөзбен айтылады', async () => {
    const page = await openLetter('gen.complaint')
    const related = page.getByLabel(/^Байланысты өтініш/)
    const hint = await related.getAttribute('aria-describedby')
    await says(page.locator(`#${hint}`), 'Сіз әлі өтініш жіберген жоқсыз')
    expect(await related.locator('option').count()).toBe(1)
    await look(page, 'no-appeals')
    await sentFree(story)
    await story.settled()
    await page.reload()
    await related.locator('option').nth(1).waitFor({ state: 'attached' })
    expect(await texts(related.locator('option'))).toEqual([
      'Таңдаңыз',
      expect.stringContaining('Төлемнің түсуін тексеру туралы'),
    ])
  })

  test('мереке күнтізбеде атымен тұр, таңдалмайды; терілсе, «Келесі» қабылдамайды', async () => {
    const id = await earlyDraft(story, 'letter')
    const page = await story.open(story.people.aigerim, `/write/${id}/letter`)
    const planned = page.getByLabel('Өтеудің жоспарланған күні', { exact: true })
    await planned.fill('20.03.2026')
    await page.getByRole('button', { name: /^Күнтізбені ашу/ }).click()
    const nauryz = dialog(page, 'Күнді таңдау').getByRole('button', { name: /23 наурыз, Наурыз/ })
    expect(await nauryz.getAttribute('aria-disabled')).toBe('true')
    await look(page, 'holiday')
    await page.keyboard.press('Escape')
    await planned.fill('23.03.2026')
    await next(page).click()
    await says(page.getByRole('alert'), 'бұл күн жұмыс күні емес')
    expect(await planned.inputValue()).toBe('23.03.2026')
  })

  test('түрін ауыстырғанда бір аттас, бір текті өріс қалады, басқасын жоймас бұрын сұрайды', async () => {
    const page = await openLetter('pay.refund')
    await fillLetter(page, told('pay.refund'), 'kk')
    await group(page, 'Өтініш түрі')
      .getByRole('radio', { name: /Қате аударылған төлемді есепке жатқызу/ })
      .check()
    const window = dialog(page, 'Өтініш түрін ауыстырасыз ба?')
    await says(window, 'KZ50 999T EST0 0000 0042')
    await says(window, 'Үлгі Банк')
    expect(flat(await window.innerText())).not.toContain('1 250 000,50')
    await look(page, 'change-type')
    await window.getByRole('button', { name: 'Ауыстыру', exact: true }).click()
    await page.getByLabel('Төлем күні', { exact: true }).waitFor()
    expect(flat(await page.getByLabel('Сома, теңге').inputValue())).toBe('1 250 000,50')
  })

  test('хаттың тілі экраннан бөлек: нұсқалар қазақша көрінеді, хат орысша жазылады', async () => {
    const page = await openLetter('terms.personalData')
    await fillLetter(page, told('terms.personalData'), 'kk')
    await page.getByRole('radio', { name: 'Русский' }).check()
    await says(sheet(page), 'адрес, телефон')
    await group(page, 'Не өзгерді').getByLabel('мекенжай', { exact: true }).waitFor()
  })
})

test('§4. телефонда түрі таңдалған соң басқалары жиналады, хат бірден астында тұрады', async () => {
  const page = await story.open(story.people.aigerim, '/incoming', phone)
  await beginAppeal(page)
  await chooseContract(page, 'АВ-71-004215')
  await group(page, 'Санат').getByRole('radio', { name: 'Шарт талаптарын өзгерту' }).check()
  const types = group(page, 'Өтініш түрі').getByRole('radio')
  expect(await types.count()).toBeGreaterThan(3)
  await types.first().check()
  await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
  await expect.poll(() => types.count(), slow).toBe(1)
  await look(page, 'type-on-phone')
  await page.getByRole('button', { name: 'Басқа түрін таңдау' }).click()
  await expect.poll(() => types.count(), slow).toBeGreaterThan(3)
  expect(await types.first().evaluate((radio) => document.activeElement === radio)).toBe(true)
})

test('§10. жұмыс уақытынан тыс жазған клиентке қай күнмен тіркелетіні мен жауап күні алдын ала айтылады', async () => {
  await story.moveClock('2026-01-16T15:30:00Z')
  const page = await openLetter('terms.personalData')
  await says(page.locator('.forecast'), '2026 жылғы 19 қаңтар күнімен тіркеледі')
  await says(page.locator('.forecast'), 'Қазір жұмыс уақыты емес')
})
