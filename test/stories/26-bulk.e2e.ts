import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import { dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { sayIn, saying, toldIn } from './spoken.ts'
import { slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language })
  const camera = askedCamera(language)

  describe('бірден көп өтініш: не болатыны, барысы, нәтижесі, болдырмау', () => {
    let head: Page
    const bar = () => head.getByRole('region', { name: say('Таңдалған өтініштер') })
    const tick = (number: number) =>
      head.getByRole('checkbox', { name: say(`Таңдау, № ${number}`), exact: true })
    const executors = async () =>
      await story.world.context.db
        .selectFrom('appeal')
        .select(['number', 'executor_id'])
        .orderBy('number')
        .execute()

    test('таңдау санын да, нөмірлерін де айтады; батырма санын қайталайды', async () => {
      const ids: string[] = []
      for (let n = 0; n < 4; n += 1) ids.push(await sentFree(story))
      await registerDue(story.world.context)
      await takenIntoWork(story, ids[3] ?? '')
      head = await story.open(story.people.head, '/office/queue')
      for (const number of [1, 2, 3]) await tick(number).check()
      await says(bar(), say('Таңдалған өтініш: 3'))
      await says(bar(), say('№ 1 (мерзімі 02.02.2026)'))
      // At the end of the list, where the bar covers no row.
      await head.evaluate(() => globalThis.scrollTo(0, document.body.scrollHeight))
      await camera?.shoot(head, 'bulk-bar')
      await story.looksRight(head)
      await bar()
        .getByRole('button', { name: say('Тағайындау') })
        .click()
      const window = dialog(head, say('3 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Оспанов Асқар Нұрланұлы/ }).check()
      await window.getByLabel(saying`^${say('Бұрыштама')}`).fill('Қарап, мерзімінде жауап дайындаңыз.')
      await camera?.shoot(head, 'bulk-assign')
      await story.looksRight(head)
      await window.getByRole('button', { name: say('3 өтінішті тағайындау') }).click()
      const outcome = dialog(head, say('Нәтиже'))
      await says(outcome, say('Жасалды: 3. Өзгеріссіз қалды: 0. Болмады: 0.'))
      await camera?.shoot(head, 'bulk-done')
      await story.looksRight(head)
      const { otherExecutor, executor } = story.people
      expect((await executors()).map(({ executor_id }) => executor_id)).toEqual([
        otherExecutor.id,
        otherExecutor.id,
        otherExecutor.id,
        executor.id,
      ])
    })

    test('болдырмау клиентке айтылғанын ескертеді, себебін сұрайды, бұрынғысына қайтарады', async () => {
      const outcome = dialog(head, say('Нәтиже'))
      await outcome.getByRole('button', { name: say('Жасалғанды болдырмау') }).click()
      const undo = dialog(head, say('Жасалғанды болдырмау'))
      await says(
        undo,
        say(
          'Клиенттерге орындаушының аты-жөні айтылған, ол хабарлама қайтарылмайды. Енді олар орындаушының жоқ екенін көреді.',
        ),
      )
      await undo.getByLabel(say('Себебі')).fill('Қате адам таңдалды')
      await camera?.shoot(head, 'bulk-undo')
      await story.looksRight(head)
      await undo
        .getByRole('button', { name: say('Жасалғанды болдырмау'), exact: true })
        .last()
        .click()
      await says(outcome, say('Болдырылды: 3. Болмады: 0.'))
      await outcome
        .getByRole('button', { name: say('Жабу') })
        .last()
        .click()
      await expect
        .poll(async () => (await executors()).filter(({ executor_id }) => executor_id === null).length, slow)
        .toBe(3)
    })

    test('болмағандары себебімен аталады да, таңдаулы күйінде қалады', async () => {
      for (const number of [1, 4]) await tick(number).check()
      // Somebody is faster: the page still shows that it is free.
      const askar = await story.world.as(story.people.otherExecutor)
      const { id } = await story.world.context.db
        .selectFrom('appeal')
        .select('id')
        .where('number', '=', 1)
        .executeTakeFirstOrThrow()
      await askar.ask(`POST /api/office/appeals/${id}/take-into-work`)
      await bar()
        .getByRole('button', { name: say('Тағайындау') })
        .click()
      const window = dialog(head, say('2 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Бекова Гүлнар Талғатқызы/ }).check()
      await window.getByLabel(say('Орындаушыны ауыстыру себебі')).fill('Жұмысты теңестіру')
      await window.getByRole('button', { name: say('2 өтінішті тағайындау') }).click()
      const outcome = dialog(head, say('Нәтиже'))
      await says(outcome, say('Жасалды: 1. Өзгеріссіз қалды: 0. Болмады: 1.'))
      await says(
        outcome,
        saying`№ 1.*${say('Бұл арада басқа шешім қабылданды')}.*Оспанов Асқар Нұрланұлы, 12\.01\.2026`,
      )
      await camera?.shoot(head, 'bulk-refused')
      await story.looksRight(head)
      await outcome
        .getByRole('button', { name: say('Жабу') })
        .last()
        .click()
      await says(bar(), say('Таңдалған өтініш: 1'))
      expect(await tick(1).isChecked()).toBe(true)
      expect(await tick(4).isChecked()).toBe(false)
    })
  })
})
