import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import type { SignalSettings } from '../../wire/signal.ts'
import { egovMobile } from '../../words/kk/egov-mobile.ts'
import { people } from '../../words/kk/people.ts'
import { profile } from '../../words/kk/profile.ts'
import { prove } from '../../words/kk/prove.ts'
import { refusals } from '../../words/kk/refusals.ts'
import { signals } from '../../words/kk/signals.ts'
import { signing } from '../../words/kk/signing.ts'
import type { TestPerson } from '../people.ts'
import { dialog, flat, says, signWith } from './acts.ts'
import { codeOf } from './answering.ts'
import { askedCamera } from './camera.ts'
import { egovMobileOf, scan } from './egov-mobile.ts'
import { Gateway } from './gateway.ts'
import { desk, phone, tellStory } from './story.ts'
import { endSessions, signInWindow } from './troubles.ts'

const story = tellStory({ mail: true })
const camera = askedCamera()
const elevenMinutesLater = () =>
  story.world.setNow(new Date(story.world.context.now() + 11 * 60_000).toISOString())

test.each([
  ['+7 700 000 01 21', desk],
  ['+7 700 000 01 22', phone],
] as const)(
  'клиент байланыс деректерін (%s) өзгертсе, кілтімен растайды: жазғаны жоғалмайды',
  async (number, size) => {
    const page = await story.open(story.people.aigerim, paths.profile, size)
    const field = page.getByLabel(profile.phone, { exact: true })
    await field.fill(number)
    elevenMinutesLater()
    story.expectRefusal(/^403 PATCH \/api\/profile$/)
    const save = page.getByRole('button', { name: profile.save, exact: true })
    await save.click()
    const window = dialog(page, prove.title)
    await window.waitFor()
    await camera?.shoot(page, `prove-client-${size.width}`)
    await story.looksRight(page)

    // Left without a yes: nothing is saved, nothing typed is lost, and it is said what to do.
    await page.keyboard.press('Escape')
    await says(page.getByRole('alert').first(), refusals.prove_again.detail)
    expect(await field.inputValue()).toBe(number)

    // By keyboard alone up to the key's own window.
    await save.focus()
    await page.keyboard.press('Enter')
    await window.waitFor()
    await window.getByRole('button', { name: prove.ways.key }).press('Enter')
    await signWith(page, await story.keys.file('gost'), { submit: signing.submit.signIn })
    await page.getByText(profile.saved).waitFor()
    await window.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe(number)
    const { body } = await (await story.world.as(story.people.aigerim)).ask<{ phone: string }>(
      'GET /api/profile',
    )
    expect(body.phone.replace(/\D/g, '')).toBe(number.replace(/\D/g, ''))
  },
)

test.each([desk, phone])('әкімші басқаның кодын жаңартса, паролі мен кодын қайта енгізеді', async (size) => {
  const { administrator, auditor } = story.people
  const page = await story.open(administrator, paths.officePerson(auditor.id), size)
  const reset = page.getByRole('button', { name: people.resetCode })
  await reset.waitFor()
  elevenMinutesLater()
  story.expectRefusal(/^403 POST \/api\/office\/people\/[^/]+\/code$/)
  await reset.click()
  const window = dialog(page, prove.title)
  story.expectRefusal(/^422 POST \/api\/account\/proof$/)
  await window.getByLabel('Пароль', { exact: true }).fill(administrator.password)
  const code = window.getByLabel('Бір реттік код')
  await code.fill('000000')
  await code.press('Enter')
  await says(window.getByRole('alert'), refusals.sign_in_failed.detail)
  await camera?.shoot(page, `prove-staff-${size.width}`)
  await story.looksRight(page)
  await code.fill(codeOf(story, administrator))
  await code.press('Enter')
  await page.getByText(people.secretOnce).waitFor()
  expect(await window.count()).toBe(0)
})

test.each([desk, phone])(
  'eGov Mobile арқылы растағанда бет, телефон және ондағы құжат бірдей айтады: өзгеріс расталады',
  async (size) => {
    const number = size === desk ? '+7 700 000 01 31' : '+7 700 000 01 32'
    const page = await story.open(story.people.aigerim, paths.profile, size)
    await page.getByLabel(profile.phone, { exact: true }).fill(number)
    elevenMinutesLater()
    story.expectRefusal(/^403 PATCH \/api\/profile$/)
    await page.getByRole('button', { name: profile.save, exact: true }).click()
    const window = dialog(page, prove.title)
    await window.getByRole('button', { name: prove.ways.egovMobile }).click()
    const code = dialog(page, egovMobile.windowName.proof)
    const app = await egovMobileOf(story, await scan(page))
    const { errand, documents } = await app.look()
    await says(code, egovMobile.states.proof.fetched.title)
    for (const step of egovMobile.steps.proof) await says(code, step)
    await says(code, egovMobile.what.proof)
    expect(flat(await code.innerText())).not.toMatch(/кіру|кабинет өзі/i)
    await camera?.shoot(page, `prove-egov-mobile-${size.width}`)
    await story.looksRight(page)
    expect(errand.description).toMatch(/^Өзгерісті растау\./)
    const [text] = documents.documentsToSign
    expect(text?.nameKz).toMatch(/Өзгерісті растау$/)
    expect(text?.meta.map(({ value }) => value)).toContain(egovMobile.what.proof)
    await app.sign()
    await page.getByText(profile.saved).waitFor()
    await window.waitFor({ state: 'detached' })
    await story.closePages()
  },
)

describe('күтіп тұрғанда сеанс басқа адамдікі болса, күткен өзгеріс оның есептік жазбасында жасалмайды', () => {
  const phoneOf = async (person: TestPerson) => {
    const browser = await story.world.as(person)
    return (await browser.ask<{ phone: string }>('GET /api/profile')).body.phone.replace(/\D/g, '')
  }
  const signedIn = (page: Page, name: RegExp) => page.getByRole('banner').getByText(name).first().waitFor()

  /** Айгерім has pressed «Сақтау», and the window waits. */
  async function waits(number: string) {
    const page = await story.open(story.people.aigerim, paths.profile)
    await page.getByLabel(profile.phone, { exact: true }).fill(number)
    elevenMinutesLater()
    story.expectRefusal(/^403 PATCH \/api\/profile$/)
    await page.getByRole('button', { name: profile.save, exact: true }).click()
    const window = dialog(page, prove.title)
    await window.waitFor()
    return { page, window, before: await phoneOf(story.people.daniyar) }
  }

  test('басқа бетте кірген қызметкер осы терезеде растаса', async () => {
    const { executor, head } = story.people
    const page = await story.open(executor, paths.officeSignals)
    await page.getByLabel(signals.email).fill('saule@example.kz')
    elevenMinutesLater()
    story.expectRefusal(/^403 PUT \/api\/office\/signals\/settings$/)
    await page.getByRole('button', { name: signals.save, exact: true }).click()
    const window = dialog(page, prove.title)
    await window.waitFor()
    const other = await page.context().newPage()
    await story.comeAgain(other, head, paths.office)
    await other.waitForLoadState('networkidle')
    await other.close()

    await window.getByLabel('Пароль', { exact: true }).fill(head.password)
    const code = window.getByLabel('Бір реттік код')
    await code.fill(codeOf(story, head))
    await code.press('Enter')
    await window.waitFor({ state: 'detached' })
    await signedIn(page, /Бекова/)
    await page.waitForLoadState('networkidle')
    for (const person of [head, executor]) {
      const browser = await story.world.as(person)
      const { body } = await browser.ask<SignalSettings>('GET /api/office/signals/settings')
      expect(body.email).toBeNull()
    }
    await story.closePages()
  })

  test('басқа бетте басқа клиент кірсе', async () => {
    const { page, window, before } = await waits('+7 700 000 01 23')
    story.expectRefusal(/^401 /)
    await story.comeAgain(await page.context().newPage(), story.people.daniyar, paths.profile)
    await endSessions(story)
    await window.waitFor({ state: 'detached' })
    await signedIn(page, /Иманбеков/)
    await page.waitForLoadState('domcontentloaded')
    expect(await phoneOf(story.people.daniyar)).toBe(before)
    expect(await page.getByLabel(profile.phone, { exact: true }).inputValue()).not.toContain('01 23')
    await story.closePages()
  })

  test('сеанс аяқталып, орнына басқа клиент кірсе', async () => {
    const { page, window, before } = await waits('+7 700 000 01 24')
    story.expectRefusal(/^401 /)
    await endSessions(story)
    const again = dialog(page, signInWindow)
    await again.getByRole('button', { name: 'ЭЦҚ арқылы кіру' }).click()
    await signWith(page, await story.keys.file('foreignGost'), { submit: signing.submit.signIn })
    await again.waitFor({ state: 'detached' })
    await window.waitFor({ state: 'detached' })
    await signedIn(page, /Иманбеков/)
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    expect(await phoneOf(story.people.daniyar)).toBe(before)
    await story.closePages()
  })
})

test('растау терезесі жүктелмесе, өзгеріс сақталмады деп айтылады; байланыс оралғанда терезе ашылады', async () => {
  const gateway = await Gateway.start()
  try {
    const page = await story.open(story.people.aigerim, paths.profile, desk, gateway.contextOptions)
    const field = page.getByLabel(profile.phone, { exact: true })
    await field.fill('+7 700 000 01 25')
    elevenMinutesLater()
    story.expectRefusal(/^403 PATCH \/api\/profile$/)
    story.expectRefusal(/^503 GET \/assets\//)
    story.expectFault(/dynamically imported module|preload|status of 503/i)
    gateway.answerFor(/^\/assets\/ProveAgain-/)
    const save = page.getByRole('button', { name: profile.save, exact: true })
    await save.click()
    await says(page.getByRole('alert').first(), refusals.prove_again.detail)
    expect(await field.inputValue()).toBe('+7 700 000 01 25')
    gateway.answerFor(null)
    await save.click()
    await dialog(page, prove.title).waitFor()
  } finally {
    await story.closePages()
    await gateway.stop()
  }
})
