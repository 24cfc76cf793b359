import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { thread as ru } from '../../words/ru/thread.ts'
import { pdf } from '../sample-files.ts'
import { dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'
import { endSessions, offline, signInAgain } from './troubles.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const box = (page: Page) => page.getByLabel('Хабарлама', { exact: true })
const send = (page: Page) => main(page).getByRole('button', { name: 'Жіберу', exact: true })
const open = (page: Page) => page.getByText('Орындаушыға жазу').click()
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body
const sent = async (id: string) => (await seen(id)).correspondence.filter(({ kind }) => kind === 'submission')
const draftOf = async (id: string) =>
  (
    await story.world.context.db
      .selectFrom('submission_draft')
      .select('text')
      .where('appeal_id', '=', id)
      .executeTakeFirst()
  )?.text

describe('жіберілген өтінішке хабарлама жазылады, компания оқып, сөзін айтады', () => {
  let id: string
  let aigerim: Page
  let saule: Page

  test('бірінші әріптен-ақ серверде; бет жаңартылса да, мәтін де, файл да орнында', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    aigerim = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await open(aigerim)
    await box(aigerim).fill('Банктен төлем тапсырмасының көшірмесін алдым.')
    await expect.poll(() => draftOf(id), slow).toContain('көшірмесін алдым')
    await aigerim
      .locator('input[data-for="message-files"]')
      .setInputFiles({ name: 'Төлем тапсырмасы.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) })
    await says(main(aigerim), 'Қоса берілген файлдар: 1')
    await aigerim.reload()
    await expect.poll(() => box(aigerim).inputValue(), slow).toContain('көшірмесін алдым')
    await says(main(aigerim), 'Қоса берілген файлдар: 1')
    await camera?.shoot(aigerim, 'thread-draft')
    await story.looksRight(aigerim)
  })

  test('байланыс үзілсе де, сеанс аяқталса да, жазылғаны жоғалмайды', async () => {
    story.expectRefusal(new RegExp(`${offline.source}|^401 `))
    await aigerim.context().setOffline(true)
    await box(aigerim).fill('Көшірмесін қоса беремін.')
    await says(main(aigerim), 'Серверге әлі сақталмады')
    await aigerim.context().setOffline(false)
    await expect.poll(() => draftOf(id), slow).toBe('Көшірмесін қоса беремін.')
    await endSessions(story)
    await box(aigerim).fill('Көшірмесін қоса беріп отырмын.')
    await signInAgain(story, aigerim)
    await expect.poll(() => draftOf(id), slow).toBe('Көшірмесін қоса беріп отырмын.')
  })

  test('екінші құрылғыда басқаша жазылса, ештеңе үстінен жазылмайды: иесі таңдайды', async () => {
    story.expectRefusal(/^412 PATCH /)
    const other = await story.open(story.people.aigerim, `/appeals/${id}`)
    await expect.poll(() => box(other).inputValue(), slow).toContain('беріп отырмын')
    await box(other).fill('Үстелде жазылған сөз.')
    await expect.poll(() => draftOf(id), slow).toBe('Үстелде жазылған сөз.')
    await box(aigerim).fill('Телефонда жазылған сөз.')
    await says(main(aigerim), 'Осы хабарлама басқа құрылғыда өзгертілген')
    await story.looksRight(aigerim)
    await aigerim.getByRole('button', { name: 'Осы құрылғыдағысын қалдыру' }).click()
    await expect.poll(() => draftOf(id), slow).toBe('Телефонда жазылған сөз.')
    await other.close()
  })

  test('екі рет басылса да, бір рет жіберіледі; қолхаты хат-хабарда тұр, мерзім сол қалпы', async () => {
    const before = await seen(id)
    await send(aigerim).dblclick()
    await says(main(aigerim), 'Хабарламаңыз жіберілді. Компания қабылдады:')
    await says(main(aigerim), 'Сіздің хабарламаңыз')
    expect(await sent(id)).toHaveLength(1)
    expect((await seen(id)).due).toEqual(before.due)
    expect((await seen(id)).status).toBe(before.status)
    await says(main(aigerim), 'Қызметкер әлі оқыған жоқ')
    await camera?.shoot(aigerim, 'thread-sent')
    await story.looksRight(aigerim)
  })

  test('қызметкер оны үстелінен көреді, оқиды, хабарлама жазады: өтінішке жауап емес', async () => {
    saule = await story.open(story.people.executor, '/office')
    await says(main(saule), 'Клиент сөзімізді күтеді')
    saule = await story.open(story.people.executor, `/office/appeals/${id}`)
    await says(main(saule), 'Телефонда жазылған сөз.')
    await says(main(saule), 'Клиент хабарлама жазды, сөзімізді күтіп отыр')
    await camera?.shoot(saule, 'thread-office')
    await story.looksRight(saule)
    story.world.setNow(new Date(story.world.context.now() + 60_000).toISOString())
    await saule.getByLabel('Хабарлама мәтіні').fill('Көшірмесін алдық, рахмет. Шарт нөмірін де жазыңызшы.')
    await saule.getByRole('button', { name: 'Хабарламаны жіберу' }).click()
    await says(main(saule), 'Хабарлама клиентке жіберілді.')
    expect((await seen(id)).status).toBe('awaitingExecution')
  })

  test('клиент сұрақты оқып, телефонынан бірден жауап береді; жауап қажет емес деп белгіленеді', async () => {
    await aigerim.reload()
    await says(main(aigerim), 'Шарт нөмірін де жазыңызшы.')
    await says(main(aigerim), 'Қызметкер оқыды')
    // The box is open: the company has written last.
    await box(aigerim).fill('Шарт № АВ-71-004215.')
    await expect.poll(() => draftOf(id), slow).toBe('Шарт № АВ-71-004215.')
    await box(aigerim).press('Tab')
    await aigerim.keyboard.press('Tab')
    await expect(send(aigerim).evaluate((one) => one === document.activeElement)).resolves.toBe(true)
    await aigerim.keyboard.press('Enter')
    await says(main(aigerim), 'Хабарламаңыз жіберілді')
    expect(await sent(id)).toHaveLength(2)
    await saule.reload()
    await saule.getByRole('button', { name: 'Жауап қажет емес' }).click()
    await says(main(saule), 'Жауап қажет емес деп белгіленді.')
    await story.looksRight(saule)
  })

  test('орысша, үлкен экранда да сол', async () => {
    const page = await story.open(story.people.aigerim, `/appeals/${id}`)
    await page.locator('header select.lang').selectOption('ru')
    await page.getByText(ru.write).click()
    await page.getByLabel(ru.text, { exact: true }).fill('Спасибо.')
    await expect.poll(() => draftOf(id), slow).toBe('Спасибо.')
    await camera?.shoot(page, 'thread-ru')
    await story.looksRight(page)
    await main(page).getByRole('button', { name: ru.send, exact: true }).click()
    await says(main(page), 'Ваше сообщение отправлено')
    expect(await sent(id)).toHaveLength(3)
    await page.locator('header select.lang').selectOption('kk')
    await says(main(page), 'Орындаушыға жазу')
  })

  test('жазып жатқанда өтініш аяқталса, мәтін де, файл да көз алдында: көшіріп алады, өзі жояды', async () => {
    await box(aigerim).fill('Тағы бір сұрағым бар.')
    await expect.poll(() => draftOf(id), slow).toBe('Тағы бір сұрағым бар.')
    await aigerim
      .locator('input[data-for="message-files"]')
      .setInputFiles({ name: 'Анықтама.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) })
    await says(main(aigerim), 'Қоса берілген файлдар: 1')
    await answered(story, id)
    await says(main(aigerim), 'хабарлама енді қабылданбайды')
    const over = async () => {
      await expect.poll(() => box(aigerim).inputValue(), slow).toBe('Тағы бір сұрағым бар.')
      expect(await box(aigerim).getAttribute('readonly')).not.toBeNull()
      await says(main(aigerim), 'Анықтама.pdf')
      expect(await send(aigerim).count()).toBe(0)
    }
    await over()
    await aigerim.reload()
    await over()
    await camera?.shoot(aigerim, 'thread-over')
    await story.looksRight(aigerim)
    await aigerim.getByRole('button', { name: 'Хабарламаны жою' }).click()
    const window = dialog(aigerim, 'Хабарламаны жою керек пе?')
    await camera?.shoot(aigerim, 'thread-discard')
    await story.looksRight(aigerim)
    await window.getByRole('button', { name: 'Хабарламаны жою' }).click()
    await expect.poll(() => box(aigerim).count(), slow).toBe(0)
    expect(await draftOf(id)).toBeUndefined()
  })
})
