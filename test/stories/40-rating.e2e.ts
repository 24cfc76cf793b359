import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'

import { says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera, speak } from './camera.ts'
import { Keyboard } from './keyboard.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const question = (page: Page, name = 'Жауапқа қандай баға бересіз?') => page.getByRole('group', { name })
const given = async (id: string) => {
  const client = await story.world.as(story.people.aigerim)
  return (await client.ask<OwnAppeal>(`GET /api/appeals/${id}`)).body.ratings
}
async function answeredAppeal(): Promise<string> {
  const id = await sentFree(story)
  await registerDue(story.world.context)
  await takenIntoWork(story, id)
  await answered(story, id)
  return id
}

describe('клиент жауапқа баға береді, кеңсе оны сан ретінде көреді', () => {
  let id: string
  let onPhone: Page

  test('жауаптың астынан бір басып баға береді, сөз қосады; бетті жаңартқанда бәрі орнында', async () => {
    id = await answeredAppeal()
    onPhone = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await question(onPhone).waitFor()
    expect(await question(onPhone).getByRole('radio', { checked: true }).count()).toBe(0)
    await camera?.shoot(onPhone, 'asked')
    await story.looksRight(onPhone)
    await question(onPhone).getByText('Жақсы', { exact: true }).dblclick()
    await says(main(onPhone), 'Сақталды.')
    await onPhone.getByLabel('Бір ауыз сөз').fill('Түсінікті, бірақ кеш келді.')
    await onPhone.getByRole('button', { name: 'Сөзді сақтау' }).dblclick()
    await expect.poll(() => given(id), slow).toMatchObject([{ step: 4, text: 'Түсінікті, бірақ кеш келді.' }])
    await onPhone.reload()
    await expect.poll(() => onPhone.getByLabel('Бір ауыз сөз').inputValue(), slow).toContain('кеш келді')
    expect(await question(onPhone).getByRole('radio', { name: 'Жақсы', exact: true }).isChecked()).toBe(true)
    await says(main(onPhone), 'Өзгертуге болатын соңғы күн: 2026 жылғы 26 қаңтар.')
    await camera?.shoot(onPhone, 'given')
    await story.looksRight(onPhone)
  })

  test('екінші құрылғыдан пернемен өзгертеді: сөзі қалады, бірінші құрылғы жаңасын көрсетеді', async () => {
    const page = await story.open(story.people.aigerim, `/appeals/${id}`, desk)
    const keyboard = new Keyboard(page)
    await keyboard.choose(question(page), 'Өте жақсы')
    await expect.poll(() => given(id), slow).toMatchObject([{ step: 5, text: 'Түсінікті, бірақ кеш келді.' }])
    expect(keyboard.unseen).toEqual([])
    await onPhone.reload()
    const best = question(onPhone).getByRole('radio', { name: 'Өте жақсы' })
    await expect.poll(() => best.isChecked(), slow).toBe(true)
  })

  test('бөлім басшысы сандар мен сөзді көреді, тіркеуші тек сандарды', async () => {
    const head = await story.open(story.people.head, '/office/figures', desk)
    await says(main(head), 'Клиенттердің бағасы')
    await says(main(head), '5-тен 5,0; бағалар: 1')
    await says(main(head), 'Түсінікті, бірақ кеш келді.')
    await camera?.shoot(head, 'figures-of-a-head')
    await story.looksRight(head)
    const registrar = await story.open(story.people.registrar, '/office/figures', desk)
    await says(main(registrar), '5-тен 5,0; бағалар: 1')
    expect(await registrar.getByText('кеш келді').count()).toBe(0)
  })

  test('клиент оценивает ответ по-русски', async () => {
    const other = await answeredAppeal()
    const page = await story.open(story.people.aigerim, `/appeals/${other}`, phone)
    await question(page).waitFor()
    await speak(page, 'ru')
    const asked = question(page, 'Как Вы оцениваете ответ?')
    await asked.getByText('Плохо', { exact: true }).click()
    await says(main(page), 'Сохранено.')
    await expect.poll(() => given(other), slow).toMatchObject([{ step: 2, text: '' }])
    await story.looksRight(page)
    // The choice is remembered; what follows is in Kazakh.
    await speak(page, 'kk')
  })

  test('он төрт күннен кейін сұрақ жоқ, берілген баға тұр', async () => {
    story.world.setNow('2026-01-27T05:00:00Z')
    const page = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await says(main(page), 'Сіздің бағаңыз: Өте жақсы.')
    expect(await question(page).count()).toBe(0)
    await camera?.shoot(page, 'settled')
    await story.looksRight(page)
  })
})
