import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../domain/language.ts'
import { shippedType, shippedTypes } from '../shipped-types.ts'
import { flat, says, texts } from './acts.ts'
import { sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { controlOf, draftOf, fieldOf, fillLetter, rowNames, type ToldType, toldTypes } from './every-field.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera()

/** What the site says in its own words where the story needs them, by the language of the screen. */
const said = {
  kk: { fill: 'Өтінішті толтыру', next: 'Келесі', saved: /Автоматты түрде сақталды/, wrong: /^Қате: / },
  ru: { fill: 'Заполнение обращения', next: 'Далее', saved: /Сохранено автоматически/, wrong: /^Ошибка: / },
  en: { fill: 'Fill in the appeal', next: 'Next', saved: /Saved automatically/, wrong: /^Error: / },
} as const satisfies Record<Language, unknown>

/** How answers look once their field is left. */
const tidy: Readonly<Record<string, Record<Language, string>>> = {
  'pay.refund/amount': { kk: '1 250 000,50', ru: '1 250 000,50', en: '1 250 000.50' },
  'pay.refund/refundIban': same('KZ50 999T EST0 0000 0042'),
  'terms.replaceTenant/newTenantPhone': same('+7 701 234 56 78'),
}
function same(text: string): Record<Language, string> {
  return { kk: text, ru: text, en: text }
}

async function openLetter(told: ToldType, language: Language, place: number): Promise<Page> {
  const id = await draftOf(story, told)
  // Every kind is told on both widths, by turns of type and language.
  const size = (place + languages.indexOf(language)) % 2 === 0 ? desk : phone
  const page = await story.open(story.people.aigerim, `/write/${id}/letter`, size)
  // The screen speaks as it did when she was here last.
  await page.getByRole('combobox', { name: /^(Тіл|Язык|Language)$/ }).selectOption(language)
  await page.getByRole('heading', { name: said[language].fill }).waitFor()
  return page
}

/** The control that has the focus: its id is the path of the field. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

describe.each(toldTypes.map((told, place) => ({ ...told, place })))('§5. $code', (told) => {
  // The languages take turns: every kind is told empty in one of them, filled in all three.
  const language = languages[told.place % languages.length] ?? 'kk'
  test(`бос өрістердің бәрі аталады, әр қате өз өрісіне апарады (${language})`, async () => {
    const page = await openLetter(told, language, told.place)
    await page.getByRole('button', { name: said[language].next, exact: true }).click()
    const summary = page.getByRole('alert')
    await summary.waitFor()
    const links = summary.getByRole('link')
    const lines = await texts(links)
    expect(await texts(page.locator('.field .error'))).toEqual(lines)
    expect(await page.title()).toMatch(said[language].wrong)
    const type = shippedType(told.code)
    for (const [index, line] of lines.entries()) {
      await links.nth(index).click()
      await expect.poll(() => focused(page), slow).not.toBe('')
      const [code = '', row, item] = ((await focused(page)) ?? '').split('.')
      const field = fieldOf(type, code)
      const name = field.type === 'group' ? field.items.find((one) => one.code === item) : field
      expect(line).toContain(name?.label[language])
      if (row !== undefined) expect(line).toContain(rowNames[language](Number(row) + 1))
    }
    await camera?.shoot(page, `${told.code}-errors-${language}`)
    await story.looksRight(page)
    await page.context().close()
  })

  test.each(languages)('әр өріс толтырылады, хат сол сәтте қалыптасады (%s)', async (language) => {
    if (told.code === 'gen.complaint') await withEarlierAppeal()
    const page = await openLetter(told, language, told.place + 1)
    await fillLetter(page, told, language)
    await page.getByText(said[language].saved).waitFor()
    const type = shippedType(told.code)
    for (const code of Object.keys(told.answers)) {
      const shown = tidy[`${told.code}/${code}`]?.[language]
      if (shown === undefined) continue
      const input = controlOf(page, fieldOf(type, code), language)
      await expect.poll(async () => flat(await input.inputValue()), slow).toBe(shown)
    }
    await page.reload()
    await page.getByRole('heading', { name: said[language].fill }).waitFor()
    expect(await page.locator('[aria-invalid]').count()).toBe(0)
    await page.setViewportSize(desk)
    const sheet = page.getByRole('article')
    expect(await sheet.getAttribute('lang')).toBe('kk')
    expect(await sheet.locator('mark.todo').count()).toBe(0)
    for (const print of printed[told.code] ?? []) await says(sheet, print)
    await camera?.shoot(page, `${told.code}-filled-${language}`)
    await story.looksRight(page)
    await page.context().close()
  })
})

test('каталогтағы өріс түрлерінің бәрі айтылады', () => {
  const kindsOf = (types: typeof shippedTypes) =>
    new Set(
      types.flatMap(({ fields }) =>
        fields.flatMap((field) => [
          field.type,
          ...('items' in field ? field.items : []).map(({ type }) => type),
        ]),
      ),
    )
  const told = kindsOf(shippedTypes.filter(({ code }) => toldTypes.some((one) => one.code === code)))
  expect([...kindsOf(shippedTypes)].filter((kind) => !told.has(kind))).toEqual([])
})

/** The letter's own words, whatever the language of the screen. */
const printed: Readonly<Record<string, readonly string[]>> = {
  'pay.refund': ['1 250 000,50 теңге', 'KZ50 999T EST0 0000 0042', 'Үлгі Банк'],
  'pay.reallocate': ['20 000 теңге', '28.12.2025', '№ ИЗ-75-000128'],
  'terms.replaceTenant': ['Ахметова Жанар Болатқызы', '881231270015', '+7 701 234 56 78'],
  'terms.schedule': ['15'],
  'terms.personalData': ['мекенжай, телефон'],
  'use.registration': ['30.06.2026', '1. Иманбеков Данияр Серікұлы', '2. Иманбекова Аружан Даниярқызы'],
  'own.collateral': ['Алматы қ., Сынақ көшесі, 9-үй, 41-пәтер'],
  'gen.complaint': ['Шағым', 'Жауап беріңіз'],
}

let earlier: Promise<string> | undefined
async function withEarlierAppeal(): Promise<void> {
  earlier ??= sentFree(story)
  await earlier
  await story.settled()
}
