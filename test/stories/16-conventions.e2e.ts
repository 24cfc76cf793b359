import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { address, dialog, says } from './acts.ts'
import { earlyDraft, sentEarly, sentFree } from './arrange.ts'
import { answered, takenIntoWork } from './arrange-office.ts'
import { tellStory } from './story.ts'
import { documentPlace } from './writing.ts'

/** Conventions that no other story tells; docs/conventions.md says where each of the 28 is proven. */

const story = tellStory()
let executed: string
let draft: string

beforeAll(async () => {
  executed = await sentEarly(story)
  await sentFree(story)
  await story.settled()
  await takenIntoWork(story, executed)
  await answered(story, executed)
  draft = await earlyDraft(story, 'sign')
})

const client = (path: string) => story.open(story.people.aigerim, path)
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

describe('адрес пен «Артқа»', () => {
  const steps = [
    ['contract', (page: Page) => title(page, 'Қай шарт бойынша өтініш жазасыз?')],
    ['letter', (page: Page) => title(page, 'Не туралы жазасыз?')],
    ['payment', (page: Page) => dialog(page, 'Төлем әдісін таңдаңыз')],
    ['documents', (page: Page) => dialog(page, 'Файлдар')],
    ['sign', (page: Page) => title(page, 'Тексеріп, қол қою')],
  ] as const

  test('әр қадамның өз мекенжайы бар: одан ашылады, бетті жаңартса да сол қалпында', async () => {
    for (const [step, place] of steps) {
      const page = await client(`/write/${draft}/${step}`)
      await place(page).waitFor()
      await page.reload()
      await place(page).waitFor()
      expect(address(page)).toBe(`/write/${draft}/${step}`)
      await page.context().close()
    }
  })

  test('браузердің «Артқа» мен «Алға» батырмалары қадамдарды аралайды, ештеңе жоғалмайды', async () => {
    const page = await client(`/write/${draft}/contract`)
    for (const [step, place] of steps.slice(1)) {
      await page.evaluate((path) => {
        history.pushState(null, '', path)
        dispatchEvent(new PopStateEvent('popstate'))
      }, `/write/${draft}/${step}`)
      await place(page).waitFor()
    }
    for (const [step, place] of [...steps].reverse().slice(1)) {
      await page.goBack()
      await place(page).waitFor()
      expect(address(page)).toBe(`/write/${draft}/${step}`)
    }
    for (const [, place] of steps.slice(1)) {
      await page.goForward()
      await place(page).waitFor()
    }
    await says(page.locator('.answers'), 'меншікті қаражат')
    await says(page.locator('.answers'), 'Жеке куәлік.png')
  })
})

describe('кестелер мен файлдар', () => {
  test('кестенің атауы, баған мен жол тақырыптары бар; 320 пиксельде карточкаға айналады', async () => {
    const page = await client('/incoming')
    const table = page.getByRole('table', { name: 'Кіріс хат-хабарлар' })
    await table.waitFor()
    expect(await table.locator('caption').count()).toBe(1)
    const columns = await table.getByRole('columnheader').all()
    for (const column of columns) expect(await column.getAttribute('scope')).toBe('col')
    const rows = await table.getByRole('rowheader').all()
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(await row.getAttribute('scope')).toBe('row')
    await page.setViewportSize({ width: 320, height: 780 })
    const shown = await table.evaluate((one) => {
      const cell = one.querySelector('td[data-label]')
      return {
        display: getComputedStyle(one.querySelector('tbody tr') ?? one).display,
        label: cell === null ? '' : getComputedStyle(cell, '::before').content,
        roles: [...one.querySelectorAll('tr')].every((row) => row.getAttribute('role') === 'row'),
      }
    })
    expect(shown.display).not.toBe('table-row')
    expect(shown.label).toMatch(/Тіркеу|Мәртебе|Орындаушы|Телефон/)
    expect(shown.roles).toBe(true)
  })

  test('өтініш бетіндегі сілтемелер мен батырмалардың аты қайталанбайды, файл аты толық оқылады', async () => {
    const page = await client(`/appeals/${executed}`)
    await page.getByRole('article').first().waitFor()
    const names = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => ({
          name: link.getAttribute('aria-label') ?? (link.textContent ?? '').replace(/\s+/g, ' ').trim(),
          href: link.getAttribute('href'),
        })),
      )
    const twice = names.filter(({ name, href }) =>
      names.some((one) => one.name === name && one.href !== href),
    )
    expect(twice).toEqual([])
    const cut = await page
      .locator('.downloads .name')
      .evaluateAll((files) =>
        files
          .filter(
            (one) =>
              one.scrollWidth > one.clientWidth + 1 || getComputedStyle(one).textOverflow === 'ellipsis',
          )
          .map((one) => one.textContent),
      )
    expect(cut).toEqual([])
    expect(await page.locator('.downloads .name').count()).toBeGreaterThan(5)
  })
})

describe('түс жалғыз сөйлемейді', () => {
  test('әр мәртебенің сөзі де, белгісі де өзінікі: ақ-қарада да ажыратылады', async () => {
    const page = await client('/incoming')
    await page.getByText('Мәртебелер нені білдіреді?').click()
    const badges = await page
      .locator('details[open] .badge')
      .evaluateAll((all) =>
        all.map((one) => ({ word: one.textContent ?? '', sign: one.querySelector('svg')?.innerHTML ?? '' })),
      )
    expect(badges.length).toBeGreaterThanOrEqual(5)
    expect(new Set(badges.map(({ word }) => word)).size).toBe(badges.length)
    expect(new Set(badges.map(({ sign }) => sign)).size).toBe(badges.length)
    expect(badges.filter(({ sign }) => sign === '')).toEqual([])
  })

  test('түстерді жүйе белгілегенде де батырманың жиегі, фокус пен белгі көрінеді', async () => {
    const page = await story.open(story.people.aigerim, '/incoming', undefined, { forcedColors: 'active' })
    const write = page.getByRole('link', { name: 'Өтініш жазу' })
    await write.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    const look = await write.evaluate((one) => {
      const { borderTopWidth, borderTopStyle, outlineWidth, outlineStyle } = getComputedStyle(one)
      return { borderTopWidth, borderTopStyle, outlineWidth, outlineStyle }
    })
    expect(Number.parseFloat(look.borderTopWidth)).toBeGreaterThan(0)
    expect(look.borderTopStyle).not.toBe('none')
    expect(Number.parseFloat(look.outlineWidth)).toBeGreaterThanOrEqual(2)
    expect(look.outlineStyle).not.toBe('none')
    await page.goto(`${story.world.origin}/write/${draft}/payment`)
    await dialog(page, 'Төлем әдісін таңдаңыз').waitFor()
    const box = await page.locator('dialog[open]').evaluate((one) => getComputedStyle(one).borderTopStyle)
    expect(box).not.toBe('none')
  })

  test('қозғалысты азайтуды сұраған адамға ештеңе қозғалмайды', async () => {
    const page = await client('/incoming')
    await page.getByRole('table').waitFor()
    await page.getByText('Мәртебелер нені білдіреді?').click()
    await page.goto(`${story.world.origin}/write/${draft}/documents`)
    await documentPlace(page, 'Жеке куәлік').waitFor()
    const moving = await page.evaluate(() => {
      const rules = [...document.querySelectorAll<HTMLElement>('*')].flatMap((one) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(one)
        const long = [animationName === 'none' ? '0s' : animationDuration, transitionDuration]
          .flatMap((times) => times.split(', '))
          .some((time) => Number.parseFloat(time) > 0.05)
        return long ? [`${one.tagName}.${one.className}: ${animationName} ${transitionDuration}`] : []
      })
      return rules
    })
    expect(moving).toEqual([])
  })
})

test('қызметкердің құпиясөзі: пароль көрсетіледі, Caps Lock айтылады', async () => {
  const page = await story.open(null, '/office/sign-in')
  const password = page.getByLabel('Пароль', { exact: true })
  await password.fill('Тау-Көл-Жел-2026')
  expect(await password.getAttribute('type')).toBe('password')
  await page.getByRole('button', { name: 'Парольді көрсету' }).click()
  expect(await password.getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: 'Парольді жасыру' }).click()
  expect(await password.getAttribute('type')).toBe('password')
  await password.dispatchEvent('keydown', { key: 'A', modifierCapsLock: true })
  await says(page.getByRole('status').filter({ hasText: 'Caps Lock' }), 'Caps Lock қосулы тұр')
  expect(await password.inputValue()).toBe('Тау-Көл-Жел-2026')
})

describe('сеанстың аяқталуы', () => {
  test('екі минут бұрын ескертіледі; кез келген перне ұзартады, жазғаны орнында', async () => {
    const page = await story.open(story.people.aigerim, '/tariffs')
    await page.clock.install()
    await page.goto(`${story.world.origin}/write/${draft}/letter`)
    const email = page.getByLabel(/^E-mail/)
    await email.fill('jana@example.com')
    await page.clock.fastForward('28:10')
    const warning = page.getByRole('alert').filter({ hasText: '2 минуттан кейін аяқталады' })
    await warning.waitFor()
    await page.clock.resume()
    await story.looksRight(page)
    await page.keyboard.press('Shift')
    await warning.waitFor({ state: 'detached' })
    expect(await email.inputValue()).toBe('jana@example.com')
  })
})

test('күн мен уақыт сөзбен, Астана уақытымен айтылады', async () => {
  const page = await client(`/appeals/${executed}`)
  await says(page.locator('.stamp'), /2026 жылғы \d+ (қаңтар|ақпан)/)
  await says(page.getByRole('main'), '2026 жылғы 12 қаңтар, 10:30')
  await says(page.getByRole('region', { name: 'Мәртебелер тарихы' }), /Астана уақыты.*12\.01\.2026, 10:30/)
})
