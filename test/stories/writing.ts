import type { Locator, Page } from 'playwright-core'
import { png } from '../sample-files.ts'
import { choose, dialog, signWith } from './acts.ts'
import type { ChosenFile } from './keys.ts'

/** The way of an appeal in the browser, §3–§8, step by step, with the words that the client sees. */

export const early = {
  category: 'Мерзімінен бұрын өтеу',
  type: 'Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш',
}
export const free = { category: 'Жалпы өтініштер', type: 'Еркін форматтағы өтініш' }
export const freeSubject = 'Төлемнің түсуін тексеру туралы'
export const freeText =
  'Желтоқсан айындағы төлемді 28.12.2025 күні төледім, бірақ кабинетте ол әлі көрінбейді. Төлемнің түскенін тексеріп беруіңізді сұраймын.'

export const identityCard: ChosenFile = {
  name: 'Жеке куәлік, екі жағы.png',
  mimeType: 'image/png',
  buffer: Buffer.from(png),
}
export const receipt: ChosenFile = {
  name: 'Төлем түбіртегі 2026-01-12.png',
  mimeType: 'image/png',
  buffer: Buffer.from(png),
}

export const next = (place: Page | Locator): Locator =>
  place.getByRole('button', { name: 'Келесі', exact: true })

/** §3: «Өтініш жазу», then the contract. */
export async function beginAppeal(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Өтініш жазу' }).click()
  await page.getByRole('heading', { level: 1, name: 'Қай шарт бойынша өтініш жазасыз?' }).waitFor()
}

export async function chooseContract(page: Page, number: string): Promise<void> {
  await page.getByRole('radio', { name: number }).check()
  await next(page).click()
  await page.getByRole('heading', { level: 1, name: 'Не туралы жазасыз?' }).waitFor()
}

/** §4: «Санат», then «Өтініш түрі». */
export async function chooseType(page: Page, { category, type }: typeof early): Promise<void> {
  await page.getByRole('group', { name: 'Санат' }).getByRole('radio', { name: category }).check()
  await page.getByRole('group', { name: 'Өтініш түрі' }).getByRole('radio', { name: type }).check()
  await page.getByRole('heading', { name: 'Өтінішті толтыру' }).waitFor()
}

/** §5: the fields of the guide's own example. */
export async function fillEarly(page: Page): Promise<void> {
  await page.getByLabel('Өтеудің жоспарланған күні', { exact: true }).fill('16.02.2026')
  await page.getByLabel('Қаражат көзі').selectOption('меншікті қаражат')
}

export async function fillFree(page: Page): Promise<void> {
  await page.getByLabel('Тақырыбы').fill(freeSubject)
  await page.getByLabel('Өтініш мәтіні').fill(freeText)
}

/** §6: the method, and «Иә, келісемін». */
export async function agree(
  page: Page,
  method: 'Деректемелер бойынша төлем' | 'Шоттан ұстап қалу',
): Promise<void> {
  const window = dialog(page, 'Төлем әдісін таңдаңыз')
  await window.getByRole('radio', { name: method }).check()
  await window.getByRole('button', { name: 'Иә, келісемін' }).click()
  await dialog(page, 'Файлдар').waitFor()
}

/** §7: a file into the place of this document; waits until it is there. */
export async function attach(page: Page, document: string, file: ChosenFile): Promise<void> {
  const place = documentPlace(page, document)
  await choose(page, openerOf(page, document), file)
  await place.getByText('Қосылды', { exact: true }).waitFor()
}

/** The button that opens the choice of files for this document. */
export const openerOf = (page: Page, document: string): Locator =>
  documentPlace(page, document).getByRole('button', {
    name: new RegExp(`^(Файлды таңдау|Түбіртекті жүктеу|Тағы бір файл қосу): ${document}$`),
  })

export const documentPlace = (page: Page, document: string): Locator =>
  dialog(page, 'Файлдар')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: document }) })

/** §7: «Келесі» to the letter as it will be signed. */
export async function toSigning(page: Page): Promise<void> {
  await next(dialog(page, 'Файлдар')).click()
  await page.getByRole('heading', { level: 1, name: 'Тексеріп, қол қою' }).waitFor()
  await page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' }).waitFor()
}

export const signingWindow = 'Электрондық цифрлық қолтаңба (ЭЦҚ) арқылы қол қою'

/** §8: the way with a key file, of those offered. */
export const keyFileWay = (page: Page): Locator => page.getByRole('radio', { name: 'ЭЦҚ файлы арқылы' })

/** §8.1: the window of the key file. */
export async function openSigning(page: Page): Promise<void> {
  await keyFileWay(page).check()
  await page.getByRole('button', { name: 'Қол қойып, жіберу' }).click()
  await dialog(page, signingWindow).waitFor()
}

/** §8.1, §9: signs with this key, until the outgoing appeals are there. */
export async function signAndSend(page: Page, key: ChosenFile): Promise<void> {
  await openSigning(page)
  await signWith(page, key)
  await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
}

/** §3–§9: the guide's own example, paid by details. */
export async function sendEarly(page: Page, key: ChosenFile): Promise<void> {
  await beginAppeal(page)
  await chooseContract(page, 'АВ-71-004215')
  await chooseType(page, early)
  await fillEarly(page)
  await next(page).click()
  await agree(page, 'Деректемелер бойынша төлем')
  await attach(page, 'Жеке куәлік', identityCard)
  await attach(page, 'Төлем туралы түбіртек', receipt)
  await toSigning(page)
  await signAndSend(page, key)
}

/** §3–§9: a letter in free format, which costs nothing. */
export async function sendFreely(page: Page, key: ChosenFile): Promise<void> {
  await beginAppeal(page)
  await chooseContract(page, 'ИЗ-75-000128')
  await chooseType(page, free)
  await fillFree(page)
  await next(page).click()
  await toSigning(page)
  await signAndSend(page, key)
}
