import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { desk, phone, slow, tellStory } from './story.ts'
import { endSessions, fieldsOf, offline, signInWindow } from './troubles.ts'

const story = tellStory({ ncaLayer: true })
const camera = askedCamera()

const title = 'NCALayer арқылы қол қою'
const window = (page: Page) => dialog(page, title)
const press = (page: Page, name: string) => window(page).getByRole('button', { name, exact: true }).click()
const begin = 'Қол қойып, жіберу'
const connect = 'NCALayer-ге қосылу'
const again = 'Қайталап көру'

const signatures = async () =>
  (await story.world.context.db.selectFrom('signature').select('method').execute()).length
/** What the browser says of a line that could not be had, or was cut. */
const noLine = /WebSocket connection to 'wss:\/\/127\.0\.0\.1/

/** At the last step of a letter, with NCALayer chosen. */
async function atSigning(): Promise<Page> {
  const id = await earlyDraft(story, 'sign')
  const page = await story.open(story.people.aigerim, `/write/${id}/sign`)
  await choose(page)
  return page
}

async function choose(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'NCALayer арқылы' }).check()
}

async function openWindow(page: Page): Promise<void> {
  await page.getByRole('button', { name: begin }).click()
  await window(page).waitFor()
}

describe('§8, NCALayer: компьютердегі бағдарламада қол қою', () => {
  let page: Page

  test('тек компьютерде ұсынылады', async () => {
    page = await atSigning()
    await says(page.getByRole('group', { name: 'Қалай қол қоясыз?' }), 'NCALayer арқылы Тек компьютерде')
    await camera?.shoot(page, 'way')
    const onPhone = await story.open(story.people.aigerim, address(page), phone, {
      isMobile: true,
      hasTouch: true,
      userAgent:
        'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Mobile Safari/537.36',
    })
    await onPhone.getByRole('radio', { name: 'ЭЦҚ файлы арқылы' }).waitFor()
    expect(await onPhone.getByRole('radio', { name: 'NCALayer' }).count()).toBe(0)
    await camera?.shoot(onPhone, 'phone-without')
    await onPhone.close()
  })

  test('браузер не сұрайтыны алдын ала айтылады, оған дейін ештеңе қосылмайды', async () => {
    await openWindow(page)
    await says(window(page), 'құрылғыдағы қолданбаларға немесе жергілікті желіге қосылуға рұқсат сұраса')
    await says(window(page), 'сайт өз компьютеріңіздегі NCALayer-ге ғана қосылады')
    await says(window(page), 'Кілт пен пароль NCALayer-де қалады')
    expect(story.ncaLayer.lines()).toEqual({ opened: 0, open: 0 })
    await camera?.shoot(page, 'explained')
    await story.looksRight(page)
  })

  test('бағдарлама іске қосылмаса, не істеу керегі айтылады', async () => {
    story.expectFault(noLine)
    story.ncaLayer.atDoor('hangsUp')
    await press(page, connect)
    await says(window(page).getByRole('alert'), 'NCALayer жауап бермеді')
    await says(window(page), 'NCALayer орнатылмаған болса, оны pki.gov.kz сайтынан тегін алыңыз')
    await camera?.shoot(page, 'not-running')
    await story.looksRight(page)
  })

  test('бағдарлама терезесінде бас тартылса, қайталауға болады', async () => {
    story.ncaLayer.atDoor('greets')
    story.ncaLayer.behave('cancel')
    await press(page, again)
    await says(window(page).getByRole('alert'), 'NCALayer-де қол қойылмады')
    await says(window(page), 'жеке тұлғаның RSA256 немесе GOST512 кілті (AUTH емес)')
    await camera?.shoot(page, 'cancelled')
    await story.looksRight(page)
  })

  test('бағдарламаның қатесі өз сөзімен айтылады', async () => {
    story.ncaLayer.behave({ code: 'INVOCATION_ERROR', message: 'storage.not.found' })
    await press(page, again)
    await says(window(page).getByRole('alert'), 'NCALayer қол қоя алмады')
    await says(window(page), 'NCALayer хабары: INVOCATION_ERROR: storage.not.found')
    await camera?.shoot(page, 'failed')
    await story.looksRight(page)
  })

  test('ортасында байланыс үзілсе, ештеңе жоғалмайды', async () => {
    story.ncaLayer.behave('cut')
    await press(page, again)
    await says(window(page).getByRole('alert'), 'NCALayer-мен байланыс үзілді')
    await camera?.shoot(page, 'line-lost')
    await story.looksRight(page)
    expect(await signatures()).toBe(0)
  })

  test('клиент асықпай қол қоя алады; «Болдырмау» байланысты бірден үзеді', async () => {
    story.ncaLayer.hold()
    await press(page, again)
    await says(window(page).getByRole('status'), 'NCALayer терезесіне қараңыз')
    await camera?.shoot(page, 'look-there')
    await story.looksRight(page)
    expect(story.ncaLayer.lines().open).toBe(1)
    await press(page, 'Болдырмау')
    await window(page).waitFor({ state: 'detached' })
    await expect.poll(() => story.ncaLayer.lines().open, slow).toBe(0)
    expect(await page.getByRole('radio', { name: 'NCALayer арқылы' }).isChecked()).toBe(true)
  })

  test('басқа адамның кілтімен қойылған қолтаңба қабылданбайды', async () => {
    story.expectRefusal(/^422 POST \/api\/drafts\/[^/]+\/signature$/)
    story.ncaLayer.behave({ key: await story.keys.opened('foreign') })
    await openWindow(page)
    await press(page, connect)
    await says(page.getByRole('alert'), 'Бұл – басқа адамның кілті: ондағы ЖСН сіздікі емес')
    await camera?.shoot(page, 'wrong-person')
    await story.looksRight(page)
  })

  test('басқа құжатқа қойылған қолтаңба қабылданбайды', async () => {
    story.ncaLayer.behave('otherDocument')
    await openWindow(page)
    await press(page, connect)
    await says(page.getByRole('alert'), 'Қол осы құжатқа емес, басқасына қойылған')
    await camera?.shoot(page, 'other-document')
    expect(await signatures()).toBe(0)
  })

  test('ортасында бет қайта жүктелсе, хат орнында, бағдарламадан ештеңе күтілмейді', async () => {
    const answer = story.ncaLayer.hold()
    await openWindow(page)
    await press(page, connect)
    await says(window(page).getByRole('status'), 'NCALayer терезесіне қараңыз')
    await page.reload()
    await page.getByRole('button', { name: begin }).waitFor()
    await expect.poll(() => story.ncaLayer.lines().open, slow).toBe(0)
    answer()
    expect(await signatures()).toBe(0)
  })

  test('бағдарлама терезесі ашық тұрғанда желі жоғалып, қайта келсе, қол қойылып, жіберіледі', async () => {
    const answer = story.ncaLayer.hold()
    await choose(page)
    await openWindow(page)
    await press(page, connect)
    await says(window(page).getByRole('status'), 'NCALayer терезесіне қараңыз')
    await page.context().setOffline(true)
    await page.context().setOffline(false)
    await says(window(page).getByRole('status'), 'NCALayer терезесіне қараңыз')
    answer()
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
    expect(await signatures()).toBe(1)
  })

  test('бағдарламаның ескі нұсқасы да қол қояды', async () => {
    for (const shape of ['text', 'pem'] as const) {
      story.ncaLayer.behave(shape)
      const before = await signatures()
      const other = await atSigning()
      await openWindow(other)
      await press(other, connect)
      await other.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
      expect(await signatures()).toBe(before + 1)
      await other.close()
    }
  })

  test('бағдарламадан не сұралғаны: осы адамның қол қою кілті, осы хаттың өзі', () => {
    for (const { signerParams, signingParams, locale } of story.ncaLayer.asked) {
      expect(signerParams).toMatchObject({ extKeyUsageOids: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'] })
      expect(signerParams.iin).toBe(story.people.aigerim.iin)
      expect([signingParams, locale]).toEqual([{ decode: true, encapsulate: false, digested: false }, 'kk'])
    }
  })
})

test('желі жоқ кезде бағдарламаға қосылу басталмайды, себебі айтылады', async () => {
  story.expectFault(offline)
  const opened = story.ncaLayer.lines().opened
  const page = await atSigning()
  await page.setViewportSize(desk)
  await openWindow(page)
  await page.context().setOffline(true)
  await press(page, connect)
  await says(page.getByRole('alert'), 'Серверге қосыла алмадық')
  expect(story.ncaLayer.lines().opened).toBe(opened)
  await page.context().setOffline(false)
  await openWindow(page)
  await press(page, connect)
  await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
})

test('сеанс хат жазып отырғанда аяқталса: сол беттің үстінде NCALayer арқылы кіріледі, жазылғаны орнында', async () => {
  story.expectRefusal(/^401 /)
  const id = await earlyDraft(story, 'letter')
  const page = await story.open(story.people.aigerim, `/write/${id}/letter`)
  await page.getByLabel('Мекенжай').waitFor()
  await endSessions(story)
  await page.getByLabel('Мекенжай').fill('Астана қ., Жаңа көшесі, 5-үй')
  const over = dialog(page, signInWindow)
  await over.getByRole('button', { name: 'NCALayer арқылы кіру' }).click()
  await dialog(page, 'NCALayer арқылы кіру').getByRole('button', { name: connect }).click()
  await over.waitFor({ state: 'detached' })
  expect(await fieldsOf(page, ['address'])).toEqual({ address: 'Астана қ., Жаңа көшесі, 5-үй' })
})

test('қол түн ортасынан кейін қойылса, ескі хат жіберілмейді, жаңасы дайындалады', async () => {
  story.expectRefusal(/^409 POST \/api\/drafts\/[^/]+\/signature$/)
  story.world.setNow('2026-01-12T18:50:00Z')
  const page = await atSigning()
  const before = await signatures()
  const answer = story.ncaLayer.hold()
  await openWindow(page)
  await press(page, connect)
  await says(window(page).getByRole('status'), 'NCALayer терезесіне қараңыз')
  story.world.setNow('2026-01-12T19:05:00Z')
  answer()
  await says(page.getByRole('alert'), 'Хат жаңартылды: Хат дайындалған күні ғана жарамды')
  expect(await signatures()).toBe(before)
  await choose(page)
  await openWindow(page)
  await press(page, connect)
  await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
})
