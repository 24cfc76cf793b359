import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'
import { signAndSend } from './writing.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<OwnAppeal>(`GET /api/appeals/${id}`)).body

describe('жауаппен келіспеген клиент шағым жазады, оны сол жауапты бергендер қарамайды', () => {
  let id: string
  let complaint: string
  let aigerim: Page

  test('аяқталған өтініштің бетінен шағымның жобасы ашылады: шарт, түрі, хаттың нөмірі мен күні орнында', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    await answered(story, id)
    aigerim = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    const button = aigerim.getByRole('button', { name: 'Келіспеймін, шағым жазу' })
    await button.waitFor()
    await camera?.shoot(aigerim, 'answered')
    await story.looksRight(aigerim)
    await button.dblclick()
    await aigerim.waitForURL(/\/write\/[^/]+/)
    complaint = /\/write\/([^/]+)/.exec(aigerim.url())?.[1] ?? ''
    await says(main(aigerim), 'өтініш бойынша хатқа шағым')
    const { correspondence } = await seen(id)
    const number = correspondence.find(({ kind }) => kind === 'answer')?.outgoing?.number ?? ''
    const substance = aigerim.getByLabel('Шағымның мәні')
    await expect.poll(() => substance.inputValue(), slow).toContain(`№ ${number} хатымен келіспеймін.`)
    await camera?.shoot(aigerim, 'complaint-begun')
    await story.looksRight(aigerim)
  })

  test('клиент оны толықтырып, қол қояды: өз нөмірі мен мерзімі бар, екеуі бір-бірін көрсетеді', async () => {
    await aigerim.getByLabel('Неге шағымданасыз').selectOption('service')
    await aigerim.getByLabel('Талабыңыз').fill('Есепті қайта қарауды сұраймын.')
    await says(main(aigerim), 'Автоматты түрде сақталды')
    await aigerim.goto(`${story.world.origin}/write/${complaint}/sign`)
    await aigerim.getByRole('img').first().waitFor()
    await signAndSend(aigerim, await story.keys.file('gost'))
    await story.settled()
    const [first, second] = [await seen(id), await seen(complaint)]
    expect(second.registrationNumber).not.toBe(first.registrationNumber)
    await aigerim.goto(`${story.world.origin}/appeals/${id}`)
    await says(main(aigerim), `Хатқа шағым: № ${second.registration}`)
    expect(await main(aigerim).getByRole('button', { name: 'Келіспеймін, шағым жазу' }).count()).toBe(0)
    await camera?.shoot(aigerim, 'first-with-complaint')
    await story.looksRight(aigerim)
    await aigerim.getByRole('link', { name: 'Хатқа шағым' }).click()
    await says(main(aigerim), `№ ${first.registration} өтініш бойынша хатқа шағым`)
    await camera?.shoot(aigerim, 'complaint-sent')
    await story.looksRight(aigerim)
  })

  test('кеңседе байланыс екі жақта көрінеді; жауап берген орындаушы шағымды ала алмайды', async () => {
    const staff = await story.open(story.people.registrar, `/office/appeals/${complaint}`)
    await says(main(staff), 'осы жауапқа шағым')
    await camera?.shoot(staff, 'office-complaint')
    await story.looksRight(staff)
    await staff.goto(`${story.world.origin}/office/appeals/${id}`)
    await says(main(staff), 'осы жауапқа шағым')
    const saule = await story.world.as(story.people.executor)
    const taken = await saule.ask(`POST /api/office/appeals/${complaint}/take-into-work`)
    expect(taken.problem.code).toBe('about_self')
  })
})
