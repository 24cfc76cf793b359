import { describe, expect, test } from 'vitest'
import { signatureOf } from '../signed-world.ts'
import { address, dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import {
  egovMobileOf,
  egovMobileWindow,
  linked,
  openEgovMobileWindow,
  scan,
  underFinger,
} from './egov-mobile.ts'
import {
  camera,
  type EgovMobileStage,
  type StoryLanguage,
  storyWords,
  tellTroubles,
} from './egov-mobile-troubles.ts'
import { desk, phone, tellStory } from './story.ts'

const story = tellStory({ phones: true })

const letterOn = (
  name: string,
  size: typeof desk | typeof phone,
  text: EgovMobileStage['text'],
): EgovMobileStage & { draft: string } => ({
  name,
  purpose: 'letter',
  draft: '',
  text,
  async open(language) {
    const { writing } = storyWords[language]
    this.draft = await earlyDraft(story, 'sign')
    const finger = size === phone ? underFinger : {}
    const page = await story.open(story.people.aigerim, `/write/${this.draft}/sign`, size, finger)
    await page.locator('header select.lang').selectOption(language)
    await page.getByRole('radio', { name: writing.ways.egovQr.name }).check()
    await page.getByRole('button', { name: writing.sign }).click()
    return page
  },
})

const onDesk = letterOn('desk', desk, scan)
const atHand = letterOn('hand', phone, (page) =>
  linked(page.getByRole('link', { name: /^(eGov Mobile қосымшасын ашу|Открыть eGov Mobile)$/ })),
)

/**
 * What follows the troubles of a letter: somebody else's key, a page that is closed after the phone has signed, the
 * press.
 */
function tellEnd(stage: typeof onDesk, language: StoryLanguage): void {
  const { egovMobile: words, signature } = storyWords[language]
  const told = tellTroubles(story, stage, language)

  test('басқа адам қол қойса, қабылданбайды', async () => {
    const { page, window } = told()
    const app = await egovMobileOf(story, await stage.text(page), 'foreignGost')
    expect((await app.sign()).status).toBe(403)
    await says(window().locator('.egov-mobile-state'), signature.iin_mismatch.title)
  })

  test('телефон қол қойған соң терезе жабылса, «жіберілмеді» деп айтылады; жаңа бетте «Жіберу» басылады', async () => {
    const { page, context, is, renew } = told()
    const app = await egovMobileOf(story, await renew())
    await app.sign()
    await is('signed')
    await story.looksRight(page)
    await camera?.shoot(page, `${stage.name}-${language}-signed`)
    await page.close()
    const back = await context.newPage()
    await back.goto(`${story.world.origin}/drafts`)
    await says(back.getByRole('main'), wordsSigned[language])
    await camera?.shoot(back, `${stage.name}-${language}-drafts`)
    await back.goto(`${story.world.origin}/write/${stage.draft}/sign`)
    await says(back.getByRole('alert'), words.signedTitle)
    await story.looksRight(back)
    await camera?.shoot(back, `${stage.name}-${language}-not-sent`)
    await back.getByRole('button', { name: words.send, exact: true }).click()
    await back.waitForURL(/\/outgoing\?sent=/)
    expect(await signatureOf(story.world.context, stage.draft)).toMatchObject({ method: 'egovQr' })
  })
}

const wordsSigned = { kk: 'Қол қойылды, жіберілмеді', ru: 'Подписано, не отправлено' } as const

describe.each(['kk', 'ru'] as const)('компьютерде, код экраннан оқылады (%s)', (language) => {
  tellEnd(onDesk, language)
})

describe.each(['kk', 'ru'] as const)('осы телефонның өзінде, сілтемемен (%s)', (language) => {
  tellEnd(atHand, language)
})

test('телефонда алдымен қосымшаның сілтемесі тұрады, QR-код жиналған', async () => {
  const page = await atHand.open('kk')
  const window = dialog(page, egovMobileWindow)
  const egov = window.getByRole('link', { name: 'eGov Mobile қосымшасын ашу' })
  expect(await egov.getAttribute('href')).toMatch(/^https:\/\/m\.egov\.kz\/mobileSign\?link=http/)
  await window.getByRole('link', { name: 'eGov Business арқылы ашу' }).waitFor()
  expect(await window.locator('.qr-picture').isVisible()).toBe(false)
  await window.getByText('QR-код: басқа телефонмен сканерлеу').click()
  expect(await scan(page)).toBe(await linked(egov))
  // Back from the app, the page is seen again: what came meanwhile is there at once.
  await (await egovMobileOf(story, await linked(egov))).sign()
  await says(window.locator('.egov-mobile-state'), 'Қолтаңба келді')
  await story.looksRight(page)
  await window.getByRole('button', { name: 'Жіберу', exact: true }).click()
  await page.waitForURL(/\/outgoing\?sent=/)
})

test('«Болдырмау» кодты жабады: телефон енді келе алмайды', async () => {
  const page = await onDesk.open('kk')
  const text = await scan(page)
  await dialog(page, egovMobileWindow).getByRole('button', { name: 'Болдырмау' }).click()
  await dialog(page, egovMobileWindow).waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await egovMobileOf(story, text)).look().then(String, String))
    .toContain('404')
  await page.reload()
  await page.getByRole('button', { name: 'Қол қойып, жіберу' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(address(page)).toBe(`/write/${onDesk.draft}/sign`)
})

test('уақыт әр секунд сайын көрінеді, бірақ бес-ақ рет айтылады', async () => {
  const id = await earlyDraft(story, 'sign')
  const page = await story.open(story.people.aigerim, '/help')
  await page.clock.install({ time: new Date(story.world.context.now()) })
  await page.goto(`${story.world.origin}/write/${id}/sign`)
  await openEgovMobileWindow(page)
  await page.clock.pauseAt(new Date(story.world.context.now() + 60_000))
  const life = dialog(page, egovMobileWindow).locator('.code-life')
  const heard: string[] = []
  const shown = new Set<string>()
  for (let second = 0; second < 300; second += 5) {
    const said = (await life.getByRole('status').textContent()) ?? ''
    if (said !== '' && said !== heard.at(-1)) heard.push(said)
    shown.add((await life.getByRole('timer').textContent()) ?? '')
    await page.clock.runFor(5000)
  }
  expect(heard).toEqual([
    'QR-код тағы 4 минут жарамды',
    'QR-код тағы 3 минут жарамды',
    'QR-код тағы 2 минут жарамды',
    'QR-код тағы 1 минут жарамды',
    'QR-код тағы 30 секунд жарамды',
  ])
  expect(shown.size).toBeGreaterThan(40)
})

test('демода телефон жаңа бетте ашылады: қарайды, қол қояды', async () => {
  const page = await onDesk.open('kk')
  const link = dialog(page, egovMobileWindow).getByRole('link', { name: 'Демо: телефонды ашу' })
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await says(tab.getByRole('main'), 'Бұл шын телефон емес')
  await says(tab.getByRole('main'), 'коды. Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш')
  await story.looksRight(tab)
  await camera?.shoot(tab, 'demo-phone')
  await tab.getByRole('button', { name: 'Қол қою', exact: true }).click()
  await says(tab.getByRole('main'), 'Қол қойылды. Кабинеттің бетіне оралыңыз.')
  await tab.close()
  await says(dialog(page, egovMobileWindow).locator('.egov-mobile-state'), 'Қолтаңба келді')
})
