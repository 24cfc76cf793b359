import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { address, dialog, says } from './acts.ts'
import { answerKk, writeInterim } from './answering.ts'
import { sentFree } from './arrange.ts'
import { proposed, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { slow, tellStory } from './story.ts'
import { Thumb } from './thumb.ts'

/** The daily way of those who work on their feet: a phone of 360 px, tapped. */
const story = tellStory()
const camera = askedCamera()
const appeal = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body

describe('телефонда саусақпен: орындаушы', () => {
  let id: string
  let hand: Thumb

  test('«Менің күнім» келесісін ашады, хаттан жауапқа бір түрту', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    const { db } = story.world.context
    await db.updateTable('appeal').set({ due_date: '2026-01-12' }).where('id', '=', id).execute()
    hand = await Thumb.of(story, story.people.executor, '/office')
    const next = hand.page.getByRole('link', { name: 'Келесісін ашу: № 1' })
    await next.waitFor()
    await hand.looksRight()
    await hand.tap(next)
    await expect.poll(() => address(hand.page), slow).toBe(`/office/appeals/${id}`)
    await hand.page.getByRole('heading', { name: 'Клиенттің өтініші' }).waitFor()
    await hand.looksRight()
    await hand.tap(hand.page.getByRole('link', { name: 'Жауапқа өту' }))
    await expect.poll(() => hand.page.evaluate(() => location.hash), slow).toBe('#h-to-client')
  })

  test('аралық жауап та, жауап та жазылады, бекітуге жіберіледі, жазба қалдырылады', async () => {
    const { page } = hand
    await hand.tap(page.getByRole('tab', { name: /^Аралық жауап/ }))
    await writeInterim(page, '17.02.2026')
    await says(page.getByRole('main'), /Автоматты түрде сақталды/)
    await hand.looksRight()
    await hand.tap(page.getByRole('tab', { name: /^Жауап/ }))
    await page.getByLabel('Шешім қандай').selectOption({ label: 'қанағаттандырылды' })
    await page.getByLabel('Хаттың мәтіні, қазақша').fill(answerKk)
    await hand.tap(page.getByRole('button', { name: 'Алдын ала қарау' }))
    const letter = dialog(page, 'Клиент алатын хат')
    await letter.getByRole('img').first().waitFor()
    await hand.looksRight()
    await hand.tap(letter.getByRole('button', { name: 'Жабу' }).last())
    await hand.tap(page.getByRole('button', { name: 'Бекітуге жіберу', exact: true }))
    await says(page.getByRole('main'), 'Хат бекітуге жіберілді.')
    await page.getByLabel('Жаңа жазба').fill('Төлем тексерілді.')
    await hand.tap(page.getByRole('button', { name: 'Ішкі жазба қосу' }))
    await says(page.getByRole('main'), 'Жазба қосылды.')
    await hand.looksRight()
    expect((await appeal(id)).status).toBe('awaitingExecution')
  })

  test('мәзірден іздейді, кезектің құралдары бір батырмада', async () => {
    const { page } = hand
    await hand.tap(page.getByRole('button', { name: 'Мәзір' }))
    await hand.looksRight()
    await hand.tap(page.getByRole('button', { name: 'Іздеу немесе әрекет' }))
    await page.getByRole('combobox', { name: 'Іздеу немесе әрекет' }).fill('кезек')
    const choice = page.getByRole('option', { name: 'Кезек', exact: true })
    await choice.waitFor()
    await hand.looksRight()
    await camera?.shoot(page, 'touch-jump')
    await hand.tap(choice)
    await page.getByRole('heading', { level: 1, name: 'Өтініштер кезегі' }).waitFor()
    expect(await page.getByRole('button', { name: 'Іздеу немесе әрекет' }).count()).toBe(0)
    const print = page.getByRole('button', { name: 'Басып шығару' })
    expect(await print.isVisible()).toBe(false)
    await hand.tap(page.getByRole('button', { name: 'Тізімнің басқа құралдары' }))
    await print.waitFor()
    await camera?.shoot(page, 'touch-queue-tools')
    await hand.looksRight()
    await hand.close()
  })
})

describe('телефонда саусақпен: басшы', () => {
  let hand: Thumb
  const ids: string[] = []

  test('үстелінен хатты ашып, ескертумен қайтарады, екіншісін бекітеді', async () => {
    for (const subject of ['Бірінші анықтама', 'Екінші анықтама']) {
      const id = await sentFree(story, subject)
      await registerDue(story.world.context)
      await takenIntoWork(story, id)
      await proposed(story, id)
      ids.push(id)
    }
    hand = await Thumb.of(story, story.people.head, '/office')
    const { page } = hand
    const letters = page.getByRole('region', { name: 'Бекітуге' })
    await letters.getByText('Екінші анықтама').waitFor()
    await hand.looksRight()
    await hand.tapRow(letters.getByRole('listitem').filter({ hasText: 'Бірінші анықтама' }))
    await page.locator('.paper .letter-page').first().waitFor()
    await hand.looksRight()
    await page.getByLabel('Нені түзету керек').fill('Соманы 29.01 күніне есептеңіз.')
    await hand.tap(page.getByRole('button', { name: 'Орындаушыға қайтару' }))
    await says(page.getByRole('main'), 'Хат ескертумен қайтарылды')
    await page.goto(`${story.world.origin}/office`)
    await hand.tapRow(letters.getByRole('listitem').filter({ hasText: 'Екінші анықтама' }))
    await page.locator('.paper .letter-page').first().waitFor()
    await hand.tap(page.getByRole('button', { name: /^Бекіт(у|іп, мөр қою)$/ }))
    const window = dialog(page, 'Хатты бекітесіз бе?')
    await window.waitFor()
    await hand.looksRight()
    await hand.tap(window.getByRole('button', { name: /^Бекіт(у|іп, мөр қою)$/ }))
    await expect.poll(async () => (await appeal(ids[1] ?? '')).status, slow).toBe('executed')
    expect((await appeal(ids[0] ?? '')).status).toBe('awaitingExecution')
  })

  test('бос жұмысты тағайындайды', async () => {
    const id = await sentFree(story, 'Бос жұмыс')
    await registerDue(story.world.context)
    const { page } = hand
    await page.goto(`${story.world.origin}/office/queue?whose=free`)
    await hand.tap(page.locator(`[data-row="${id}"] .tick label`))
    const bar = page.getByRole('region', { name: 'Таңдалған өтініштер' })
    await says(bar, 'Таңдалған өтініш: 1')
    await hand.looksRight()
    await camera?.shoot(page, 'touch-bulk-bar')
    await hand.tap(bar.getByRole('button', { name: 'Тағайындау' }))
    const window = dialog(page, /тағайындау$/)
    await hand.choose(window, /Оспанов Асқар Нұрланұлы/)
    await hand.looksRight()
    await hand.tap(window.getByRole('button', { name: /ағайындау$/ }))
    await expect.poll(async () => (await appeal(id)).executor?.fullName, slow).toBe('Оспанов Асқар Нұрланұлы')
    await hand.close()
  })
})

describe('телефонда саусақпен: байланыс орталығы', () => {
  test('телефоны бойынша табады, күйін айтады, жазба қалдырады', async () => {
    const { phone: number } = await story.world.context.db
      .selectFrom('person')
      .select('phone')
      .where('id', '=', story.people.aigerim.id)
      .executeTakeFirstOrThrow()
    const hand = await Thumb.of(story, story.people.callCentre, '/office/calls')
    const { page } = hand
    await page.getByLabel('Тіркеу нөмірі, талон, ЖСН немесе телефон').fill(number ?? '')
    await hand.looksRight()
    await hand.tap(page.getByRole('button', { name: 'Табу' }))
    const found = page.getByRole('region', { name: /^№ 1 \// })
    await says(found, /Орындауды күту.*Сапарова Айгерім Ерланқызы.*Иманбекова С\. М\./)
    await found.getByLabel('Қоңырау туралы жазба').fill('Клиент мерзімін сұрады.')
    await hand.tap(found.getByRole('button', { name: 'Ішкі жазба қосу' }))
    await says(found, 'Клиент мерзімін сұрады.')
    await hand.looksRight()
    await camera?.shoot(page, 'touch-calls')
  })
})
