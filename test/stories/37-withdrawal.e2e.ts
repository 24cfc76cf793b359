import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { says, signWith } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, tellStory } from './story.ts'
import { withoutNews } from './troubles.ts'
import { keyFileWay } from './writing.ts'

const story = tellStory()
const camera = askedCamera('kk')
const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click()
const statusOf = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body.status

describe('клиент өтінішті кері қайтарып алуды сұрайды, компания шешеді', () => {
  let id: string

  test('себебі жазылады, хат көрсетіледі, кілтпен қол қойылып жіберіледі; мәртебе сол қалпы', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    const page = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await page.getByText('Кері қайтарып алуды сұрау').click()
    await press(page, 'Хатты дайындау')
    await says(main(page), 'Себебін жазыңыз')
    await page.getByLabel('Неге қайтарып аласыз').fill('Төлем табылды, мәселе шешілді.')
    await camera?.shoot(page, 'withdrawal-reason')
    await story.looksRight(page)
    await press(page, 'Хатты дайындау')
    await says(main(page), 'Өтінішті кері қайтарып аласыз ба?')
    await keyFileWay(page).check()
    await camera?.shoot(page, 'withdrawal-letter')
    await story.looksRight(page)
    await press(page, 'Қол қойып, жіберу')
    await signWith(page, await story.keys.file('rsa'))
    await says(main(page), 'Кері қайтарып алу туралы хатыңыз жіберілді')
    await says(main(page), 'Шешім күтілуде.')
    expect(await statusOf(id)).toBe('awaitingExecution')
    await camera?.shoot(page, 'withdrawal-sent')
    await story.looksRight(page)
  })

  test('орындаушы оны үстелінен көреді, келіседі: өтініш біржола қайтарылды', async () => {
    const desk = await story.open(story.people.executor, '/office')
    await says(main(desk), 'Кері қайтарып алу сұралды')
    const page = await story.open(story.people.executor, `/office/appeals/${id}`)
    await says(main(page), 'Клиенттің себебі: Төлем табылды, мәселе шешілді.')
    await camera?.shoot(page, 'withdrawal-office')
    await story.looksRight(page)
    await press(page, 'Келісу')
    await says(main(page), 'Шешім клиентке жіберілді.')
    expect(await statusOf(id)).toBe('withdrawn')
    const client = await story.open(story.people.aigerim, `/appeals/${id}`)
    await says(main(client), 'Компания келісті')
    await camera?.shoot(client, 'withdrawal-over')
    await story.looksRight(client)
  })
})

describe('қолтаңбаның жауабы жолда жоғалса', () => {
  let id: string
  let page: Page
  const sent = async () => {
    const browser = await story.world.as(story.people.aigerim)
    const { correspondence } = (await browser.ask<Appeal>(`GET /api/appeals/${id}`)).body
    return correspondence.filter(({ withdrawal }) => withdrawal !== null).length
  }

  test('сервер қабылдап үлгерсе де, бет жіберілмеді деп айтады, қолтаңба жоғалмайды', async () => {
    story.expectRefusal(/ERR_FAILED/)
    id = await sentFree(story)
    await registerDue(story.world.context)
    page = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await withoutNews(page)
    await page.reload()
    await page.getByText('Кері қайтарып алуды сұрау').click()
    await page.getByLabel('Неге қайтарып аласыз').fill('Төлем табылды.')
    await press(page, 'Хатты дайындау')
    await keyFileWay(page).check()
    await page.route('**/api/submissions/*/signature', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await press(page, 'Қол қойып, жіберу')
    await signWith(page, await story.keys.file('rsa'))
    await says(page.getByRole('alert'), 'Қол қойылды, жіберілмеді')
    expect(await sent()).toBe(1)
    await camera?.shoot(page, 'withdrawal-not-sent')
    await story.looksRight(page)
  })

  test('желі қайта келгенде жіберілген болып көрінеді, екінші рет жіберілмейді', async () => {
    await page.unroute('**/api/submissions/*/signature')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await says(main(page), 'Кері қайтарып алу туралы хатыңыз жіберілді')
    await says(main(page), 'Шешім күтілуде.')
    expect(await sent()).toBe(1)
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('signed'))),
    ).toEqual([])
    await page.reload()
    await says(main(page), 'Шешім күтілуде.')
  })

  test('сервер алмаған болса, бетті қайта ашқанда қолтаңба сол хатта күтеді, бір басумен кетеді', async () => {
    story.expectRefusal(/ERR_FAILED/)
    id = await sentFree(story)
    await registerDue(story.world.context)
    await page.goto(`${story.world.origin}/appeals/${id}`)
    await page.getByText('Кері қайтарып алуды сұрау').click()
    await page.getByLabel('Неге қайтарып аласыз').fill('Төлем табылды.')
    await press(page, 'Хатты дайындау')
    await keyFileWay(page).check()
    await page.route('**/api/submissions/*/signature', (route) => route.abort())
    await press(page, 'Қол қойып, жіберу')
    await signWith(page, await story.keys.file('rsa'))
    await says(page.getByRole('alert'), 'Қол қойылды, жіберілмеді')
    expect(await sent()).toBe(0)
    await page.unroute('**/api/submissions/*/signature')
    await page.reload()
    await says(page.getByRole('alert'), 'Қол қойылды, жіберілмеді')
    await press(page, 'Қайта жіберу')
    await says(main(page), 'Кері қайтарып алу туралы хатыңыз жіберілді')
    expect(await sent()).toBe(1)
  })
})
