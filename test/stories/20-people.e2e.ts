import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import { address, dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { tellStory } from './story.ts'

// The administrator's side of the office (docs/office.md 3): people, units, absences, leaving.
const story = tellStory()
const camera = askedCamera()
const shoot = async (page: Page, name: string) => await camera?.shoot(page, name)
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
let appeal: string

beforeAll(async () => {
  appeal = await sentFree(story)
  await story.settled()
  await takenIntoWork(story, appeal)
})

describe('әкімші', () => {
  test('қызметкерлер тізімінде күйі, екінші факторы мен соңғы кіруі көрінеді, сүзгілер мекенжайда тұрады', async () => {
    const page = await story.open(story.people.administrator, paths.officePeople)
    await heading(page, 'Қызметкерлер').waitFor()
    const row = page.getByRole('row', { name: 'Иманбекова Сәуле' })
    await says(row, 'жұмыста')
    await says(row, 'қосылмаған')
    await shoot(page, 'people')
    await story.looksRight(page)
    await page.getByLabel('Рөлі').selectOption('head')
    await page.getByText('Бекова Гүлнар').waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    expect(address(page)).toContain('role=head')
    await page.reload()
    await page.getByText('Бекова Гүлнар').waitFor()
    // «Ә» by «а», a login, in any order.
    await page.goto(`${story.world.origin}${paths.officePeople}`)
    await page.getByRole('searchbox').fill('сауле иманбекова')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
  })

  test('бөлімше қосады, басшысын тағайындайды, қатесі айтылады', async () => {
    const page = await story.open(story.people.administrator, paths.officeUnits)
    await heading(page, 'Бөлімшелер').waitFor()
    await page.getByRole('button', { name: 'Бөлімше қосу' }).click()
    const window = dialog(page, 'Бөлімше қосу')
    await window.getByLabel('Коды').fill('Есеп')
    await window.getByLabel('Атауы қазақша').fill('Есеп бөлімі')
    await window.getByLabel('Атауы орысша').fill('Отдел расчётов')
    await window.getByLabel('Атауы ағылшынша').fill('Accounts')
    story.expectRefusal(/^422 POST \/api\/office\/units/)
    await window.getByRole('button', { name: 'Сақтау' }).click()
    await says(window, 'Бөлімшенің коды жарамайды')
    await window.getByLabel('Коды').fill('accounts')
    await window.getByLabel('Жоғарысындағы бөлімше').selectOption({ label: 'Өтініштер бөлімі' })
    await window.getByRole('button', { name: 'Сақтау' }).click()
    await page.getByRole('row', { name: 'Есеп бөлімі' }).waitFor()
    await page.getByRole('button', { name: 'Өзгерту: Есеп бөлімі' }).click()
    await shoot(page, 'unit')
    await story.looksRight(page)
    await dialog(page, 'Өзгерту: Есеп бөлімі').getByLabel('Басшысы').selectOption({ label: 'Бекова Г. Т.' })
    await dialog(page, 'Өзгерту: Есеп бөлімі').getByRole('button', { name: 'Сақтау' }).click()
    await says(page.getByRole('row', { name: 'Есеп бөлімі' }), 'Бекова Г. Т.')
    await shoot(page, 'units')
    await story.looksRight(page)
  })

  test('қызметкер қосады: рөлі мен бөлімшесі бар, құпия бір-ақ рет көрсетіледі', async () => {
    const page = await story.open(story.people.administrator, paths.officeNewPerson)
    await page.getByLabel('Логин').fill('nurlan')
    await page.getByLabel('Тегі').fill('Әбдіғапаров')
    await page.getByLabel('Аты', { exact: true }).fill('Нұрлан')
    await page.getByLabel('Пароль', { exact: true }).fill('ұзақ құпиясөз')
    story.expectRefusal(/^422 POST \/api\/office\/people$/)
    await page.getByRole('button', { name: 'Қызметкер қосу' }).click()
    await says(page.getByRole('alert'), 'Рөлі таңдалмаған')
    await story.looksRight(page)
    await page.getByLabel('орындаушы').check()
    await page.getByLabel('Есеп бөлімі').check()
    await page.getByRole('button', { name: 'Қызметкер қосу' }).click()
    await heading(page, 'Қызметкер қосылды').waitFor()
    await says(page.getByRole('main'), 'otpauth://totp/')
    await page.getByRole('link', { name: 'Қызметкердің беті' }).click()
    await heading(page, 'Әбдіғапаров Нұрлан').waitFor()
    const save = page.getByRole('button', { name: 'Рөлдері мен бөлімшелерін сақтау' })
    await page.getByLabel('аудитор').check()
    await save.click()
    await says(page.getByRole('main'), 'аудитор рөлі берілді')
    await page.getByLabel('аудитор').uncheck()
    await save.click()
    await says(page.getByRole('main'), 'аудитор рөлі алынды')
    await shoot(page, 'person')
    await story.looksRight(page)
  })
})

describe('жұмыста болмау', () => {
  test('қызметкер өзін және орынбасарын енгізеді, орынбасар жұмысын көреді', async () => {
    const page = await story.open(story.people.executor, paths.officeAbsences)
    await heading(page, 'Жұмыста болмау').waitFor()
    await page
      .getByLabel('Орынбасары', { exact: true })
      .selectOption({ label: 'Бекова Гүлнар Талғатқызы (ашық: 0)' })
    await page.getByRole('textbox', { name: 'Аяқталуы' }).fill('11.01.2026')
    story.expectRefusal(/^422 POST \/api\/office\/absences/)
    await page.getByRole('button', { name: 'Сақтау', exact: true }).click()
    await says(page.getByRole('alert'), 'Соңғы күні бірінші күнінен бұрын')
    await page.getByRole('textbox', { name: 'Аяқталуы' }).fill('16.01.2026')
    await page.getByRole('button', { name: 'Сақтау', exact: true }).click()
    await says(page.getByRole('main'), '12.01.2026 – 16.01.2026, орнына: Бекова Г. Т.')
    await shoot(page, 'absence')
    await story.looksRight(page)

    const deputy = await story.open(story.people.head, paths.officeAbsences)
    await says(deputy.getByRole('main'), 'Бүгін сіз оның орнындасыз: Иманбекова Сәуле Маратқызы')
    const seen = await (await story.world.as(story.people.head)).ask<{ actions: string[] }>(
      `GET /api/office/appeals/${appeal}`,
    )
    expect(seen.body.actions).toContain('execute')
  })

  test('тізімде кімнің орнына кім екені, қай күнге дейін екені жазылған', async () => {
    const page = await story.open(story.people.administrator, paths.officePeople)
    const row = page.getByRole('row', { name: 'Иманбекова Сәуле' })
    await says(row, 'демалыста')
    await says(row, '12.01.2026 – 16.01.2026, орнына: Бекова Г. Т.')
    await shoot(page, 'people-away')
    await row.getByRole('link').click()
    await heading(page, 'Иманбекова Сәуле Маратқызы').waitFor()
    await shoot(page, 'person-away')
    await page.getByRole('button', { name: 'Алып тастау: 12.01.2026 – 16.01.2026' }).click()
    await says(page.getByRole('main'), 'Алдағы күндерге жазба жоқ.')
  })
})

test('қызметкер кетеді: істері тапсырылады, ештеңе қалмайды, кіруі өшіріледі', async () => {
  const { executor, administrator } = story.people
  const page = await story.open(administrator, paths.officePerson(executor.id))
  await page.getByRole('link', { name: 'Істерін тапсыру' }).click()
  await heading(page, 'Істерін тапсыру: Иманбекова Сәуле Маратқызы').waitFor()
  await says(page.getByRole('main'), 'бөлімшенің өзінде қалады')
  await page.getByLabel('Бәрін кімге').selectOption({ label: 'Оспанов Асқар Нұрланұлы' })
  await says(page.getByRole('main'), 'тапсырылады')
  await shoot(page, 'leaving')
  await story.looksRight(page)
  await page.getByRole('button', { name: 'Тапсырып, кіруін өшіру' }).click()
  await says(page.getByRole('main'), 'Ештеңе қалмады')
  await story.looksRight(page)
  const client = await story.world.as(story.people.aigerim)
  const { body } = await client.ask<{ executor: { fullName: string } }>(`GET /api/appeals/${appeal}`)
  expect(body.executor.fullName).toBe('Оспанов Асқар Нұрланұлы')
  await page.goto(`${story.world.origin}${paths.officePeople}?state=off`)
  await says(page.getByRole('row', { name: 'Иманбекова Сәуле' }), 'өшірілген')
})
