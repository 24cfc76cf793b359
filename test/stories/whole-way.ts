import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { leaveDemoPeople } from '../../server/demo/demo-people.ts'
import { docx } from '../sample-files.ts'
import { address, choose, dialog, keyWindow, says, signWith } from './acts.ts'
import {
  approve,
  attachAnswerFiles,
  openFromQueue,
  openToApprove,
  propose,
  sendReply,
  staffSignIn,
  takeIntoWork,
  writeAnswer,
  writeInterim,
} from './answering.ts'
import { Camera } from './camera.ts'
import { keyPassword } from './keys.ts'
import { tellStory } from './story.ts'
import {
  agree,
  attach,
  beginAppeal,
  chooseContract,
  chooseType,
  early,
  fillEarly,
  fillFree,
  free,
  freeSubject,
  identityCard,
  next,
  openerOf,
  openSigning,
  receipt,
  signAndSend,
  toSigning,
} from './writing.ts'

/** `npm run story`: the whole way of both kinds of appeal on a fresh world, with pictures of every step. */

// Monday, 20:30 in Astana: the company is closed.
const story = tellStory({ now: '2026-01-12T15:30:00Z' })
const { SHOTS_DIR = '', SHOTS_WIDTH } = process.env
const camera = new Camera(SHOTS_DIR, ['kk'], SHOTS_WIDTH === undefined ? undefined : Number(SHOTS_WIDTH))
const shoot = (page: Page, name: string) => camera.shoot(page, name)
const main = (page: Page) => page.getByRole('main')

let page: Page
let appeal: string

test('the client signs in and finds the boxes empty', async () => {
  await showPeople()
  page = await story.open(null, '/')
  await page.getByRole('heading', { name: 'Кабинетке кіру' }).waitFor()
  await page.getByRole('button', { name: /Иманбекова/ }).waitFor()
  await shoot(page, 'sign-in')
  await page.getByRole('button', { name: /^ЭЦҚ арқылы кіру/ }).click()
  await keyWindow(page).getByText('Файлды таңдау', { exact: true }).waitFor()
  await shoot(page, 'sign-in-key-window')
  await signWith(page, await story.keys.file('auth'), { submit: 'Кіру' })
  await page.getByRole('heading', { name: 'Әзірге өтініштер жоқ' }).waitFor()
  await shoot(page, 'incoming-empty')
})

test('writes the letter', async () => {
  await beginAppeal(page)
  await shoot(page, 'contract')
  await chooseContract(page, 'АВ-71-004215')
  await page.getByText('Алдымен санатты таңдаңыз').waitFor()
  await shoot(page, 'category')
  await chooseType(page, early)
  await shoot(page, 'letter-begun')
  await page.getByLabel(/^E-mail/).fill('aigerim@')
  await next(page).click()
  await page.getByRole('alert').waitFor()
  await shoot(page, 'letter-errors')
  await page.getByLabel(/^E-mail/).fill('aigerim@example.com')
  await fillEarly(page)
  await page.getByText(/Автоматты түрде сақталды/).waitFor()
  await shoot(page, 'letter-filled')
  await page.getByRole('button', { name: /^Күнтізбені ашу/ }).click()
  await dialog(page, 'Күнді таңдау').waitFor()
  await shoot(page, 'date')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Болдырмау' }).click()
  await dialog(page, 'Беттен шығасыз ба?').waitFor()
  await shoot(page, 'leave')
  await page.getByRole('button', { name: 'Толтыруды жалғастыру' }).last().click()
})

test('pays by details and attaches the documents', async () => {
  await next(page).click()
  const window = dialog(page, 'Төлем әдісін таңдаңыз')
  await window.waitFor()
  await shoot(page, 'payment')
  await window.getByRole('radio', { name: 'Шоттан ұстап қалу' }).check()
  await shoot(page, 'payment-debit')
  await window.getByRole('radio', { name: 'Деректемелер бойынша төлем' }).check()
  await shoot(page, 'payment-by-details')
  const opening = page.waitForEvent('popup')
  await window.getByRole('link', { name: '«ҚТК» АҚ бекітілген тарифтері' }).click()
  const tariffs = await opening
  await tariffs.getByRole('table').first().waitFor()
  await shoot(tariffs, 'tariffs')
  await tariffs.close()
  await agree(page, 'Деректемелер бойынша төлем')
  await shoot(page, 'documents')
  await choose(page, openerOf(page, 'Жеке куәлік'), {
    name: 'Жеке куәліктің кестесі, ескі нұсқасы.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(docx),
  })
  await next(dialog(page, 'Файлдар')).click({ force: true })
  await says(dialog(page, 'Файлдар'), 'Файл пішімі сәйкес емес')
  await shoot(page, 'documents-errors')
  await page.getByRole('button', { name: /^Файлды алып тастау/ }).click()
  await attach(page, 'Жеке куәлік', identityCard)
  await attach(page, 'Төлем туралы түбіртек', receipt)
  await shoot(page, 'documents-complete')
})

test('checks, signs with a key file and sends', async () => {
  await toSigning(page)
  await shoot(page, 'check-and-sign')
  await openSigning(page)
  await keyWindow(page).getByText('Файлды таңдау', { exact: true }).waitFor()
  await shoot(page, 'key-window')
  await signWith(page, await story.keys.file('auth'))
  await says(keyWindow(page).locator('#file-error'), 'Бұл AUTH кілті тек кіруге арналған')
  await shoot(page, 'key-window-auth-key')
  await signWith(page, await story.keys.file('rsa'), { password: 'another-password' })
  await says(keyWindow(page).locator('#password-error'), 'ЭЦҚ паролі қате')
  await shoot(page, 'key-window-wrong-password')
  await signWith(page, await story.keys.file('rsa'))
  await says(main(page), 'Талонның нөмірі')
  await shoot(page, 'outgoing-sent')
  await page.getByRole('link', { name: 'Өтінішті ашу' }).click()
  await page.getByRole('heading', { level: 1, name: early.type }).waitFor()
  appeal = address(page)
  await shoot(page, 'appeal-sent')
})

test('in the morning it is registered; a free appeal follows', async () => {
  await story.moveClock('2026-01-13T04:31:00Z')
  await comeAgain(appeal)
  await says(main(page), '1 / 2026-01-13')
  await shoot(page, 'appeal-registered')
  await page.goto(`${story.world.origin}/incoming`)
  await beginAppeal(page)
  await chooseContract(page, 'ИЗ-75-000128')
  await chooseType(page, free)
  await shoot(page, 'free-letter')
  await fillFree(page)
  await page.getByText(/Автоматты түрде сақталды/).waitFor()
  await shoot(page, 'free-letter-filled')
  await next(page).click()
  await dialog(page, 'Файлдар').waitFor()
  await shoot(page, 'free-documents')
  await page.goto(`${story.world.origin}/incoming`)
  await page.getByText('Жіберілмеген өтінішіңіз бар').waitFor()
  await shoot(page, 'incoming-with-draft')
  await page.goto(`${story.world.origin}/drafts`)
  await page.getByRole('table').waitFor()
  await shoot(page, 'drafts')
  await page.getByRole('button', { name: /^Жою:/ }).click()
  await dialog(page, 'Қараламаны жою керек пе?').waitFor()
  await shoot(page, 'draft-delete')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /^Толтыруды жалғастыру/ }).click()
  await page
    .getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' })
    .or(page.getByRole('heading', { level: 1, name: 'Не туралы жазасыз?' }))
    .or(dialog(page, 'Файлдар'))
    .first()
    .waitFor()
  if (await dialog(page, 'Файлдар').isVisible()) await toSigning(page)
  await shoot(page, 'free-check-and-sign')
  await signAndSend(page, await story.keys.file('gost'))
  await story.settled()
  await page.goto(`${story.world.origin}/outgoing`)
  await says(main(page), '2 / 2026-01-13')
  await shoot(page, 'outgoing')
})

test('the office takes it into work and replies in between', async () => {
  const office = await story.open(null, '/office/sign-in')
  await office.getByRole('heading', { level: 1, name: 'Қызметкерлердің кіруі' }).waitFor()
  await shoot(office, 'office-sign-in')
  await staffSignIn(office, story, story.people.executor)
  await shoot(office, 'office-desk')
  await openFromQueue(office, early.type)
  await office.getByText('Өтінішті жұмысқа алсаңыз').waitFor()
  await shoot(office, 'office-appeal')
  await office.goto(`${story.world.origin}/office`)
  await takeIntoWork(office, '1')
  await shoot(office, 'office-taken')
  await comeAgain(appeal)
  await says(main(page), 'Иманбекова Сәуле Маратқызы')
  await shoot(page, 'appeal-awaiting-execution')

  await story.moveClock('2026-01-20T06:00:00Z')
  const head = await story.open(null, '/office/sign-in')
  await staffSignIn(head, story, story.people.head)
  await story.comeAgain(office, story.people.executor, appeal.replace('/appeals', '/office/appeals'))
  await writeInterim(office, '15.02.2026')
  await office.getByRole('button', { name: 'Бекітуге жіберу' }).click()
  await office.getByRole('alert').waitFor()
  await shoot(office, 'office-interim-errors')
  await writeInterim(office, '17.02.2026')
  await shoot(office, 'office-interim')
  await propose(office)
  await shoot(office, 'office-interim-proposed')
  await openToApprove(head)
  await shoot(head, 'office-approve')
  await approve(head, () => shoot(head, 'office-approve-window'))
  await shoot(head, 'office-approved')
  await comeAgain('/incoming')
  await says(page.getByRole('row').filter({ hasText: early.type }), 'Аралық жауап')
  await shoot(page, 'incoming-interim-reply')
  await page.getByRole('link', { name: early.type }).click()
  await says(main(page), 'Қараудың жаңа мерзімі')
  await shoot(page, 'appeal-interim-reply')
})

test('the office answers, the client reads it', async () => {
  await story.moveClock('2026-02-10T06:00:00Z')
  const office = await story.open(story.people.executor, appeal.replace('/appeals', '/office/appeals'))
  await writeAnswer(office)
  await attachAnswerFiles(office)
  await shoot(office, 'office-answer')
  const head = await story.open(story.people.head, '/office')
  await sendReply(office, head)
  await says(main(office), 'Өтініш аяқталған.')
  await shoot(office, 'office-answered')
  await office.goto(`${story.world.origin}/office`)
  await office.getByRole('heading', { level: 1, name: 'Менің күнім' }).waitFor()
  await shoot(office, 'office-desk-after')
  await comeAgain('/incoming')
  await says(page.getByRole('row').filter({ hasText: early.type }), 'Орындалды')
  await shoot(page, 'incoming-executed')
  await page.getByRole('link', { name: early.type }).click()
  await says(main(page), 'өтінішке жауап')
  await shoot(page, 'appeal-executed')
  await page.getByText('Қол қойылған хатты көрсету').click()
  await page.getByText('Қолтаңба туралы').click()
  await shoot(page, 'appeal-everything-open')
  await page.goto(`${story.world.origin}/incoming?q=мұндай+сөз+жоқ`)
  await page.getByRole('heading', { name: 'Іздеу бойынша ештеңе табылмады' }).waitFor()
  await shoot(page, 'incoming-nothing-found')
  await page.goto(`${story.world.origin}/there-is-no-such-page`)
  await page.getByRole('heading', { name: 'Бет немесе құжат табылмады' }).waitFor()
  await shoot(page, 'missing-page')
  expect(freeSubject).not.toBe('')
})

/** The client comes again: a session does not last a night. */
async function comeAgain(path: string): Promise<void> {
  await story.comeAgain(page, story.people.aigerim, path)
}

/** The people of the demo, as demo/ leaves them. */
async function showPeople(): Promise<void> {
  const { aigerim, executor } = story.people
  const { name: fileName, buffer } = await story.keys.file('rsa')
  const nothing = { keys: [], login: null, password: null, totpSecret: null }
  const key = { fileName, algorithm: 'rsa' as const, purpose: 'sign' as const, password: keyPassword }
  await leaveDemoPeople(story.world.context, {
    people: [
      {
        ...nothing,
        id: aigerim.id,
        kind: 'client',
        fullName: 'Сапарова Айгерім Ерланқызы',
        note: ['АВ-71-004215'],
        keys: [key],
      },
      { ...executor, keys: [], kind: 'staff', fullName: 'Иманбекова Сәуле Маратқызы', note: ['executor'] },
    ],
    keys: { [fileName]: buffer.toString('base64') },
  })
}
