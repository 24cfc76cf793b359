import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { choose, dialog, keyWindow, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { keyPassword } from './keys.ts'
import { tellStory } from './story.ts'
import { endSessions, offline, signInWindow, withoutNews } from './troubles.ts'
import { openSigning } from './writing.ts'

const story = tellStory()

const notSent = 'Қол қойылды, жіберілмеді'
const again = (page: Page) => page.getByRole('button', { name: 'Қайта жіберу' })
const signatures = async () =>
  (await story.world.context.db.selectFrom('signature').selectAll().execute()).length

/** Signs while there is no network: the signature is there, and nobody has it. */
async function signOffline(page: Page): Promise<void> {
  await openSigning(page)
  const inside = keyWindow(page)
  await choose(page, inside.getByText('Файлды таңдау', { exact: true }), await story.keys.file('rsa'))
  await inside.getByLabel('ЭЦҚ паролі').fill(keyPassword)
  await page.context().setOffline(true)
  await inside.getByRole('button', { name: 'Нысанды жіберу' }).click()
  await says(page.getByRole('alert'), notSent)
}

/** Signs when the session has ended and the page has not heard of it; then the tab is left, with nobody signed in. */
async function signTooLate(page: Page): Promise<void> {
  story.expectRefusal(/^401 /)
  await withoutNews(page)
  await page.reload()
  await openSigning(page)
  const inside = keyWindow(page)
  await choose(page, inside.getByText('Файлды таңдау', { exact: true }), await story.keys.file('rsa'))
  await inside.getByLabel('ЭЦҚ паролі').fill(keyPassword)
  await endSessions(story)
  await inside.getByRole('button', { name: 'Нысанды жіберу' }).click()
  await dialog(page, signInWindow).waitFor()
  await page.goto('about:blank')
}

describe('қол қойылып, желі үзілсе', () => {
  let page: Page
  let id = ''

  test('«Қол қойылды, жіберілмеді» деп айтылады, қолтаңба жоғалмайды', async () => {
    story.expectRefusal(offline)
    id = await earlyDraft(story, 'sign')
    page = await story.open(story.people.aigerim, `/write/${id}/sign`)
    await signOffline(page)
    await says(page.getByRole('alert'), 'Ол бүгін түн ортасына дейін жарамды')
    await again(page).waitFor()
    expect(await signatures()).toBe(0)
    await page.context().close()
  })

  test('бетті жапқаннан кейін де осы терезеде тұрады: қараламалар тізімінде, кірісте, сол қадамда', async () => {
    id = await earlyDraft(story, 'sign')
    page = await story.open(story.people.aigerim, `/write/${id}/sign`)
    await signTooLate(page)
    await story.comeAgain(page, story.people.aigerim, '/drafts')
    await says(page.getByRole('main'), notSent)
    await story.looksRight(page)
    await page.goto(`${story.world.origin}/incoming`)
    await says(page.getByRole('main'), notSent)
    await page.goto(`${story.world.origin}/write/${id}/sign`)
    await says(page.getByRole('alert'), notSent)
    await story.looksRight(page)
  })

  test('қайта басқанда кілтсіз, бір рет қана жіберіледі', async () => {
    await again(page).click()
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    await says(page.getByRole('main'), 'Өтінішке қол қойылып, жіберілді')
    expect(await signatures()).toBe(1)
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('signed'))),
    ).toEqual([])
  })

  test('желі сол бетте қайта келсе, өзі жіберіледі', async () => {
    const second = await earlyDraft(story, 'sign')
    await page.goto(`${story.world.origin}/write/${second}/sign`)
    await signOffline(page)
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
    expect(await signatures()).toBe(2)
    await page.context().close()
  })
})

describe('түн ортасынан кейін', () => {
  test('қолтаңбаның енді жарамсыз екені айтылады, хатқа қайта қол қойылады', async () => {
    const id = await earlyDraft(story, 'sign')
    const page = await story.open(story.people.aigerim, `/write/${id}/sign`)
    await signTooLate(page)
    await story.moveClock('2026-01-13T05:30:00Z')
    await story.comeAgain(page, story.people.aigerim, '/drafts')
    await page.getByRole('heading', { level: 1, name: 'Қаралама өтініштер' }).waitFor()
    await page.getByRole('table').or(page.getByRole('list')).first().waitFor()
    expect(await page.getByText(notSent).count()).toBe(0)
    await page.goto(`${story.world.origin}/write/${id}/sign`)
    await says(page.getByRole('alert'), 'енді ол жарамсыз')
    await openSigning(page)
    await dialog(page, /Электрондық цифрлық қолтаңба/).waitFor()
  })
})
