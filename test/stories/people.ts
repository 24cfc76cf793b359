import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../domain/language.ts'
import { paths } from '../../web/paths.ts'
import type { Reply } from '../../wire/reply.ts'
import { copyAppeal } from '../copied-appeals.ts'
import { writeReply } from '../reply.ts'
import { address, dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { sayIn } from './spoken.ts'
import { tellStory } from './story.ts'

/** The administrator's side of the office (docs/office.md 3): people, units, absences, leaving. */
export async function tellOfPeople(language: Language): Promise<void> {
  const say = await sayIn(language)
  const [firstUnit, accounts] =
    language === 'kk' ? ['Өтініштер бөлімі', 'Есеп бөлімі'] : ['Отдел обращений', 'Отдел расчётов']
  const story = tellStory({ language })
  const camera = askedCamera(language)
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
      await heading(page, say('Қызметкерлер')).waitFor()
      const row = page.getByRole('row', { name: 'Иманбекова Сәуле' })
      await says(row, say('жұмыста'))
      await says(row, say('қосылмаған'))
      await shoot(page, 'people')
      await story.looksRight(page)
      await page.getByLabel(say('Рөлі')).selectOption('head')
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
      await heading(page, say('Бөлімшелер')).waitFor()
      await page.getByRole('button', { name: say('Бөлімше қосу') }).click()
      const window = dialog(page, say('Бөлімше қосу'))
      await window.getByLabel(say('Коды')).fill('Есеп')
      await window.getByLabel(say('Атауы қазақша')).fill('Есеп бөлімі')
      await window.getByLabel(say('Атауы орысша')).fill('Отдел расчётов')
      await window.getByLabel(say('Атауы ағылшынша')).fill('Accounts')
      story.expectRefusal(/^422 POST \/api\/office\/units/)
      await window.getByRole('button', { name: say('Сақтау') }).click()
      await says(window, say('Бөлімшенің коды жарамайды'))
      await window.getByLabel(say('Коды')).fill('accounts')
      await window.getByLabel(say('Жоғарысындағы бөлімше')).selectOption({ label: firstUnit })
      await window.getByRole('button', { name: say('Сақтау') }).click()
      await page.getByRole('row', { name: accounts }).waitFor()
      await page.getByRole('button', { name: say(`Өзгерту: ${accounts}`) }).click()
      await shoot(page, 'unit')
      await story.looksRight(page)
      await dialog(page, say(`Өзгерту: ${accounts}`))
        .getByLabel(say('Басшысы'))
        .selectOption({ label: 'Бекова Г. Т.' })
      await dialog(page, say(`Өзгерту: ${accounts}`))
        .getByRole('button', { name: say('Сақтау') })
        .click()
      await says(page.getByRole('row', { name: accounts }), 'Бекова Г. Т.')
      await shoot(page, 'units')
      await story.looksRight(page)
    })

    test('қызметкер қосады: рөлі мен бөлімшесі бар, құпия бір-ақ рет көрсетіледі', async () => {
      const page = await story.open(story.people.administrator, paths.officeNewPerson)
      await page.getByLabel(say('Логин')).fill('nurlan')
      await page.getByLabel(say('Тегі')).fill('Әбдіғапаров')
      await page.getByLabel(say('Аты'), { exact: true }).fill('Нұрлан')
      story.expectRefusal(/^422 POST \/api\/office\/people$/)
      await page.getByRole('button', { name: say('Қызметкер қосу') }).click()
      await says(page.getByRole('alert'), say('Рөлі таңдалмаған'))
      await shoot(page, 'new-person')
      await story.looksRight(page)
      await page.getByLabel(say('орындаушы')).check()
      await page.getByLabel(accounts).check()
      await page.getByRole('button', { name: say('Қызметкер қосу') }).click()
      await heading(page, say('Қызметкер қосылды')).waitFor()
      await says(page.getByRole('main'), 'otpauth://totp/')
      await says(page.getByRole('main'), say('Бірінші пароль'))
      await shoot(page, 'first-password')
      await story.looksRight(page)
      await page.getByRole('link', { name: say('Қызметкердің беті') }).click()
      await heading(page, 'Әбдіғапаров Нұрлан').waitFor()
      const save = page.getByRole('button', { name: say('Рөлдері мен бөлімшелерін сақтау') })
      await page.getByLabel(say('аудитор')).check()
      await save.click()
      await says(page.getByRole('main'), say('аудитор рөлі берілді'))
      await page.getByLabel(say('аудитор')).uncheck()
      await save.click()
      await says(page.getByRole('main'), say('аудитор рөлі алынды'))
      await shoot(page, 'person')
      await story.looksRight(page)
    })
  })

  describe('жұмыста болмау', () => {
    test('қызметкер өзін және орынбасарын енгізеді, орынбасар жұмысын көреді', async () => {
      const page = await story.open(story.people.executor, paths.officeAbsences)
      await heading(page, say('Жұмыста болмау')).waitFor()
      await page
        .getByLabel(say('Орынбасары'), { exact: true })
        .selectOption({ label: say('Бекова Гүлнар Талғатқызы (ашық: 0)') })
      await page.getByRole('textbox', { name: say('Аяқталуы') }).fill('11.01.2026')
      story.expectRefusal(/^422 POST \/api\/office\/absences/)
      await page.getByRole('button', { name: say('Сақтау'), exact: true }).click()
      await says(page.getByRole('alert'), say('Соңғы күні бірінші күнінен бұрын'))
      await page.getByRole('textbox', { name: say('Аяқталуы') }).fill('16.01.2026')
      await page.getByRole('button', { name: say('Сақтау'), exact: true }).click()
      await says(page.getByRole('main'), say('12.01.2026 – 16.01.2026, орнына: Бекова Г. Т.'))
      await shoot(page, 'absence')
      await story.looksRight(page)

      const deputy = await story.open(story.people.head, paths.officeAbsences)
      await says(
        deputy.getByRole('main'),
        say('Бүгін сіз оның орнындасыз: Иманбекова Сәуле Маратқызы, 16.01.2026 дейін'),
      )
      const seen = await (await story.world.as(story.people.head)).ask<{ actions: string[] }>(
        `GET /api/office/appeals/${appeal}`,
      )
      expect(seen.body.actions).toContain('execute')
    })

    test('тізімде кімнің орнына кім екені, қай күнге дейін екені жазылған', async () => {
      const page = await story.open(story.people.administrator, paths.officePeople)
      const row = page.getByRole('row', { name: 'Иманбекова Сәуле' })
      await says(row, say('демалыста'))
      await says(row, say('12.01.2026 – 16.01.2026, орнына: Бекова Г. Т.'))
      await shoot(page, 'people-away')
      await row.getByRole('link').click()
      await heading(page, 'Иманбекова Сәуле Маратқызы').waitFor()
      await shoot(page, 'person-away')
      await page.getByRole('button', { name: say('Алып тастау: 12.01.2026 – 16.01.2026') }).click()
      await says(page.getByRole('main'), say('Алдағы күндерге жазба жоқ.'))
    })
  })

  test('қызметкер кетеді: істері тапсырылады, ештеңе қалмайды, кіруі өшіріледі', async () => {
    const { executor, administrator } = story.people
    // More than goes at once, and a letter that is being written.
    await copyAppeal(story.world.context, appeal, 12)
    const letter = await writeReply(await story.world.as(executor), appeal, 'answer')
    const page = await story.open(administrator, paths.officePerson(executor.id))
    await page.getByRole('link', { name: say('Істерін тапсыру') }).click()
    await heading(page, say('Істерін тапсыру: Иманбекова Сәуле Маратқызы')).waitFor()
    await says(page.getByRole('main'), say('бөлімшенің өзінде қалады'))
    await page.getByLabel(say('Бәрін кімге')).selectOption({ label: 'Оспанов Асқар Нұрланұлы' })
    const row = page.getByRole('row').filter({ hasText: say('Жұмыстағы хат') })
    await says(row, say('тапсырылады'))
    await row.getByRole('combobox').selectOption({ label: say('жою') })
    await says(row, say('жойылады'))
    await row.getByRole('combobox').selectOption({ label: 'Оспанов Асқар Нұрланұлы' })
    await says(row, say('тапсырылады'))
    await shoot(page, 'leaving')
    await story.looksRight(page)
    await page.getByRole('button', { name: say('Тапсырып, кіруін өшіру') }).click()
    // The worker is quick, so that it goes on is in the pictures alone.
    await shoot(page, 'leaving-goes-on')
    await story.settled()
    await says(
      page.getByRole('main'),
      say('Істер тапсырылып бітті: 13, оның ішінде бөлімшесінде қалғаны: 0.'),
    )
    await says(page.getByRole('main'), say('Ештеңе қалмады'))
    await shoot(page, 'left')
    await story.looksRight(page)
    const heir = await story.world.as(story.people.otherExecutor)
    const { body: handed } = await heir.ask<Reply>(`GET /api/office/replies/${letter.id}`)
    expect(handed).toMatchObject({ state: 'draft', author: { id: story.people.otherExecutor.id } })
    const client = await story.world.as(story.people.aigerim)
    const { body } = await client.ask<{ executor: { fullName: string } }>(`GET /api/appeals/${appeal}`)
    expect(body.executor.fullName).toBe('Оспанов Асқар Нұрланұлы')
    await page.goto(`${story.world.origin}${paths.officePeople}?state=off`)
    await says(page.getByRole('row', { name: 'Иманбекова Сәуле' }), say('өшірілген'))
  })
}
