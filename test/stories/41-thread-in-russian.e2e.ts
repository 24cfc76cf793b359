import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { pdf } from '../sample-files.ts'
import { choose, keyWindow, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { keyPassword } from './keys.ts'
import { phone, slow, tellStory } from './story.ts'

const story = tellStory({ language: 'ru' })
const camera = askedCamera('ru')
const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click()
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<OwnAppeal>(`GET /api/appeals/${id}`)).body
const look = async (page: Page, name: string): Promise<void> => {
  await camera?.shoot(page, name)
  await story.looksRight(page)
}

describe('после отправки всё сказано по-русски: документы, отзыв, жалоба', () => {
  let id: string

  test('сотрудник запрашивает документ по названию', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    const staff = await story.open(story.people.executor, `/office/appeals/${id}`)
    await staff.getByRole('tab', { name: 'Запрос документов' }).click()
    await staff.getByLabel('Почему нужны').fill('Нужно подтвердить доход')
    await press(staff, 'Добавить документ')
    await staff.getByLabel('Название документа').fill('Справка о доходах')
    await staff.locator('#papersBy').fill('20.01.2026')
    await staff.locator('#text-kk').fill('Өтінішіңізді қарау үшін құжат қажет.')
    await look(staff, 'ask')
    await press(staff, 'Отправить запрос документов')
    await staff.getByRole('dialog').getByRole('button', { name: 'Отправить', exact: true }).click()
    await says(main(staff), 'Запрос документов отправлен. Срок не изменился.')
  })

  test('клиент передаёт его с телефона', async () => {
    const page = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    const asked = page.getByRole('region', { name: 'У вас запрошены документы' })
    await says(asked, 'Передайте до 20 января 2026 года включительно.')
    const slot = (await seen(id)).papers?.slots[0]?.id
    const file = { name: 'Справка.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) }
    await page.locator(`input[data-for="paper-${slot}"]`).setInputFiles(file)
    await says(asked, 'Справка.pdf')
    await look(page, 'asked')
    await asked.getByRole('button', { name: 'Отправить', exact: true }).click()
    await says(asked, 'Документы отправлены. Исполнитель их смотрит.')
    await look(page, 'sent')
  })

  test('просит об отзыве письмом с подписью; компания отказывает с причиной', async () => {
    const page = await story.open(story.people.aigerim, `/appeals/${id}`)
    await page.getByText('Попросить об отзыве').click()
    await page.getByLabel('Почему Вы отзываете обращение').fill('Вопрос решён.')
    await press(page, 'Подготовить письмо')
    await says(main(page), 'Отозвать обращение?')
    await page.getByRole('radio', { name: 'Файлом ЭЦП' }).check()
    await look(page, 'withdrawal-letter')
    await press(page, 'Подписать и отправить')
    const key = keyWindow(page)
    await choose(page, key.getByText('Выберите файл'), await story.keys.file('rsa'))
    await key.getByLabel('Пароль ЭЦП').fill(keyPassword)
    await key.getByRole('button', { name: 'Отправить форму' }).click()
    await says(main(page), 'Ваш отзыв отправлен')
    const staff = await story.open(story.people.executor, `/office/appeals/${id}`)
    await says(main(staff), 'Причина клиента: Вопрос решён.')
    await staff.locator('summary').filter({ hasText: 'Отказать' }).click()
    await staff.getByLabel('Почему отказ (увидит клиент)').fill('Документы уже проверяются.')
    await look(staff, 'withdrawal-office')
    await press(staff, 'Отказать')
    await says(main(staff), 'Решение отправлено клиенту.')
    await says(main(page), 'Компания не согласилась')
    await look(page, 'withdrawal-declined')
  })

  test('не согласен с ответом: жалоба начата, обращение названо', async () => {
    await answered(story, id)
    const page = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await main(page).getByRole('button', { name: 'Не согласиться и написать жалобу' }).waitFor()
    await look(page, 'answered')
    await press(page, 'Не согласиться и написать жалобу')
    await page.waitForURL(/\/write\/[^/]+/)
    await says(main(page), 'жалоба на письмо по обращению №')
    await expect.poll(() => page.locator('textarea').first().inputValue(), slow).not.toBe('')
    await look(page, 'complaint-begun')
  })
})
