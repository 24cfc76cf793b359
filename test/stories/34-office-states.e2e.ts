import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import { paths } from '../../web/paths.ts'
import { dialog, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { Gateway } from './gateway.ts'
import { sayIn, saying, toldIn } from './spoken.ts'
import { slow, tellStory } from './story.ts'

/** What the office's pages say when there is nothing, when it can't be had, and when it is not for the asker. */
describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language })
  const camera = askedCamera(language)
  const main = (page: Page) => page.getByRole('main')
  const look = async (page: Page, name: string) => {
    await camera?.shoot(page, `state-${name}`)
    await story.looksRight(page)
  }
  let gateway: Gateway
  beforeAll(async () => {
    gateway = await Gateway.start()
  })
  afterAll(() => gateway.stop())

  describe('кеңсе беттерінің күйлері', () => {
    let id: string

    test('бос: үстел мен кезек келесі не боларын айтады', async () => {
      const page = await story.open(story.people.executor, paths.office)
      await says(main(page), say('Бүгінге жұмысыңыз жоқ'))
      await look(page, 'desk-empty')
      await page.goto(story.world.origin + paths.officeQueue)
      await says(main(page), say('Кезекте өтініш жоқ', 'queue'))
      await look(page, 'queue-empty')
      await page.context().close()
    })

    test('табылмады: нені қай сүзгі жасырғаны аталады', async () => {
      id = await sentFree(story)
      await registerDue(story.world.context)
      const page = await story.open(story.people.executor, `${paths.officeQueue}?due=overdue`)
      await says(main(page), say('Бұл сүзгімен ештеңе табылмады'))
      await look(page, 'queue-nothing')
      await page.context().close()
    })

    test('құқығы жоқ: рөлді кім беретіні айтылады', async () => {
      story.expectRefusal(/^403 GET \/api\/office\//)
      const page = await story.open(story.people.administrator, paths.officeQueue)
      await says(main(page), say('Кезек сіздің рөліңізге ашық емес'))
      await look(page, 'no-right')
      await page.goto(story.world.origin + paths.officeFigures)
      await says(main(page), say('Көрсеткіштер сіздің рөліңізге ашық емес'))
      await look(page, 'figures-no-right')
      await page.context().close()
    })

    test('сервер жауап бермесе: не болғаны айтылады, қайталағанда тізім келеді', async () => {
      story.expectRefusal(/^503 GET \/api\//)
      story.expectFault(/status of 503/)
      const page = await story.open(story.people.executor, paths.office, undefined, gateway.contextOptions)
      await page.getByRole('heading', { level: 1, name: say('Менің күнім') }).waitFor()
      gateway.answerFor(/^\/api\/office\/queue$/)
      await page
        .getByRole('navigation', { name: say('Бөлімдер') })
        .getByRole('link', { name: say('Кезек'), exact: true })
        .click()
      await says(
        main(page),
        say(
          'Қызмет уақытша қолжетімсіз: жаңартылып жатқан болуы мүмкін. Енгізгендеріңіз сақталған, бірнеше минуттан кейін қайталап көріңіз.',
        ),
      )
      await look(page, 'queue-failed')
      gateway.answerFor(null)
      await page.getByRole('button', { name: say('Қайталап көру') }).click()
      await says(main(page), say('Табылғаны: 1'))
      await page.context().close()
    })

    test('желі жоқ: тағайындалмағаны айтылады, жазылғаны терезеде қалады, қайта басқанда болады', async () => {
      story.expectFault(/ERR_INTERNET_DISCONNECTED/)
      const page = await story.open(story.people.head, paths.officeAppeal(id))
      await page
        .getByRole('region', { name: say('Жұмысты бөлу') })
        .getByRole('button', { name: say('Тағайындау') })
        .click()
      const window = dialog(page, say('№ 1 өтінішті тағайындау'))
      await window.getByRole('radio', { name: /Оспанов Асқар Нұрланұлы/ }).check()
      const box = window.getByLabel(saying`^${say('Бұрыштама')}`)
      await box.fill('Қарап, мерзімінде жауап дайындаңыз.')
      await page.context().setOffline(true)
      const assign = window.getByRole('button', { name: say('Тағайындау'), exact: true })
      await assign.click()
      await window.getByRole('alert').waitFor()
      expect(await box.inputValue()).toBe('Қарап, мерзімінде жауап дайындаңыз.')
      await camera?.shoot(page, 'state-offline')
      await page.context().setOffline(false)
      await assign.click()
      await window.waitFor({ state: 'detached' })
      await says(main(page), 'Оспанов А. Н.')
      await page.context().close()
    })

    test('ескірген бет: кім не істегені айтылады, ештеңе үнсіз қайталанбайды', async () => {
      const other = await sentFree(story)
      await registerDue(story.world.context)
      const page = await story.open(story.people.otherExecutor, paths.officeQueue)
      const take = page.getByRole('button', { name: say('Жұмысқа алу, № 2') })
      await take.waitFor()
      await takenIntoWork(story, other)
      await says(main(page), say('Өзгергені: 1'))
      await look(page, 'queue-changed')
      story.expectRefusal(/^409 POST .*\/take-into-work$/)
      await take.click()
      await says(page.getByRole('alert'), 'Иманбекова')
      await look(page, 'queue-stale')
      await expect.poll(() => take.count(), slow).toBe(0)
      await page.context().close()
    })
  })
})
