import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, choose, dialog, says, signWith } from './acts.ts'
import { type Story, slow, tellStory } from './story.ts'
import {
  endSessions,
  everyLanguage,
  fieldsOf,
  pressOrAsked,
  savedNote,
  signInAgain,
  signInWindow,
  withoutNews,
} from './troubles.ts'
import {
  agree,
  attach,
  beginAppeal,
  chooseType,
  documentPlace,
  early,
  identityCard,
  next,
  openerOf,
  openSigning,
  receipt,
  toSigning,
} from './writing.ts'

const story = tellStory()

const typed = {
  address: 'Астана қ., Жаңа көшесі, 7-үй',
  email: 'aigerim.new@example.com',
  plannedDate: '16.02.2026',
  fundingSource: 'bankLoan',
  lenderBank: 'Сынақ банкі',
  comment: 'Банк келісім берді.\nЕкінші жол да бар.',
}
const ids = Object.keys(typed)
const bankDocument = 'Банктің қарыз беру туралы шешімі'
const bankDecision = { ...receipt, name: 'Банк шешімі.png' }

async function fillLetter(page: Page): Promise<void> {
  await page.getByLabel('Мекенжай').fill(typed.address)
  await page.getByLabel(/^E-mail/).fill(typed.email)
  await page.locator('#plannedDate').fill(typed.plannedDate)
  await page.locator('#fundingSource').selectOption(typed.fundingSource)
  await page.locator('#lenderBank').fill(typed.lenderBank)
  await page.locator('#comment').fill(typed.comment)
}

const contract = (page: Page, number: string) => page.getByRole('radio', { name: number })
const byDetails = (page: Page) => page.locator('input[name="paymentMethod"][value="byDetails"]')
const fileNames = (page: Page) => page.locator('dialog[open] .slots').getByText(/\.png/)
const frozenLetter = (page: Page) => page.locator('img[src*="/letter/pages/1"]')

describe('тіл әр қадамда ауысады: kk → ru → en → kk', () => {
  let page: Page

  test('шартты таңдағанда: таңдалған шарт таңдаулы қалады', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    await beginAppeal(page)
    await contract(page, 'ИЗ-75-000128').check()
    await everyLanguage(page, async () => expect(await contract(page, 'ИЗ-75-000128').isChecked()).toBe(true))
    await contract(page, 'АВ-71-004215').check()
    await next(page).click()
  })

  test('хат жазғанда: әлі сақталып үлгермеген соңғы әріпке дейін орнында', async () => {
    await chooseType(page, early)
    await fillLetter(page)
    const at = address(page)
    await everyLanguage(page, async () => {
      expect(await fieldsOf(page, ids)).toEqual(typed)
      expect(address(page)).toBe(at)
    })
    await savedNote(page).waitFor()
    await next(page).click()
  })

  test('төлем терезесінде: таңдалған әдіс таңдаулы қалады', async () => {
    await dialog(page, 'Төлем әдісін таңдаңыз').waitFor()
    await byDetails(page).check()
    await everyLanguage(page, async () => expect(await byDetails(page).isChecked()).toBe(true))
    await agree(page, 'Деректемелер бойынша төлем')
  })

  test('құжаттар терезесінде: қосылған файлдар орнында', async () => {
    await attach(page, 'Жеке куәлік', identityCard)
    await everyLanguage(page, async () => says(fileNames(page), identityCard.name))
    await attach(page, 'Төлем туралы түбіртек', receipt)
    await attach(page, bankDocument, bankDecision)
  })

  test('қол қоятын қадамда: хат сол хат, бет сол бет', async () => {
    await toSigning(page)
    const at = address(page)
    await everyLanguage(page, async () => {
      await frozenLetter(page).waitFor()
      await says(page.locator('.answers'), typed.address)
      await says(page.locator('.answers'), receipt.name)
      expect(address(page)).toBe(at)
    })
  })
})

describe('сеанс әр қадамда аяқталады: сол жерде қайта кіріп, сол қадамнан жалғастырады', () => {
  let page: Page
  const ended = async () => {
    story.expectRefusal(/^401 /)
    await endSessions(story)
  }
  const stays = async (step: string) => {
    await expect.poll(() => address(page).split('/').at(-1), slow).toBe(step)
  }

  test('жаңа өтінішке шарт таңдағанда', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    // With news the page may ask to sign in before the next press, and then there is nothing to lose any more.
    await withoutNews(page)
    await page.reload()
    await beginAppeal(page)
    await contract(page, 'АВ-71-004215').check()
    await ended()
    await pressOrAsked(page, next(page))
    await story.looksRight(page)
    await signInAgain(story, page)
    expect(await contract(page, 'АВ-71-004215').isChecked()).toBe(true)
    await next(page).click()
    await page.getByRole('heading', { level: 1, name: 'Не туралы жазасыз?' }).waitFor()
  })

  test('қараламаның шартын ауыстырғанда', async () => {
    await page.getByRole('link', { name: 'Артқа' }).click()
    await contract(page, 'ИЗ-75-000128').waitFor()
    await ended()
    await contract(page, 'ИЗ-75-000128').check()
    await dialog(page, signInWindow).waitFor()
    await signInAgain(story, page)
    expect(await contract(page, 'ИЗ-75-000128').isChecked()).toBe(true)
    await stays('contract')
    await contract(page, 'АВ-71-004215').check()
    await next(page).click()
    await page.getByRole('heading', { level: 1, name: 'Не туралы жазасыз?' }).waitFor()
  })

  test('хат жазып отырғанда: бірде-бір таңба жоғалмайды', async () => {
    await chooseType(page, early)
    // The one from before is still there: this is another.
    await dialog(page, 'Дәл осындай қаралама бар').getByRole('button', { name: 'Жаңадан бастау' }).click()
    await fillLetter(page)
    await savedNote(page).waitFor()
    await ended()
    const more = `${typed.comment} Соңғы сөз.`
    await page.locator('#comment').fill(more)
    await dialog(page, signInWindow).waitFor()
    await signInAgain(story, page)
    expect(await fieldsOf(page, ids)).toEqual({ ...typed, comment: more })
    await stays('letter')
    await savedNote(page).waitFor()
    expect(await answersOf(story, page)).toMatchObject({ comment: more, lenderBank: typed.lenderBank })
    await next(page).click()
  })

  test('төлем әдісіне келіскенде', async () => {
    await dialog(page, 'Төлем әдісін таңдаңыз').waitFor()
    await byDetails(page).check()
    await ended()
    await pressOrAsked(page, page.getByRole('button', { name: 'Иә, келісемін' }))
    await signInAgain(story, page)
    expect(await byDetails(page).isChecked()).toBe(true)
    await stays('payment')
    await agree(page, 'Деректемелер бойынша төлем')
  })

  test('файл жүктелгенде: файл қайта таңдалмай-ақ жетеді', async () => {
    await attach(page, 'Жеке куәлік', identityCard)
    await ended()
    await choose(page, openerOf(page, 'Төлем туралы түбіртек'), receipt)
    await dialog(page, signInWindow).waitFor()
    await signInAgain(story, page)
    await stays('documents')
    await documentPlace(page, 'Төлем туралы түбіртек').getByText('Қосылды', { exact: true }).waitFor()
    await says(fileNames(page), identityCard.name)
    await says(fileNames(page), receipt.name)
    await attach(page, bankDocument, bankDecision)
  })

  test('қол қоюға бет ашылғанда', async () => {
    await ended()
    await pressOrAsked(page, next(dialog(page, 'Файлдар')))
    await signInAgain(story, page)
    await stays('sign')
    await frozenLetter(page).waitFor()
  })

  test('«Қол қойып, жіберу» басылғанда', async () => {
    await ended()
    await pressOrAsked(page, page.getByRole('button', { name: 'Қол қойып, жіберу' }))
    await signInAgain(story, page)
    await stays('sign')
    await frozenLetter(page).waitFor()
  })

  test('қол қойылып үлгергенде: кілт қайта сұралмайды, өтініш өзі жіберіледі', async () => {
    await openSigning(page)
    await ended()
    await signWith(page, await story.keys.file('rsa'))
    await dialog(page, signInWindow).waitFor()
    await signInAgain(story, page)
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
    const { db } = story.world.context
    expect(await db.selectFrom('signature').selectAll().execute()).toHaveLength(1)
  })
})

async function answersOf(from: Story, page: Page): Promise<unknown> {
  const id = address(page).split('/')[2] ?? ''
  const { db } = from.world.context
  const row = await db
    .selectFrom('appeal_draft')
    .select('answers')
    .where('appeal_id', '=', id)
    .executeTakeFirst()
  return row?.answers
}
