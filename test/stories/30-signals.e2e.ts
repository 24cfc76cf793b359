import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { DemoMail } from '../../wire/notice.ts'
import { address, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { sayIn, toldIn } from './spoken.ts'
import { slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language, mail: true })
  const camera = askedCamera(language)

  describe('сигналдар: мерзім күні, таңғы жинақ, мерзімі өткені, қалай хабарлау', () => {
    let askar: Page
    let head: Page
    let id: string
    const main = (page: Page) => page.getByRole('main')
    const bell = (page: Page) => page.getByRole('banner').locator('.bell')
    const settings = (page: Page) => page.getByRole('region', { name: say('Қалай хабарланады') })
    const mails = async () => {
      const browser = await story.world.as(null)
      return (await browser.ask<{ mails: DemoMail[] }>('GET /api/demo/mails')).body.mails
    }
    /** Mails speak the account's language, whatever the screen says. */
    const saidByMail = async () => {
      const staff = story.world.context.db.selectFrom('staff').select('language')
      return await sayIn((await staff.where('login', '=', 'askar').executeTakeFirstOrThrow()).language)
    }

    test('әзірге бос; орындаушы мекенжайын жазып, қалай хабарлануын таңдайды', async () => {
      id = await sentFree(story)
      await registerDue(story.world.context)
      const office = await story.world.as(story.people.otherExecutor)
      expect((await office.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
      askar = await story.open(story.people.otherExecutor, '/office')
      await bell(askar).click()
      await expect.poll(() => address(askar), slow).toBe('/office/signals')
      await says(main(askar), say('Сигналдар әзірге жоқ'))
      story.expectRefusal(/^422 PUT \/api\/office\/signals\/settings$/)
      const email = askar.getByLabel(say('E-mail мекенжайыңыз'))
      await email.fill('askar@')
      await settings(askar)
        .getByRole('button', { name: say('Сақтау', 'signals') })
        .click()
      await says(askar.getByRole('alert'), say('Мекенжай дұрыс жазылмаған: аты@мекеме.kz түрінде жазыңыз.'))
      await camera?.shoot(askar, 'signals-wrong-address')
      await story.looksRight(askar)
      await email.fill('askar@example.kz')
      await settings(askar)
        .getByRole('button', { name: say('Сақтау', 'signals') })
        .click()
      await says(settings(askar), say('Сақталды.', 'signals'))
      await camera?.shoot(askar, 'signals-empty')
      await story.looksRight(askar)
      await askar.reload()
      await says(main(askar), say('E-mail мекенжайыңыз өзгертілді.'))
      await askar.getByRole('button', { name: say('Барлығын оқылды деп белгілеу', 'signals') }).click()
      await expect.poll(() => bell(askar).getAttribute('aria-label'), slow).toBe(say('Сигналдар', 'signals'))
      // An open page would ask on after its session has ended.
      await askar.goto('about:blank')
    })

    test('мерзім күні ашылғанда: қоңыраудағы сан, беттегі сигнал, таңғы жинақ поштада', async () => {
      await story.moveClock('2026-02-02T04:31:00Z')
      await story.comeAgain(askar, story.people.otherExecutor, '/office/signals')
      await says(main(askar), say('№ 1 өтінішке жауап беру күні келді'))
      await says(main(askar), say('Бұрынғы сигналдар осыған біріктірілді: 3.'))
      await expect
        .poll(() => bell(askar).getAttribute('aria-label'), slow)
        .toBe(say('Сигналдар, оқылмағаны: 1'))
      await camera?.shoot(askar, 'signals-last-day')
      await story.looksRight(askar)
      const byMail = await saidByMail()
      await expect.poll(async () => (await mails()).length, slow).toBe(1)
      const [digest] = await mails()
      expect(digest?.to).toBe('askar@example.kz')
      expect(digest?.text).toContain(byMail('Бүгін жауап беру керегі: 1'))
      expect(digest?.text).not.toMatch(/Сапарова|Айгерім/)
      const post = await story.open(null, '/demo/mail')
      await says(main(post), byMail('Бүгін жауап беру керегі: 1'))
      await camera?.shoot(post, 'signals-digest')
      await story.looksRight(post)
      await post.context().close()
    })

    test('бір сағаттан кейін сигналдың өз хаты; ашылған сигнал оқылды', async () => {
      await story.moveClock('2026-02-02T05:35:00Z')
      await expect.poll(async () => (await mails()).length, slow).toBe(2)
      await story.comeAgain(askar, story.people.otherExecutor, '/office/signals')
      await askar.getByRole('link', { name: say('Өтінішті ашу: X').replace('X', '') }).click()
      await expect.poll(() => address(askar), slow).toBe(`/office/appeals/${id}`)
      await expect.poll(() => bell(askar).getAttribute('aria-label'), slow).toBe(say('Сигналдар', 'signals'))
      await askar.waitForLoadState('networkidle')
      await askar.context().close()
    })

    test('ертеңіне мерзімі өтті: басшы да біледі, беті ашық болса, бірден көреді', async () => {
      await story.moveClock('2026-02-03T04:20:00Z')
      head = await story.open(story.people.head, '/office/signals')
      await says(main(head), say('Сигналдар әзірге жоқ'))
      await story.moveClock('2026-02-03T04:31:00Z')
      await says(main(head), say('№ 1 өтініштің мерзімі өтті: 1 жұмыс күні'))
      await expect
        .poll(() => bell(head).getAttribute('aria-label'), slow)
        .toBe(say('Сигналдар, оқылмағаны: 1'))
      await camera?.shoot(head, 'signals-overdue')
      await story.looksRight(head)
      await head.getByRole('button', { name: say('Барлығын оқылды деп белгілеу', 'signals') }).click()
      await expect.poll(() => bell(head).getAttribute('aria-label'), slow).toBe(say('Сигналдар', 'signals'))
    })

    test('таңдау өзгереді және сақталады; мерзімі өткенін өшіруге болмайды', async () => {
      const free = head.getByLabel(say('Өтінішті ешкім алмағанда'))
      await free.selectOption('none')
      await settings(head)
        .getByRole('button', { name: say('Сақтау', 'signals') })
        .click()
      await says(settings(head), say('Сақталды.', 'signals'))
      await head.reload()
      await expect.poll(() => free.inputValue(), slow).toBe('none')
      const overdue = head.getByLabel(say('Мерзімі өткенде, әр жұмыс күні'))
      expect(
        await overdue.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
      ).toEqual(['office', 'mail', 'both'])
      await main(head).getByRole('heading', { level: 1 }).waitFor()
      await story.looksRight(head)
    })
  })
})
