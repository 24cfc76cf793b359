import { Secret, TOTP } from 'otpauth'
import type { Locator, Page } from 'playwright-core'
import { docx, pdf } from '../sample-files.ts'
import { choose, dialog, says } from './acts.ts'
import type { Story } from './story.ts'

/** The way of an answer in the browser, §10 from the other side, with the words that staff see. */

export const interimReason = 'Тұрғын үйдің қалдық құнын қайта есептеу қажет'
export const interimText =
  'Өтінішіңізді қарау үшін қосымша мәлімет сұратылды. Қараудың жаңа мерзімі осы хатта көрсетілген.'
export const answerKk =
  'Жалдау төлемдерін мерзімінен бұрын толық өтеуге рұқсат берілді. 2026 жылғы 16 ақпанға төленетін сома: 4 812 300 теңге.'
export const answerRu =
  'Полное досрочное погашение арендных платежей разрешено. Сумма к оплате на 16 февраля 2026 года: 4 812 300 тенге.'
export const answerFiles = [
  { name: 'Қалдық құнның есебі.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(docx) },
  { name: 'Келісім жобасы, екі тілде.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
]

interface StaffKeys {
  readonly login: string
  readonly password: string
  readonly totpSecret: string
}

export async function fillStaffForm(page: Page, { login, password }: StaffKeys, code: string): Promise<void> {
  await page.getByLabel('Логин', { exact: true }).fill(login)
  await page.getByLabel('Пароль', { exact: true }).fill(password)
  await page.getByLabel('Бір реттік код').fill(code)
  await page.getByRole('button', { name: 'Кіру', exact: true }).click()
}

/** What the authenticator shows at the story's time. */
export function codeOf(story: Story, { totpSecret }: StaffKeys): string {
  return new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({
    timestamp: story.world.context.now(),
  })
}

/** By login, password and a one-time code, up to the desk. */
export async function staffSignIn(page: Page, story: Story, staff: StaffKeys): Promise<void> {
  await fillStaffForm(page, staff, codeOf(story, staff))
  await page.getByRole('heading', { level: 1, name: 'Менің күнім' }).waitFor()
}

async function openQueue(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Бөлімдер' }).getByRole('link', { name: 'Кезек' }).click()
  await page.getByRole('heading', { level: 1, name: 'Өтініштер кезегі' }).waitFor()
}

/** «Кезек», and the appeal there, by its subject: a desk shows only what is to be done today. */
export async function openFromQueue(page: Page, subject: string): Promise<void> {
  await openQueue(page)
  await page.getByRole('link', { name: subject }).click()
}

/** «Кезек», and «Жұмысқа алу» there, by the number. */
export async function takeIntoWork(page: Page, number: string): Promise<void> {
  await openQueue(page)
  await page.getByRole('button', { name: `Жұмысқа алу, № ${number}` }).click()
  await page.getByRole('heading', { name: 'Клиенттің өтініші' }).waitFor()
}

/** The tab of a kind of letter, on the page of an appeal. */
export const replyTab = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) })

/** «Аралық жауап»: reason, new term, letter. */
export async function writeInterim(page: Page, newDueDate: string): Promise<void> {
  await replyTab(page, 'Аралық жауап').click()
  await page.getByLabel('Ұзартудың себебі').fill(interimReason)
  await page.getByLabel('Қараудың жаңа мерзімі', { exact: true }).fill(newDueDate)
  await page.getByLabel('Хаттың мәтіні, қазақша').fill(interimText)
}

/** The answer in both languages, with what was decided. */
export async function writeAnswer(page: Page): Promise<void> {
  await replyTab(page, 'Жауап').click()
  await page.getByLabel('Шешім қандай').selectOption({ label: 'қанағаттандырылды' })
  const language = page.getByRole('group', { name: 'Хаттың тілі' })
  await language.getByRole('radio', { name: 'Қазақша' }).check()
  await page.getByLabel('Хаттың мәтіні, қазақша').fill(answerKk)
  await language.getByRole('radio', { name: 'Русский' }).check()
  await page.getByLabel('Хаттың мәтіні, орысша').fill(answerRu)
}

export async function attachAnswerFiles(page: Page): Promise<void> {
  await choose(page, page.getByRole('button', { name: 'Құжатты тіркеу' }), answerFiles)
  for (const { name } of answerFiles) {
    await page.getByRole('button', { name: `Файлды алып тастау: ${name}` }).waitFor()
  }
}

/** «Бекітуге жіберу»: on its way to a head. */
export async function propose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Бекітуге жіберу', exact: true }).click()
  await says(page.getByRole('main'), 'Хат бекітуге жіберілді.')
}

/** «Бекітуге», and the first letter there: the head sees it as the client will. */
export async function openToApprove(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Бөлімдер' })
    .getByRole('link', { name: /^Бекітуге/ })
    .click()
  await page.getByRole('navigation', { name: 'Шешім күтіп тұрғандар' }).getByRole('link').first().click()
  await page.getByRole('region', { name: 'Шешім', exact: true }).waitFor()
  await page.locator('.paper .letter-page').first().waitFor()
}

/** «Бекіту», and once more in the window that says what comes of it: the letter goes. */
export async function approve(page: Page, look?: (window: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^Бекіт(у|іп, мөр қою)$/ }).click()
  const window = dialog(page, 'Хатты бекітесіз бе?')
  await window.waitFor()
  await look?.(window)
  await window.getByRole('button', { name: /^Бекіт(у|іп, мөр қою)$/ }).click()
  await says(page.getByRole('main'), 'Хат бекітіліп, клиентке жіберілді')
}

/** The whole way of a letter that is written: proposed by its writer, approved by a head. */
export async function sendReply(
  office: Page,
  head: Page,
  look?: (window: Locator) => Promise<void>,
): Promise<void> {
  await propose(office)
  await openToApprove(head)
  await approve(head, look)
}
