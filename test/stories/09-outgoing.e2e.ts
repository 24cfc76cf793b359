import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, says, texts } from './acts.ts'
import { phone, slow, tellStory } from './story.ts'
import { early, freeSubject, sendEarly, sendFreely } from './writing.ts'

const story = tellStory()

describe('§9. «Шығыс» өтініштер', () => {
  let page: Page
  const main = () => page.getByRole('main')
  const table = () => page.getByRole('table', { name: 'Шығыс өтініштер' })

  test('клиент шаблондық өтінішті басынан аяғына дейін жазып, қол қояды', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    await sendEarly(page, await story.keys.file('rsa'))
    expect(address(page)).toMatch(/^\/outgoing\?sent=/)
  })

  test('қол қою сәтті болса, шығыс өтініштер ашылып, талонның нөмірі бірден айтылады', async () => {
    await says(main(), /Өтінішке қол қойылып, жіберілді.*Талонның нөмірі 26-000001/)
    await says(main(), 'Өтініш тіркелді: 1 / 2026-01-12. Орындалу мерзімі: 2026 жылғы 2 ақпан.')
    const banner = page.locator('.sent-banner')
    expect(await banner.evaluate((box) => document.activeElement === box)).toBe(true)
    await story.looksRight(page)
  })

  test('тізімде құжаттың құрылған күні мен ағымдағы мәртебесі көрсетілген', async () => {
    expect(await texts(table().getByRole('columnheader'))).toEqual([
      '№',
      'Құжат тақырыбы',
      'Құрылған күні',
      'Ағымдағы мәртебесі',
      'Тіркеу нөмірі/күні',
    ])
    await page.reload()
    await says(main(), 'Талонның нөмірі 26-000001')
    const row = table().getByRole('row').filter({ hasText: early.type })
    await says(row, '12.01.2026')
    await says(row, 'Тіркелді')
    await says(row, '1 / 2026-01-12')
  })

  test('телефоннан еркін форматтағы өтініш те сол жолмен жіберіледі', async () => {
    const small = await story.open(story.people.aigerim, '/incoming', phone)
    await sendFreely(small, await story.keys.file('gost'))
    await says(small.getByRole('main'), 'Талонның нөмірі 26-000002')
    await small.getByRole('main').getByRole('link', { name: 'Өтінішті ашу' }).click()
    await small.getByRole('heading', { level: 1, name: freeSubject }).waitFor()
    await story.settled()
    await small.reload()
    await says(small.getByRole('main'), '2 / 2026-01-12')
    await story.looksRight(small)
  })

  test('екі өтініш те тізімде тұр', async () => {
    await page.goto(`${story.world.origin}/outgoing`)
    await expect.poll(() => table().getByRole('link').count(), slow).toBe(2)
    await story.looksRight(page)
  })
})
