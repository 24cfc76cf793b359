import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../bin/testing/browser.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { address, dialog, says } from './acts.ts'
import { askedCamera } from './camera.ts'
import { slow, tellStory } from './story.ts'

const story = tellStory({ ncaLayer: true })
const camera = askedCamera()

const title = 'Войти через NCALayer'
const connect = 'Подключиться к NCALayer'
const again = 'Повторить'
const window = (page: Page) => dialog(page, title)
const press = (page: Page, name: string) => window(page).getByRole('button', { name, exact: true }).click()
/** What the browser says of a line that could not be had, or was cut. */
const noLine = /WebSocket connection to 'wss:\/\/127\.0\.0\.1/

async function inRussian(page: Page): Promise<void> {
  await page.locator('header select.lang').selectOption('ru')
  await page.getByRole('button', { name: title }).waitFor()
}

async function openWindow(page: Page): Promise<void> {
  await page.getByRole('button', { name: title }).click()
  await window(page).waitFor()
}

describe('вход через NCALayer', () => {
  let page: Page

  test('предлагается на странице входа, и сначала объясняет, что спросит браузер', async () => {
    page = await story.open(null, '/sign-in')
    await inRussian(page)
    await camera?.shoot(page, 'sign-in-ways')
    await openWindow(page)
    await says(
      window(page),
      'о доступе к приложениям на этом устройстве или к локальной сети, нажмите «Разрешить»',
    )
    await says(window(page), 'Нужен ключ физического лица: AUTH_RSA256 или GOST512')
    expect(story.ncaLayer.lines().opened).toBe(0)
    await camera?.shoot(page, 'sign-in-explained')
    await story.looksRight(page)
  })

  test('программа не запущена: сказано, что делать', async () => {
    story.expectFault(noLine)
    story.ncaLayer.atDoor('hangsUp')
    await press(page, connect)
    await says(window(page).getByRole('alert'), 'NCALayer не ответил')
    await story.looksRight(page)
  })

  test('отмена в программе, ошибка и обрыв связи: можно попробовать ещё раз', async () => {
    story.ncaLayer.atDoor('greets')
    story.ncaLayer.behave('cancel', { code: 'INVOCATION_ERROR', message: 'x' }, 'cut')
    for (const words of [
      'В NCALayer не подписано',
      'Сообщение NCALayer: INVOCATION_ERROR: x',
      'прервалась',
    ]) {
      await press(page, again)
      await says(window(page).getByRole('alert'), words)
    }
    await camera?.shoot(page, 'sign-in-line-lost')
    await story.looksRight(page)
  })

  test('ключ RSA для подписи не годится для входа: сказано, какой нужен', async () => {
    story.expectRefusal(/^422 POST \/api\/session$/)
    story.ncaLayer.behave({ key: await story.keys.opened('rsa') })
    await press(page, again)
    await says(
      page.getByRole('alert'),
      'Этот ключ не для входа. Выберите файл, имя которого начинается с AUTH, или ключ GOST-2015',
    )
    await camera?.shoot(page, 'sign-in-wrong-key')
    await story.looksRight(page)
  })

  test('подписан другой текст: не принято', async () => {
    story.ncaLayer.behave('otherDocument')
    await openWindow(page)
    await press(page, connect)
    await says(page.getByRole('alert'), 'Подписан не этот документ, а другой')
  })

  test('подпись пришла через одиннадцать минут: текст для входа уже не действует', async () => {
    story.expectRefusal(/^409 POST \/api\/session$/)
    const answer = story.ncaLayer.hold()
    await openWindow(page)
    await press(page, connect)
    await says(window(page).getByRole('status'), 'Не спешите, эта страница подождёт')
    story.world.setNow('2026-01-12T05:41:00Z')
    answer()
    await says(page.getByRole('alert'), 'С начала входа прошло больше десяти минут. Войдите ещё раз')
    await story.looksRight(page)
  })

  test('страница загружена заново посреди подписи: вход начинается сначала', async () => {
    const answer = story.ncaLayer.hold()
    await openWindow(page)
    await press(page, connect)
    await says(window(page).getByRole('status'), 'Посмотрите в окно NCALayer')
    await camera?.shoot(page, 'sign-in-look-there')
    await page.reload()
    await page.getByRole('button', { name: title }).waitFor()
    await expect.poll(() => story.ncaLayer.lines().open, slow).toBe(0)
    answer()
  })

  test('чужой человек: его ИИН не клиент, счёт не заводится', async () => {
    story.expectRefusal(/^403 POST \/api\/session$/)
    const { p12 } = await story.keys.authority.issuePersonKey({
      surname: 'Бөтенов',
      givenName: 'Бөтен',
      iin: '900101300017',
      algorithm: 'gost2015',
      purpose: 'sign',
      notBefore: new Date('2025-06-01T00:00:00Z'),
      notAfter: new Date('2027-06-01T00:00:00Z'),
      password: 'Qwerty12',
    })
    story.ncaLayer.behave({ key: openKeyFile(p12, 'Qwerty12') })
    await openWindow(page)
    await press(page, connect)
    await page.getByRole('heading', { level: 1, name: /с таким ИИН не найден/ }).waitFor()
    await page.getByRole('button', { name: 'Войти с другим ключом' }).click()
  })

  test('ключом AUTH или GOST клиент входит в свой кабинет', async () => {
    await openWindow(page)
    await press(page, connect)
    await page.waitForURL(/\/incoming$/)
    const asked = story.ncaLayer.asked.at(-1)
    expect(asked?.signerParams).toEqual({ extKeyUsageOids: ['1.2.398.3.3.4.1.1'], chain: [] })
    expect(asked?.locale).toBe('ru')

    const other = await story.open(null, '/outgoing')
    await inRussian(other)
    story.ncaLayer.behave({ key: await story.keys.opened('gost') })
    await openWindow(other)
    await press(other, connect)
    await other.getByRole('heading', { level: 1, name: 'Исходящие обращения' }).waitFor()
    expect(address(other)).toBe('/outgoing')
  })
})

describe('разрешение браузера: сайт для него из интернета, NCALayer на этом устройстве', () => {
  let browser: Browser
  beforeAll(async () => {
    const { host } = new URL(story.world.origin)
    const executablePath = findBrowser() ?? ''
    browser = await chromium.launch({
      executablePath,
      args: [`--ip-address-space-overrides=${host}=public`],
    })
  })
  afterAll(() => browser.close())

  async function signIn(allowed: boolean): Promise<Page> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    if (allowed) await context.grantPermissions(['local-network-access'], { origin: story.world.origin })
    const page = await context.newPage()
    await page.goto(`${story.world.origin}/sign-in`)
    await inRussian(page)
    await openWindow(page)
    await press(page, connect)
    return page
  }

  test('дано: вход через ту же страницу, которой самой соединяться нельзя', async () => {
    const page = await signIn(true)
    await page.waitForURL(/\/incoming$/)
  })

  test('не дано: сказано, где его дать', async () => {
    const page = await signIn(false)
    await says(window(page).getByRole('alert'), 'В браузере запрещено соединение с NCALayer')
    await says(window(page), 'разрешите доступ к приложениям на устройстве (к локальной сети)')
    await camera?.shoot(page, 'sign-in-not-allowed')
    await story.looksRight(page)
  })
})
