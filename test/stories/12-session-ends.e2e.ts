import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { slow, tellStory } from './story.ts'
import { endSessions, signInAgain, signInWindow } from './troubles.ts'

const story = tellStory()

describe('сеанстың аяқталуы', () => {
  let page: Page
  const warning = () => page.locator('.session-warning')

  test('екі минут қалғанда ескертіледі, кез келген перне ұзартады', async () => {
    const id = await earlyDraft(story, 'letter')
    page = await story.open(story.people.aigerim, `/write/${id}/letter`)
    // The page's own clock is moved; the server's is not, so the session itself is alive.
    await page.clock.install()
    await page.reload()
    await page.getByLabel('Мекенжай').waitFor()
    await page.clock.fastForward('27:30')
    expect(await warning().count()).toBe(0)
    await page.clock.fastForward('00:45')
    await says(warning(), 'Сеанс 2 минуттан кейін аяқталады. Енгізген деректеріңіз сақталған.')
    await story.looksRight(page)
    await page.getByLabel('Мекенжай').press('Shift')
    await warning().waitFor({ state: 'detached' })
    await page.clock.fastForward('27:30')
    expect(await warning().count()).toBe(0)
    await page.clock.fastForward('00:45')
    await warning().getByRole('button', { name: 'Жалғастыру' }).click()
    await warning().waitFor({ state: 'detached' })
  })

  test('уақыты өткенде сол беттің үстінде қайта кіру ұсынылады', async () => {
    story.expectRefusal(/^401 /)
    await page.getByLabel('Мекенжай').fill('Астана қ., Соңғы көшесі, 8-үй')
    await page.clock.fastForward('00:01')
    await page.getByText(/Автоматты түрде сақталды/).waitFor()
    await endSessions(story)
    await page.clock.fastForward('30:05')
    await dialog(page, signInWindow).waitFor()
    await signInAgain(story, page)
    await expect
      .poll(() => page.getByLabel('Мекенжай').inputValue(), slow)
      .toBe('Астана қ., Соңғы көшесі, 8-үй')
  })
})
