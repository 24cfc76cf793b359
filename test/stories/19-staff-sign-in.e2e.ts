import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { setStaffIin } from '../../server/person/staff-access.ts'
import type { Session } from '../../wire/person.ts'
import { egovMobile as enEgovMobile } from '../../words/en/egov-mobile.ts'
import { ncalayer as enNcalayer } from '../../words/en/ncalayer.ts'
import { site as enSite } from '../../words/en/site.ts'
import { egovMobile } from '../../words/kk/egov-mobile.ts'
import { ncalayer } from '../../words/kk/ncalayer.ts'
import { refusals } from '../../words/kk/refusals.ts'
import { signInRefusals } from '../../words/kk/signature.ts'
import { signing } from '../../words/kk/signing.ts'
import { site } from '../../words/kk/site.ts'
import { egovMobile as ruEgovMobile } from '../../words/ru/egov-mobile.ts'
import { ncalayer as ruNcalayer } from '../../words/ru/ncalayer.ts'
import { site as ruSite } from '../../words/ru/site.ts'
import { address, dialog, keyWindow, says, signWith } from './acts.ts'
import { staffSignIn } from './answering.ts'
import { askedCamera } from './camera.ts'
import { egovMobileOf, linked, scan, underFinger } from './egov-mobile.ts'
import { type KeyName, staffKeyIin } from './keys.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory({ authority: true, ncaLayer: true, phones: true })
const camera = askedCamera()
beforeAll(() => setStaffIin(story.world.context, story.people.otherExecutor.login, staffKeyIin))

const atDoor = (size: typeof desk | typeof phone = desk, more = {}) =>
  story.open(null, '/office/sign-in', size, more)
const way = (page: Page, name: string) => page.getByRole('button', { name })
const whoIsIn = async (page: Page) => {
  const answer = await page.request.get(`${story.world.origin}/api/session`)
  return ((await answer.json()) as Session).person
}
async function officeOpens(page: Page): Promise<void> {
  await page.waitForURL(/\/office($|\?)/)
  const { otherExecutor } = story.people
  expect(await whoIsIn(page)).toMatchObject({ kind: 'staff', id: otherExecutor.id })
}
async function byKeyFile(page: Page, key: KeyName): Promise<void> {
  await way(page, site.byKey).click()
  await signWith(page, await story.keys.file(key), { submit: signing.submit.staffSignIn })
}

describe('кілт файлымен кіру', () => {
  test('кіру бетінде екі жол қатар тұр: кілтпен, пароль және кодпен', async () => {
    const page = await atDoor()
    await page.getByRole('heading', { level: 2, name: site.staffByKey }).waitFor()
    await page.getByRole('heading', { level: 2, name: site.staffByPassword }).waitFor()
    await camera?.shoot(page, 'staff-door')
    await story.looksRight(page)
    await way(page, site.byKey).click()
    await dialog(page, site.byKey).waitFor()
    await says(keyWindow(page).locator('body'), signing.keyHint.staffSignIn)
    await camera?.shoot(page, 'staff-key-window')
    await story.looksRight(page)
  })

  test.each([
    ['компания берген RSA кілтімен', 'staffAuth', desk],
    ['компания берген GOST кілтімен, телефонда', 'staffGost', phone],
    ['жеке тұлға ретіндегі өз кілтімен', 'staffOwnGost', desk],
  ] as const)('қызметкер %s кіреді', async (_, key, size) => {
    const page = await atDoor(size)
    await byKeyFile(page, key)
    await officeOpens(page)
  })

  test('қол қоюға арналған RSA кілті: керегі қайсы екені терезеде айтылады', async () => {
    const page = await atDoor(phone)
    await byKeyFile(page, 'staffRsa')
    await says(keyWindow(page).getByRole('alert'), signing.problems.signing_key)
    await story.looksRight(page)
  })

  test.each([
    ['бөтен адамның кілті', 'foreignGost', 403, refusals.unknown_staff],
    ['басқа компанияның кілті', 'otherCompanyGost', 422, refusals.key_of_another_company],
    ['қайтарып алынған кілт', 'staffRevoked', 422, signInRefusals.revoked],
  ] as const)('%s: не болғаны сөзбен айтылады, кеңсе ашылмайды', async (name, key, status, words) => {
    story.expectRefusal(new RegExp(`^${status} POST /api/staff-key-session$`))
    if (key === 'staffRevoked') {
      const { serial } = (await story.keys.opened(key)).certificate.facts
      const at = story.world.context.now() - 3_600_000
      story.authority.register.revoke(serial, { at, reason: 'keyCompromise' })
    }
    const page = await atDoor(phone)
    await byKeyFile(page, key)
    await says(page.getByRole('alert'), words.title)
    await says(page.getByRole('alert'), words.detail)
    expect(address(page)).toBe('/office/sign-in')
    await camera?.shoot(page, `staff-refused-${name.split(' ')[0]}`)
    await story.looksRight(page)
    // The other way is still there.
    await staffSignIn(page, story, story.people.otherExecutor)
    await officeOpens(page)
    story.world.setNow(new Date(story.world.context.now() + 60_000).toISOString())
  })
})

describe('eGov Mobile арқылы кіру', () => {
  const window = (page: Page) => dialog(page, egovMobile.windowName.staffSignIn)

  test('компьютерде: код сканерленеді, телефонда кеңсе аталады, кеңсе сол бетте өзі ашылады', async () => {
    const page = await atDoor()
    await way(page, site.byEgovMobile).click()
    const app = await egovMobileOf(story, await scan(page), 'staffGost')
    expect((await app.errand()).description).toMatch(/^Өтініштер кеңсесіне кіру/)
    const pair = await window(page).locator('.code-pair b').textContent()
    const [text] = (await app.look()).documents.documentsToSign
    expect(text?.nameKz).toBe(`${pair} коды. Өтініштер кеңсесіне кіру`)
    await says(window(page).locator('.egov-mobile-state'), egovMobile.states.staffSignIn.fetched.title)
    await camera?.shoot(page, 'staff-code')
    await story.looksRight(page)
    await page.reload()
    expect(await window(page).locator('.code-pair b').textContent()).toBe(pair)
    await app.sign()
    await officeOpens(page)
  })

  test('осы телефонның өзінде', async () => {
    const page = await atDoor(phone, underFinger)
    await way(page, site.byEgovMobile).click()
    const text = await linked(page.getByRole('link', { name: egovMobile.openApp }))
    await camera?.shoot(page, 'staff-same-phone')
    await story.looksRight(page)
    await (await egovMobileOf(story, text, 'staffGost')).sign()
    await officeOpens(page)
  })

  test('басқа компанияның кілті телефонда да, бетте де қабылданбайды; өз кілтімен содан кейін кіреді', async () => {
    const page = await atDoor()
    await way(page, site.byEgovMobile).click()
    const text = await scan(page)
    expect((await (await egovMobileOf(story, text, 'otherCompanyGost')).sign()).status).toBe(403)
    await says(window(page), refusals.key_of_another_company.title)
    await story.looksRight(page)
    await (await egovMobileOf(story, text, 'staffOwnGost')).sign()
    await officeOpens(page)
  })

  test('бөтен адам қол қойса, мұндай қызметкер жоқ екені айтылады', async () => {
    story.expectRefusal(/^403 POST \/api\/staff-egov-mobile-session$/)
    const page = await atDoor(phone, underFinger)
    await way(page, site.byEgovMobile).click()
    const text = await linked(page.getByRole('link', { name: egovMobile.openApp }))
    await (await egovMobileOf(story, text, 'gost')).sign()
    await says(page.getByRole('alert'), refusals.unknown_staff.title)
    await story.looksRight(page)
  })

  test('клиенттің кіру беті мен кеңсенікі бөлек: бірінің коды екіншісінде көрінбейді', async () => {
    const page = await atDoor()
    await way(page, site.byEgovMobile).click()
    await scan(page)
    await page.goto(`${story.world.origin}/sign-in`)
    await way(page, site.byEgovMobile).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('көрсету нұсқасында қызметкердің телефоны ашылады', async () => {
    const page = await atDoor()
    await way(page, site.byEgovMobile).click()
    const opening = page.context().waitForEvent('page')
    await window(page).getByRole('link', { name: egovMobile.demoPhone }).click()
    const held = await opening
    await held.getByRole('radio', { name: 'Оспанов Асқар Нұрланұлы' }).waitFor()
    expect(await held.getByRole('radio').count()).toBe(1)
    await story.looksRight(held)
    await held.getByRole('button', { name: 'Қол қою', exact: true }).click()
    await officeOpens(page)
  })
})

describe('NCALayer арқылы кіру', () => {
  test('компанияның да, өзінің де кілттері көрсетіледі', async () => {
    const page = await atDoor()
    await way(page, site.byNcaLayer).click()
    const window = dialog(page, ncalayer.title.staffSignIn)
    await says(window, ncalayer.whichKey.staffSignIn)
    await camera?.shoot(page, 'staff-ncalayer')
    await story.looksRight(page)
    story.ncaLayer.behave({ key: await story.keys.opened('staffAuth') })
    await window.getByRole('button', { name: ncalayer.connect }).click()
    await officeOpens(page)
    expect(story.ncaLayer.asked.at(-1)?.signerParams).toEqual({ chain: [] })
  })
})

describe.each([
  ['ru', ruSite, ruNcalayer, ruEgovMobile],
  ['en', enSite, enNcalayer, enEgovMobile],
] as const)('басқа тілде (%s)', (language, words, program, mobile) => {
  test('кіру беті мен терезелері сыяды, бәрі сол тілде', async () => {
    const page = await atDoor(phone)
    await page.locator('header select.lang').selectOption(language)
    await page.getByRole('heading', { level: 2, name: words.staffByKey }).waitFor()
    await story.looksRight(page)
    await way(page, words.byNcaLayer).click()
    await dialog(page, program.title.staffSignIn).waitFor()
    await story.looksRight(page)
    await page.keyboard.press('Escape')
    await way(page, words.byEgovMobile).click()
    await scan(page)
    await dialog(page, mobile.windowName.staffSignIn).waitFor()
    await camera?.shoot(page, `staff-code-${language}`)
    await story.looksRight(page)
  })
})

describe('сеанс', () => {
  test('аяқталса, беттің үстінде кілтпен қайта кіріледі, бет орнында қалады', async () => {
    story.expectRefusal(/^401 /)
    const page = await story.open(story.people.otherExecutor, '/office')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const { db, now } = story.world.context
    await db
      .updateTable('session')
      .set({ ended_at: new Date(now()) })
      .where('ended_at', 'is', null)
      .execute()
    await page.reload()
    await byKeyFile(page, 'staffGost')
    await expect.poll(() => whoIsIn(page), slow).toMatchObject({ kind: 'staff' })
    expect(address(page)).toBe('/office')
  })

  test('клиент те болып табылатын қызметкер кеңсеге кілтпен кірсе, тек қызметкер болып кіреді', async () => {
    await setStaffIin(story.world.context, story.people.head.login, story.people.aigerim.iin)
    const page = await atDoor()
    await byKeyFile(page, 'gost')
    await page.waitForURL(/\/office($|\?)/)
    expect(await whoIsIn(page)).toMatchObject({ kind: 'staff', id: story.people.head.id })
    const answer = await page.request.get(`${story.world.origin}/api/contracts`)
    expect(answer.status()).toBe(403)
  })
})
