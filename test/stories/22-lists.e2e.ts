import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import { formatLongDate } from '../../words/dates.ts'
import { pdfFacts } from '../pdf-facts.ts'
import { address, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { sayIn, toldIn } from './spoken.ts'
import { phone, slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const today = formatLongDate('2026-01-12', language)
  const hides = `${say('Жасырып тұрғаны: X.').slice(0, -2)}${say('Шарт', 'queue.names')}: ${say('ипотека')}; ${say('Мерзімі', 'queue.names')}: ${say('өтіп кеткен')}`
  const story = tellStory({ language })
  const camera = askedCamera(language)

  /** What one physical key types, by the layout of the keyboard. */
  const layouts = { қазақша: 'л', орысша: 'л', латынша: 'k' } as const

  describe('кеңсенің тізімдері: менің күнім, кезек, пернелер', () => {
    const ids: string[] = []
    let saule: Page
    const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('rowheader') })
    const row = (page: Page, number: number) => page.locator(`[data-row="${ids[number - 1]}"]`)
    const picked = (page: Page) => page.getByRole('region', { name: say('Таңдалған өтініштер') })

    test('«Менің күнім» неге келгені бойынша топталған, бір батырма ең шұғылын ашады', async () => {
      for (let n = 0; n < 4; n += 1) ids.push(await sentFree(story))
      await registerDue(story.world.context)
      const { db } = story.world.context
      for (const [at, day] of ['2026-01-09', '2026-01-12', '2026-01-15'].entries()) {
        const id = ids[at] ?? ''
        await takenIntoWork(story, id)
        await db.updateTable('appeal').set({ due_date: day }).where('id', '=', id).execute()
      }
      saule = await story.open(story.people.otherExecutor, '/office')
      await says(saule.getByRole('main'), say('Бос жұмыс'))
      await saule.context().close()
      saule = await story.open(story.people.executor, '/office')
      for (const group of [say('Мерзімі өткен', 'desk'), say('Бүгін жауап беру керек'), say('Жақында')]) {
        await saule.getByRole('heading', { level: 2, name: group, exact: true }).waitFor()
      }
      await says(
        saule.getByRole('main'),
        say(`${today}. Өз өтініштеріңіз: бүгін жауап беру керегі – 1, мерзімі өткені – 1.`),
      )
      await says(saule.getByRole('main'), say('1 жұмыс күні өтті'))
      await camera?.shoot(saule, 'desk')
      await story.looksRight(saule)
      await saule.getByRole('link', { name: say('Келесісін ашу: № 1') }).click()
      await expect.poll(() => address(saule), slow).toBe(`/office/appeals/${ids[0]}`)
      await saule
        .getByRole('link', { name: say('Менің күнім') })
        .first()
        .click()
      await expect.poll(() => address(saule), slow).toBe('/office')
    })

    test('Alt+N келесісін ашады, пернетақта қай тілде болса да', async () => {
      for (const typed of ['т', 'n']) {
        await saule.getByRole('link', { name: say('Келесісін ашу: № 1') }).waitFor()
        await saule.evaluate(
          (key) =>
            dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyN', key, altKey: true, bubbles: true })),
          typed,
        )
        await expect.poll(() => address(saule), slow).toBe(`/office/appeals/${ids[0]}`)
        await saule.goBack()
      }
    })

    test('кезек: сүзгі мекенжайда, саны табылғанымен бір, неге жасырылғаны айтылады', async () => {
      await saule
        .getByRole('navigation', { name: say('Бөлімдер') })
        .getByRole('link', { name: say('Кезек') })
        .click()
      await says(saule.getByRole('main'), say('Табылғаны: 4'))
      await saule.getByLabel(`${say('Мерзімі', 'queue.names')}:`).selectOption('overdue')
      await expect.poll(() => address(saule), slow).toContain('due=overdue')
      await says(saule.getByRole('main'), `${say('Табылғаны: 1')} ${say('барлығы 4 ішінен')}`)
      await camera?.shoot(saule, 'queue-filtered')
      await story.looksRight(saule)
      await saule.getByLabel(`${say('Шарт', 'queue.names')}:`).selectOption('MORTGAGE')
      await says(saule.getByRole('main'), say('Бұл сүзгімен ештеңе табылмады'))
      await says(saule.getByRole('main'), hides)
      await saule
        .getByRole('button', { name: say('Тазалау') })
        .first()
        .click()
      await says(saule.getByRole('main'), say('Табылғаны: 4'))
    })

    test('пернемен жүріп таңдалады; сүзгі өзгерсе, таңдау алынып, саны айтылады', async () => {
      await row(saule, 1).locator('.go').focus()
      await saule.keyboard.press('Space')
      await saule.keyboard.press('Shift+ArrowDown')
      await expect.poll(() => rows(saule).locator('input:checked').count(), slow).toBe(2)
      expect(
        await saule.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row')),
      ).toBe(ids[1])
      await picked(saule).waitFor()
      await camera?.shoot(saule, 'queue-chosen')
      await story.looksRight(saule)
      await saule.keyboard.press('Escape')
      await expect.poll(() => rows(saule).locator('input:checked').count(), slow).toBe(0)
      await saule.keyboard.press('Space')
      await saule.getByLabel(`${say('Мерзімі', 'queue.names')}:`).selectOption('today')
      await says(saule.getByRole('main'), say('Сүзгі өзгерді, таңдау алынып тасталды: 1'))
      await saule.getByRole('button', { name: say('Тазалау') }).click()
    })

    test('өтініштен қайтқанда сол жол, сол таңдау; алдыңғысы мен келесісі бар', async () => {
      await row(saule, 3).locator('input').check()
      await row(saule, 2).locator('.go').click()
      await saule.getByRole('link', { name: say('Келесі өтініш') }).waitFor()
      await saule.getByRole('link', { name: say('Алдыңғы өтініш') }).waitFor()
      await saule.getByRole('link', { name: say('Тізімге қайту') }).click()
      await expect
        .poll(
          () => saule.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row')),
          slow,
        )
        .toBe(ids[1])
      await expect.poll(() => row(saule, 3).locator('input').isChecked(), slow).toBe(true)
    })

    test('көрініс сақталады, бағандар мен тығыз жолдар әр құрылғыда бірдей', async () => {
      await saule.getByLabel(`${say('Мерзімі', 'queue.names')}:`).selectOption('soon')
      await saule.getByRole('button', { name: say('Көріністі сақтау') }).click()
      await saule.getByLabel(say('Көріністің атауы')).fill('Үш күнде')
      await camera?.shoot(saule, 'queue-save-view')
      await saule.getByRole('button', { name: say('Сақтау'), exact: true }).click()
      await saule.getByRole('link', { name: /Үш күнде 1/ }).waitFor()
      await saule.getByRole('button', { name: say('Бағандар') }).click()
      await saule.getByLabel(say('Тығыз жолдар')).check()
      await saule.getByLabel(say('Талон'), { exact: true }).check()
      await camera?.shoot(saule, 'queue-columns')
      await story.looksRight(saule)
      await saule
        .getByRole('dialog')
        .getByRole('button', { name: say('Жабу') })
        .last()
        .click()
      const other = await story.open(story.people.executor, '/office/queue')
      await other.getByRole('columnheader', { name: say('Талон') }).waitFor()
      await other.locator('.list.dense').waitFor()
      await other.getByRole('link', { name: /Үш күнде 1/ }).click()
      await expect.poll(() => address(other), slow).toContain('due=soon')
      await other.context().close()
      await saule.getByRole('button', { name: say('Тазалау') }).click()
    })

    test.each(Object.entries(layouts))(
      'Ctrl K, %s: нөмірмен өтініш, атымен әріптес, сөзімен әрекет',
      async (_, key) => {
        await saule.getByRole('heading', { level: 1, name: say('Өтініштер кезегі') }).waitFor()
        await saule.evaluate(
          (typed) => dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyK', key: typed, ctrlKey: true })),
          key,
        )
        const box = saule.getByRole('combobox', { name: say('Іздеу немесе әрекет') })
        await box.fill('оспанов')
        await saule.getByRole('option', { name: say('Оспанов Асқар Нұрланұлы: жұмысы') }).waitFor()
        await box.fill('2')
        await saule.getByRole('option', { name: /№ 2 · / }).waitFor()
        await camera?.shoot(saule, 'jump')
        await story.looksRight(saule)
        await saule.keyboard.press('Enter')
        await expect.poll(() => address(saule), slow).toBe(`/office/appeals/${ids[1]}`)
        await saule.goBack()
      },
    )

    test('тізім CSV, XLSX болып жүктеледі және қағазға шығады: кім, қашан, бет нөмірі', async () => {
      await saule.getByRole('heading', { level: 1, name: say('Өтініштер кезегі') }).waitFor()
      for (const format of ['CSV', 'XLSX']) {
        const [download] = await Promise.all([
          saule.waitForEvent('download'),
          saule.getByRole('link', { name: say(`${format} түрінде жүктеу, өтініштер: 4`) }).click(),
        ])
        expect(download.suggestedFilename()).toBe(
          `${say('Өтініштер', 'queue')} 2026-01-12.${format.toLowerCase()}`,
        )
      }
      await saule.emulateMedia({ media: 'print' })
      await says(
        saule.locator('.only-print'),
        say(`Басып шығарған: Иманбекова Сәуле Маратқызы, ${today}`, 'areas'),
      )
      for (const chrome of ['navigation', 'search', 'button']) {
        expect(
          await saule
            .getByRole(chrome as 'button')
            .filter({ visible: true })
            .count(),
          chrome,
        ).toBe(0)
      }
      const { pageCount, text } = pdfFacts(await saule.pdf({ preferCSSPageSize: true }))
      await saule.emulateMedia({ media: null })
      // Every sheet says which of how many it is.
      expect(text.match(/\//g)?.length).toBeGreaterThanOrEqual(pageCount)
    })

    test('телефонда сүзгілер бүктеліп тұрады, ештеңе шетке шықпайды', async () => {
      for (const path of ['/office', '/office/queue?due=overdue']) {
        const small = await story.open(story.people.executor, path, phone)
        await small.getByRole('heading', { level: 1 }).waitFor()
        await small.getByRole('link', { name: 'Төлемнің түсуін тексеру туралы' }).first().waitFor()
        if (path.includes('queue')) {
          await small.getByRole('button', { name: say('Сүзгілер: 1 қосулы') }).click()
          await small.getByLabel(`${say('Санат', 'queue.names')}:`).waitFor()
        }
        await story.looksRight(small)
        await small.getByRole('button', { name: say('Мәзір') }).click()
        await small.getByRole('link', { name: say('Кезек'), exact: true }).waitFor()
        await small.context().close()
      }
    })

    test('рөлінде өтініш жоқ адамға не істей алатыны айтылады', async () => {
      const keeper = await story.open(story.people.catalogueKeeper, '/office')
      await keeper.getByRole('heading', { level: 1, name: say('Мұнда өтініштер көрсетілмейді') }).waitFor()
      await camera?.shoot(keeper, 'no-appeals')
      await story.looksRight(keeper)
      const auditor = await story.open(story.people.auditor, '/office')
      await expect.poll(() => address(auditor), slow).toBe('/office/queue')
      await says(auditor.getByRole('main'), say('Табылғаны: 4'))
    })
  })
})
