import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sweep } from '../../server/process/sweep.ts'
import { registerDue } from '../../server/registry/register.ts'
import { pdfFacts } from '../pdf-facts.ts'
import { address, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { sayIn, toldIn } from './spoken.ts'
import { desk, phone, slow, tellStory } from './story.ts'

describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language })
  const camera = askedCamera(language)

  describe('кеңсе: тіркеу журналы', () => {
    const ids: string[] = []
    let book: Page
    const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('rowheader') })

    test('журнал нөмірлер үзіліссіз екенін сөзбен айтады, жолдар нөмір бойынша', async () => {
      for (let n = 0; n < 3; n += 1) ids.push(await sentFree(story))
      await registerDue(story.world.context)
      book = await story.open(story.people.registrar, '/office')
      await book
        .getByRole('link', { name: say('Тіркеу журналы', 'areas') })
        .first()
        .click()
      await expect.poll(() => address(book), slow).toBe('/office/register')
      await expect.poll(() => rows(book).count(), slow).toBe(3)
      await says(book.getByRole('main'), say('Нөмірлер үзіліссіз: 3 жазба, 3 нөмір.'))
      await story.looksRight(book)
    })

    test('тіркеуші түзету ұсынады, басшы бекітеді: бұрынғысы сызулы, жаңасы астында', async () => {
      await book.getByRole('button', { name: say('Түзету ұсыну, № 2') }).click()
      const window = book.getByRole('dialog')
      await window.getByRole('button', { name: say('Бекітуге жіберу', 'book') }).click()
      await says(window, say('Осы өрісті толтырыңыз'))
      await window.getByLabel(say('Не түзетіледі')).selectOption('subject')
      await window.getByLabel(say('Дұрысы')).fill('Еркін форматтағы өтініш')
      await window.getByLabel(say('Себебі', 'book')).fill('Мазмұны қате көрсетілген')
      await window.getByLabel(say('Негізі')).fill('Бұйрық № 12-К')
      await camera?.shoot(book, 'register-correct')
      await story.looksRight(book)
      await window.getByRole('button', { name: say('Бекітуге жіберу', 'book') }).click()
      const waiting = book.getByRole('region', { name: say('Бекітуді күтіп тұрған түзетулер') })
      await waiting.waitFor()
      await camera?.shoot(book, 'register-proposed')
      expect(await rows(book).locator('del').count()).toBe(0)

      const head = await story.open(story.people.head, '/office/register')
      await head
        .getByRole('region', { name: say('Бекітуді күтіп тұрған түзетулер') })
        .getByRole('button', { name: new RegExp(say('Бекіту', 'book')) })
        .first()
        .click()
      await rows(head).locator('del').first().waitFor()
      await head.context().close()

      await book.reload()
      const second = rows(book).nth(1)
      await says(second.locator('ins').first(), 'Еркін форматтағы өтініш')
      await says(second, 'Бұйрық № 12-К')
      await says(book.getByRole('main'), say('Түзетілгені 1'))
      await camera?.shoot(book, 'register')
      await story.looksRight(book)
    })

    test('қағазда: тақырып әр бетте, беттер нөмірлі, кім басып шығарғаны', async () => {
      const paper = await book.pdf({ preferCSSPageSize: true })
      await camera?.keep(paper, 'register-on-paper')
      const facts = pdfFacts(paper)
      expect(facts.text.match(/\//g)?.length).toBeGreaterThanOrEqual(facts.pageCount)
      await book.emulateMedia({ media: 'print' })
      // A browser lays a sheet out as if it were upright at first: no column is left out there.
      await book.setViewportSize({ width: 720, height: 900 })
      for (const cell of ['.by', '.when .sub']) {
        expect(await rows(book).first().locator(cell).first().isVisible(), cell).toBe(true)
      }
      await book.setViewportSize(desk)
      expect(await book.getByRole('button', { name: say('Түзету ұсыну, № 1') }).isVisible()).toBe(false)
      await says(book.locator('.only-print').last(), 'Тестова')
      await camera?.shoot(book, 'register-print')
      await book.emulateMedia({ media: null })
    })

    test('нөмірге өту, сүзгі мен шығыс журналы', async () => {
      await book.getByLabel(say('Нөмірге өту')).fill('№ 3')
      await book.getByRole('button', { name: say('Өту', 'book'), exact: true }).click()
      await expect.poll(() => rows(book).count(), slow).toBe(1)
      await expect.poll(() => address(book)).toBe('/office/register?from=3')
      await book.getByRole('link', { name: say('Алдыңғы бет', 'book') }).click()
      await expect.poll(() => rows(book).count(), slow).toBe(2)
      await book.getByLabel(`${say('Белгі', 'book')}:`).selectOption('corrected')
      await expect.poll(() => rows(book).count(), slow).toBe(1)
      await book.getByLabel(`${say('Қай журнал')}:`).selectOption('outgoing')
      await says(book.getByRole('main'), say('Журналда жазба жоқ'))
      await camera?.shoot(book, 'register-empty')
      await story.looksRight(book)
    })

    test('ай аяқталған соң айлық журнал өздігінен пайда болады', async () => {
      await story.moveClock('2026-02-02T05:30:00Z')
      await sweep(story.world.context)
      const auditor = await story.open(story.people.auditor, '/office/register?year=2026')
      const months = auditor.getByRole('region', { name: say('Айлық журналдар') })
      await months.waitFor()
      await camera?.shoot(auditor, 'register-months')
      const [download] = await Promise.all([
        auditor.waitForEvent('download'),
        months.getByRole('link').first().click(),
      ])
      expect(download.suggestedFilename()).toContain('.pdf')
      await camera?.keep(await readFile(await download.path()), 'register-month')
      await story.looksRight(auditor)
      await auditor.context().close()
      await book.context().close()
    })

    test('телефонда: карталар, көлденең жылжымайды', async () => {
      const small = await story.open(story.people.registrar, '/office/register', phone)
      await expect.poll(() => rows(small).count(), slow).toBe(3)
      await camera?.shoot(small, 'register')
      await story.looksRight(small)
    })
  })
})
