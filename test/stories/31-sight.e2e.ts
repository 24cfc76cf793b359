import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { appendEvent } from '../../server/appeal/event-store.ts'
import { registerDue } from '../../server/registry/register.ts'
import { sight as kk } from '../../words/kk/sight.ts'
import { site as siteKk } from '../../words/kk/site.ts'
import { sight as ru } from '../../words/ru/sight.ts'
import { site as siteRu } from '../../words/ru/site.ts'
import { makeUnit } from '../office.ts'
import { pdfFacts } from '../pdf-facts.ts'
import { address, flat, says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'

const said = {
  kk: {
    title: 'Көрсеткіштер',
    received: 'Түсті',
    list: /^Түсті: 6\. Тізімін ашу$/,
    table: 'Кесте түрінде',
    year: 'Жыл',
    unit: 'Бөлімше:',
    printed: /Басып шығарған: Бекова Гүлнар Талғатқызы, 2026\sжылғы\s12\sқаңтар/,
    figures: Object.values(kk.figures),
    tools: [kk.asTable, siteKk.print],
    found: (n: number) => `Табылғаны: ${n}`,
    noRight: 'Көрсеткіштер сіздің рөліңізге ашық емес',
  },
  ru: {
    title: 'Показатели',
    received: 'Поступило',
    list: /^Поступило: 6\. Открыть список$/,
    table: 'В виде таблицы',
    year: 'Год',
    unit: 'Подразделение:',
    printed: /Напечатано: Бекова Гүлнар Талғатқызы, 12\sянваря\s2026/,
    figures: Object.values(ru.figures),
    tools: [ru.asTable, siteRu.print],
    found: (n: number) => `Найдено: ${n}`,
    noRight: 'Показатели не открыты для вашей роли',
  },
} as const

describe.each(['kk', 'ru'] as const)('көрсеткіштер, %s', (language) => tellFigures(language))

function tellFigures(language: Language & keyof typeof said): void {
  const story = tellStory({ language })
  const camera = askedCamera(language)
  const words = said[language]
  const main = (page: Page) => page.getByRole('main')
  let head: Page

  async function tell<Type extends EventType>(id: string, at: string, type: Type, data: EventData[Type]) {
    const occurredAt = Date.parse(at)
    await story.world.context.db.transaction().execute((trx) =>
      appendEvent(trx, {
        appealId: id,
        type,
        occurredAt,
        recordedAt: occurredAt,
        actor: 'system',
        source: 'office',
        key: `${type} ${at}`,
        data,
      }),
    )
  }

  test('айдың саны, мерзімі және нәтижесі бір бетте; әр сан өз тізіміне апарады', async () => {
    const { executor, otherExecutor, head: gulnar } = story.people
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) ids.push(await sentFree(story))
    await registerDue(story.world.context)
    const below = await makeUnit(story.world, 'below')
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = ids
    const { db } = story.world.context
    const takes = async (id: string, executorId: string) =>
      tell(id, '2026-01-12T05:40:00Z', 'takenIntoWork', { executorId })
    const answers = async (id: string, at: string, outcome: 'satisfied' | 'explained') => {
      const correspondenceId = crypto.randomUUID()
      await db
        .insertInto('correspondence')
        .values({
          id: correspondenceId,
          appeal_id: id,
          kind: 'answer',
          author_id: executor.id,
          outcome,
          sent_at: new Date(at),
        })
        .execute()
      await tell(id, at, 'executed', { correspondenceId })
    }
    for (const id of [first, second, third]) await takes(id, executor.id)
    await takes(fourth, otherExecutor.id)
    await answers(first, '2026-01-14T06:00:00Z', 'satisfied')
    await tell(second, '2026-01-15T06:00:00Z', 'interimReplied', {
      correspondenceId: crypto.randomUUID(),
      approvedBy: gulnar.id,
      oldDueDate: plainDate('2026-02-02'),
      newDueDate: plainDate('2026-02-16'),
    })
    await answers(second, '2026-01-20T06:00:00Z', 'explained')
    await db.updateTable('appeal').set({ due_date: '2026-01-09' }).where('id', '=', fourth).execute()
    await tell(fifth, '2026-01-13T06:00:00Z', 'routed', { unitId: below, rule: null, reasonId: null })
    head = await story.open(story.people.registrar, '/office/figures')
    await head.getByRole('heading', { level: 1, name: words.title }).waitFor()
    await head.getByRole('link', { name: words.list }).waitFor()
    await camera?.shoot(head, 'figures')
    await story.looksRight(head)
  })

  test('барлық сан тізімдегі санымен бір', async () => {
    await head.locator('details.more-box').first().locator('summary').click()
    await head.locator('details.more-box').last().locator('summary').click()
    await camera?.shoot(head, 'figures-tables')
    const links = await head.locator('main a[data-list]').evaluateAll((all) =>
      all.map((link) => ({
        list: link.getAttribute('data-list') ?? '',
        n: Number(link.getAttribute('data-n')),
      })),
    )
    expect(links.length).toBeGreaterThan(20)
    const seen = new Map(links.map(({ list, n }) => [list, n]))
    for (const [list, n] of seen) {
      expect(
        links.filter((link) => link.list === list).every((link) => link.n === n),
        list,
      ).toBe(true)
      await head.goto(`${story.world.origin}/office/queue${list === '' ? '' : `?${list}`}`)
      await says(main(head), words.found(n))
    }
  })

  test('басылса, тізім ашылады; артқа қайтқанда сол кезең', async () => {
    await head.goto(`${story.world.origin}/office/figures?period=2026`)
    await head.getByRole('link', { name: words.list }).click()
    await expect.poll(() => address(head), slow).toContain('registeredFrom=2026-01-01')
    await says(main(head), words.found(6))
    await camera?.shoot(head, 'figures-list')
    await head.goBack()
    await head.getByRole('link', { name: words.list }).waitFor()
    await expect.poll(() => head.getByRole('radio', { name: words.year }).isChecked(), slow).toBe(true)
  })

  test('кезең мен сүзгі мекенжайда', async () => {
    await head.getByRole('radio').first().check()
    await expect.poll(() => address(head), slow).toContain('period=2026-01')
    await head.getByLabel(words.unit).selectOption({ index: 1 })
    await expect.poll(() => address(head), slow).toMatch(/unit=[0-9a-f-]{36}/)
    await camera?.shoot(head, 'figures-filtered')
    await story.looksRight(head)
  })

  test('қағазда: кім, қашан, бет нөмірі; батырмасыз', async () => {
    const gulnar = await story.open(story.people.head, '/office/figures')
    await gulnar.locator('.kpis [data-list]').first().waitFor()
    await gulnar.emulateMedia({ media: 'print' })
    await says(gulnar.locator('.only-print'), words.printed)
    expect(await gulnar.getByRole('button').filter({ visible: true }).count()).toBe(0)
    await camera?.shoot(gulnar, 'figures-print')
    const paper = flat(await gulnar.locator('body').innerText())
    for (const there of [words.title, ...words.figures]) expect(paper).toContain(flat(there))
    for (const tool of words.tools) expect(paper).not.toContain(tool)
    const sheets = await gulnar.pdf({ preferCSSPageSize: true })
    await camera?.keep(sheets, 'figures-on-paper')
    const { pageCount, text } = pdfFacts(sheets)
    await gulnar.emulateMedia({ media: null })
    // Every sheet says which of how many it is.
    expect(text.match(/\//g)?.length).toBeGreaterThanOrEqual(pageCount)
    expect(pageCount).toBeGreaterThan(1)
    await gulnar.context().close()
  })

  test('телефонда да сол сандар, ештеңе шетке шықпайды', async () => {
    const small = await story.open(story.people.registrar, '/office/figures', phone)
    await small.getByRole('link', { name: words.list }).waitFor()
    await story.looksRight(small)
    await small.context().close()
  })

  test('рөлінде көрсеткіш жоқ адамға кім көретіні айтылады', async () => {
    story.expectFault(/403/)
    const askar = await story.open(story.people.otherExecutor, '/office/figures')
    await askar.getByRole('heading', { level: 1, name: words.noRight }).waitFor()
    await camera?.shoot(askar, 'figures-no-right')
    await story.looksRight(askar)
    await askar.context().close()
  })
}
