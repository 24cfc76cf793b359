import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { pdf } from '../sample-files.ts'
import { says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'
import { endSessions, signInAgain } from './troubles.ts'

const story = tellStory()
const camera = askedCamera('kk')
const main = (page: Page) => page.getByRole('main')
const card = (page: Page) => page.getByRole('region', { name: 'Сізден сұралған құжаттар' })
const office = (page: Page) => page.getByRole('region', { name: 'Клиенттен сұралған құжаттар' })
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body
const states = async (id: string) => (await seen(id)).papers?.slots.map(({ state }) => state)

/** The client chooses a file for a paper. */
async function choose(page: Page, id: string, place: number, name: string): Promise<void> {
  const slotId = (await seen(id)).papers?.slots[place]?.id
  const file = { name, mimeType: 'application/pdf', buffer: Buffer.from(pdf) }
  await page.locator(`input[data-for="paper-${slotId}"]`).setInputFiles(file)
  await says(card(page), name)
}
const send = (page: Page) => card(page).getByRole('button', { name: 'Жіберу', exact: true }).click()

describe('клиенттен құжат сұралады, ол бөліп жібереді, біреуі қайта сұралады, бәрі қабылданады', () => {
  let id: string
  let saule: Page
  let aigerim: Page

  test('орындаушы құжаттарды атап сұрайды: мерзім де, мәртебе де орнында', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    const before = await seen(id)
    saule = await story.open(story.people.executor, `/office/appeals/${id}`)
    await saule.getByRole('tab', { name: 'Құжат сұрау' }).click()
    await saule.getByLabel('Неге керек').fill('Табысыңызды растау қажет')
    for (const [place, name] of ['Табыс туралы анықтама', 'Жеке куәлік, екі жағы'].entries()) {
      await saule.getByRole('button', { name: 'Құжат қосу' }).click()
      await saule.getByLabel('Құжаттың атауы').nth(place).fill(name)
    }
    await saule.getByLabel('Клиентке түсіндірме').first().fill('Соңғы алты ай')
    await saule.locator('#papersBy').fill('20.01.2026')
    await saule.locator('#text-kk').fill('Өтінішіңізді қарау үшін төмендегі құжаттар қажет.')
    await camera?.shoot(saule, 'ask')
    await story.looksRight(saule)
    await saule.getByRole('button', { name: 'Құжат сұрауды жіберу' }).click()
    await saule.getByRole('dialog').getByRole('button', { name: 'Жіберу', exact: true }).click()
    await says(main(saule), 'Құжат сұрау жіберілді. Мерзім өзгерген жоқ.')
    const after = await seen(id)
    expect([after.status, after.due]).toEqual([before.status, before.due])
    expect(await states(id)).toEqual(['asked', 'asked'])
  })

  test('телефонда: тізім ең жоғарыда; файл серверде, бет жаңартылса да, сеанс аяқталса да орнында', async () => {
    story.expectRefusal(/^401 /)
    aigerim = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await says(card(aigerim), 'Берілетін соңғы күні: 2026 жылғы 20 қаңтар.')
    await camera?.shoot(aigerim, 'asked')
    await story.looksRight(aigerim)
    await choose(aigerim, id, 1, 'Куәлік.pdf')
    await aigerim.reload()
    await says(card(aigerim), 'Куәлік.pdf')
    await says(card(aigerim), 'Тіркелді, әлі жіберілген жоқ')
    await endSessions(story)
    await send(aigerim)
    await signInAgain(story, aigerim)
    await says(card(aigerim), 'Куәлік.pdf')
    await send(aigerim)
    await says(card(aigerim), '1 файл жіберілді. Компания қабылдады:')
    expect(await states(id)).toEqual(['asked', 'sent'])
    await choose(aigerim, id, 0, 'Анықтама.pdf')
    await send(aigerim)
    await says(card(aigerim), 'Құжаттарыңыз жіберілді. Орындаушы қарап жатыр.')
    await camera?.shoot(aigerim, 'sent')
    await story.looksRight(aigerim)
  })

  test('орындаушы біреуін қабылдайды, екіншісін себебімен қайта сұрайды; клиент қайта жібереді', async () => {
    saule = await story.open(story.people.executor, '/office')
    await says(main(saule), 'Клиент сөзімізді күтеді')
    saule = await story.open(story.people.executor, `/office/appeals/${id}`)
    await says(office(saule), 'Куәлік.pdf')
    await camera?.shoot(saule, 'came')
    await story.looksRight(saule)
    await office(saule).getByRole('button', { name: 'Қабылдау: Табыс туралы анықтама' }).click()
    await expect.poll(() => states(id), slow).toEqual(['accepted', 'sent'])
    await office(saule).getByRole('button', { name: 'Қайта сұрау: Жеке куәлік, екі жағы' }).click()
    await office(saule).getByLabel('Нені түзету керек').fill('Артқы жағы көрінбейді')
    await office(saule).getByRole('button', { name: 'Қайта сұрау', exact: true }).click()
    await expect.poll(() => states(id), slow).toEqual(['accepted', 'asked'])

    await says(card(aigerim), 'Қайта сұралды: Артқы жағы көрінбейді')
    await choose(aigerim, id, 1, 'Куәлік, екі жағы.pdf')
    await send(aigerim)
    await expect.poll(() => states(id), slow).toEqual(['accepted', 'sent'])
    await office(saule).getByRole('button', { name: 'Қабылдау: Жеке куәлік, екі жағы' }).click()
    await expect.poll(() => states(id), slow).toBeUndefined()
  })

  test('жауап берілген соң ештеңе сұралмайды; бәрі хат-хабарда тұр', async () => {
    await answered(story, id)
    aigerim = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await says(main(aigerim), 'Сіз жіберген құжаттар')
    await expect.poll(() => card(aigerim).count(), slow).toBe(0)
    await story.looksRight(aigerim)
  })
})
