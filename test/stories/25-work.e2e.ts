import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { makeStaff, makeUnit, sendAway } from '../office.ts'
import { dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { sayIn, saying, toldIn } from './spoken.ts'
import { slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language })
  const camera = askedCamera(language)

  describe('жұмысты бөлу: тағайындау, кері қайтару, өзіне алу, бөлімшеге жіберу', () => {
    let id: string
    let head: Page
    const acts = (page: Page) => page.getByRole('region', { name: say('Жұмысты бөлу') })
    const client = async () =>
      (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body

    test('кімге: жүктемесі көрінеді, жоқ адамды таңдауға болмайды, орнындағы аталады', async () => {
      id = await sentFree(story)
      await registerDue(story.world.context)
      const { executor, otherExecutor } = story.people
      await makeStaff(story.world, 'bauyrzhan', 'Сейітов Бауыржан Мұратұлы', ['executor'], ['office'])
      const away = { staffId: otherExecutor.id, deputyId: executor.id, from: '2026-01-12', to: '2026-01-16' }
      await sendAway(story.world, away)
      head = await story.open(story.people.head, `/office/appeals/${id}`)
      await acts(head)
        .getByRole('button', { name: say('Тағайындау') })
        .click()
      const window = dialog(head, say('№ 1 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Сейітов Бауыржан Мұратұлы/ }).waitFor()
      await says(window, say('№ 1 (мерзімі 02.02.2026)'))
      const absent = window.getByRole('radio', { name: /Оспанов Асқар Нұрланұлы/ })
      expect(await absent.isDisabled()).toBe(true)
      await says(window, say('16.01.2026 дейін жоқ'))
      await says(window, say('орнына: Иманбекова Сәуле Маратқызы'))
      await says(window, say('ашық 0, осы аптада 0'))
      await window.getByRole('button', { name: say('Тағайындау'), exact: true }).click()
      await says(window, say('Орындаушыны таңдаңыз.'))
      await camera?.shoot(head, 'assign')
      await story.looksRight(head)
    })

    test('клиентке есімі ғана барады; ішкі мерзім мен бұрыштама қызметкерлерде қалады', async () => {
      const window = dialog(head, say('№ 1 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Сейітов Бауыржан Мұратұлы/ }).check()
      story.expectRefusal(/^422 POST .*\/assignment$/)
      await window.getByLabel(saying`^${say('Ішкі мерзім')}`).fill('31.01.2026')
      await window.getByLabel(saying`^${say('Бұрыштама')}`).fill('Қарап, мерзімінде жауап дайындаңыз.')
      await window.getByRole('button', { name: say('Тағайындау'), exact: true }).click()
      await says(window, say('31.01.2026 жұмыс күні емес. Жұмыс күнін таңдаңыз.'))
      await window.getByLabel(saying`^${say('Ішкі мерзім')}`).fill('30.01.2026')
      await camera?.shoot(head, 'assign-chosen')
      await window.getByRole('button', { name: say('Тағайындау'), exact: true }).click()
      await says(head.getByRole('main'), 'Сейітов Б. М.')
      const seen = await client()
      expect(seen.executor?.fullName).toBe('Сейітов Бауыржан Мұратұлы')
      expect(JSON.stringify(seen)).not.toContain('2026-01-30')
      expect(JSON.stringify(seen)).not.toContain('дайындаңыз')
      await story.looksRight(head)
    })

    test('өзіне алу себебімен: клиент есімін көреді, себебін көрмейді', async () => {
      await acts(head)
        .getByRole('button', { name: say('Өзіме алу') })
        .click()
      const window = dialog(head, saying`^${say('Өзіме алу')}`)
      await window.getByRole('button', { name: say('Өзіме алу') }).click()
      await says(window, say('Себебін жазыңыз: кемінде 5 таңба.'))
      await window.getByLabel(say('Себебі')).fill('Күрделі іс, өзім қараймын')
      await camera?.shoot(head, 'take-over')
      await story.looksRight(head)
      await window.getByRole('button', { name: say('Өзіме алу') }).click()
      await window.waitFor({ state: 'detached' })
      await expect
        .poll(async () => (await client()).executor?.fullName, slow)
        .toBe('Бекова Гүлнар Талғатқызы')
      expect(JSON.stringify(await client())).not.toContain('Күрделі')
    })

    test('бос өтініш үстелдің өзінен тағайындалады', async () => {
      await sentFree(story, 'Екінші өтініш')
      await registerDue(story.world.context)
      await head.goto(`${story.world.origin}/office`)
      await head.getByRole('button', { name: `${say('Тағайындау')}: № 2` }).click()
      const window = dialog(head, say('№ 2 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Сейітов Бауыржан Мұратұлы/ }).check()
      await camera?.shoot(head, 'assign-on-the-desk')
      await window.getByRole('button', { name: say('Тағайындау'), exact: true }).click()
      await says(head.getByRole('status'), `${say('Тапсырылды: {named}').replace('{named}', '№ 2')}`)
      await expect
        .poll(() => head.getByRole('heading', { name: say('Тағайындау керек') }).count(), slow)
        .toBe(0)
      await camera?.shoot(head, 'assigned-on-the-desk')
      await story.looksRight(head)
      await head.goto(`${story.world.origin}/office/appeals/${id}`)
    })

    test('кері қайтару, сосын бөлімшеге жіберу: көрмейтін болса, кезекке қайтады', async () => {
      await makeUnit(story.world, 'law')
      await acts(head)
        .getByRole('button', { name: say('Кері қайтару') })
        .click()
      const back = dialog(head, saying`^${say('Кері қайтару')}`)
      await back.getByLabel(say('Себебі')).fill('Басқа бөлімшенің ісі')
      await camera?.shoot(head, 'give-back')
      await back.getByRole('button', { name: say('Кері қайтару') }).click()
      await back.waitFor({ state: 'detached' })
      await acts(head)
        .getByRole('button', { name: say('Бөлімшеге жіберу') })
        .click()
      const route = dialog(head, saying`^${say('Бөлімшеге жіберу')}`)
      await route.getByRole('button', { name: say('Бөлімшеге жіберу') }).click()
      await says(route, say('Бөлімшені таңдаңыз.'))
      await route
        .getByLabel(say('Бөлімше', 'assign'))
        .selectOption({ label: language === 'kk' ? 'law бөлімі' : 'Отдел law' })
      await route.getByLabel(say('Себебі')).fill('Заңгерлер қарауы керек')
      await camera?.shoot(head, 'route')
      await story.looksRight(head)
      await route.getByRole('button', { name: say('Бөлімшеге жіберу') }).click()
      await expect.poll(() => new URL(head.url()).pathname, slow).toBe('/office')
    })
  })
})
