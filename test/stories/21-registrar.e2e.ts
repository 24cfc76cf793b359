import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { formatLongDate } from '../../words/dates.ts'
import { makeUnit } from '../office.ts'
import { pdfFacts } from '../pdf-facts.ts'
import { unzip } from '../unzip.ts'
import { address, dialog, says, texts } from './acts.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { sayIn, saying, toldIn } from './spoken.ts'
import { phone, slow, tellStory } from './story.ts'

// The registrar's side of the office (docs/office.md 3, 4): what no rule fits is theirs to hand out.
describe.each(toldIn)('%s', async (language) => {
  const say = await sayIn(language)
  const story = tellStory({ language })
  const camera = askedCamera(language)
  const [office, law] =
    language === 'kk' ? ['Өтініштер бөлімі', 'law бөлімі'] : ['Отдел обращений', 'Отдел law']
  const ids: string[] = []
  let registrar: Page
  const main = (page = registrar) => page.getByRole('main')
  const group = (name: string) =>
    registrar.getByRole('region', { name: say(name, 'desk.groups'), exact: true })
  const acts = (page = registrar) => page.getByRole('region', { name: say('Жұмысты бөлу') })
  const staffOnly = (page: Page) =>
    page.getByRole('region', { name: say('Тек қызметкерлерге', 'case'), exact: true })
  const number = (at: number) => registrar.locator(`[data-row="${ids[at - 1]}"]`)
  const pick = (name: string) => registrar.getByLabel(`${say(name, 'queue.names')}:`)
  const unitsOf = async () =>
    await story.world.context.db
      .selectFrom('appeal')
      .leftJoin('unit', 'unit.id', 'appeal.unit_id')
      .select(['appeal.number', 'unit.code'])
      .where('appeal.number', 'is not', null)
      .orderBy('appeal.number')
      .execute()

  /** Chooses a unit and a reason in the window of routing, and sends it there. */
  async function route(page: Page, unit: string, reason: string): Promise<void> {
    const window = page.getByRole('dialog')
    await window.getByLabel(say('Бөлімше', 'assign')).selectOption({ label: unit })
    await window.getByLabel(say('Себебі', 'assign')).fill(reason)
    await window.getByRole('button', { name: say('Бөлімшеге жіберу', 'assign') }).click()
  }

  test('ережесі жоқ өтініштер тіркеушінің үстеліне түседі, бір батырма біріншісін ашады', async () => {
    await makeUnit(story.world, 'law')
    for (const subject of ['Қолхат беру туралы', 'Төлем кестесі туралы', 'Пәтерақы туралы', 'Кілт туралы']) {
      ids.push(await sentFree(story, subject))
    }
    ids.push(await sentEarly(story))
    await registerDue(story.world.context)
    registrar = await story.open(story.people.registrar, '/office')
    await group('Бөлімшеге жіберу керек').getByText('5', { exact: true }).waitFor()
    for (const [at] of ids.entries()) await number(at + 1).waitFor()
    await camera?.shoot(registrar, 'registrar-desk')
    await story.looksRight(registrar)
    // All of them are due on one day: any may be the first.
    await registrar
      .getByRole('link', { name: saying`^${say('Келесісін ашу: № 1').slice(0, -1)}[1-5]$` })
      .click()
    await expect.poll(() => ids.includes(address(registrar).split('/').at(-1) ?? ''), slow).toBe(true)
    await registrar.goto(`${story.world.origin}/office/appeals/${ids[0]}`)
    await says(staffOnly(registrar), say('Тіркеушінің үстелінде'))
  })

  test('бірін бөлімшеге жібереді: себебін қызметкерлер көреді, клиент көрмейді, үстелде қалмайды', async () => {
    await acts()
      .getByRole('button', { name: say('Бөлімшеге жіберу', 'assign') })
      .click()
    await camera?.shoot(registrar, 'registrar-route')
    await story.looksRight(registrar)
    await route(registrar, law, 'Қолхатты заңгерлер береді')
    await says(staffOnly(registrar), say(`Бөлімшеге жіберілді: ${law}`))
    await says(staffOnly(registrar), say('Себебі: Қолхатты заңгерлер береді', 'case'))
    await camera?.shoot(registrar, 'registrar-routed')
    await story.looksRight(registrar)
    const aigerim = await story.world.as(story.people.aigerim)
    const { body } = await aigerim.ask<Appeal>(`GET /api/appeals/${ids[0]}`)
    expect(body.status).toBe('registered')
    expect(JSON.stringify(body)).not.toContain('заңгерлер')
    await registrar
      .getByRole('link', { name: say('Менің күнім', 'areas') })
      .first()
      .click()
    await group('Бөлімшеге жіберу керек').getByText('4', { exact: true }).waitFor()
    await says(group('Бөлімшеге жіберу керек'), saying`^(?!.*Қолхат беру)`)
  })

  test('үстелден бірден адамға тағайындайды: ол өз бөлімшесінде, бұрыштамасын клиент көрмейді', async () => {
    await number(2).locator('.go').click()
    await acts()
      .getByRole('button', { name: say('Тағайындау', 'assign.assign') })
      .click()
    const window = dialog(registrar, say('№ 2 өтінішті тағайындау'))
    await window.getByRole('radio', { name: /Оспанов Асқар Нұрланұлы/ }).check()
    await window.getByLabel(saying`^${say('Бұрыштама', 'assign')}`).fill('Кестені тексеріп, жауап беріңіз.')
    await camera?.shoot(registrar, 'registrar-assign')
    await story.looksRight(registrar)
    await window.getByRole('button', { name: say('Тағайындау', 'assign.assign'), exact: true }).click()
    await says(main(), 'Оспанов А. Н.')
    await says(staffOnly(registrar), office)
    await says(staffOnly(registrar), 'Кестені тексеріп, жауап беріңіз.')
    const aigerim = await story.world.as(story.people.aigerim)
    const { body } = await aigerim.ask<Appeal>(`GET /api/appeals/${ids[1]}`)
    expect(body.executor?.fullName).toBe('Оспанов Асқар Нұрланұлы')
    expect(JSON.stringify(body)).not.toContain('тексеріп')
  })

  test('бірден көбін жібереді: нешеуі жасалғаны айтылады, үстел босайды', async () => {
    await registrar.goto(`${story.world.origin}/office/queue?unit=none`)
    await says(main(), say('Табылғаны: 3', 'queue'))
    for (const at of [3, 4]) {
      await registrar.getByRole('checkbox', { name: say(`Таңдау, № ${at}`), exact: true }).check()
    }
    const bar = registrar.getByRole('region', { name: say('Таңдалған өтініштер') })
    await says(bar, say('Таңдалған өтініш: 2'))
    await camera?.shoot(registrar, 'registrar-many')
    await story.looksRight(registrar)
    await bar.getByRole('button', { name: say('Бөлімшеге жіберу', 'assign') }).click()
    await dialog(registrar, say('2 өтінішті жіберу')).waitFor()
    await route(registrar, office, 'Өтініштер бөлімінің ісі')
    const outcome = dialog(registrar, say('Нәтиже'))
    await says(outcome, say('Жасалды: 2. Өзгеріссіз қалды: 0. Болмады: 0.'))
    await camera?.shoot(registrar, 'registrar-many-done')
    await story.looksRight(registrar)
    await outcome
      .getByRole('button', { name: say('Жабу', 'site') })
      .last()
      .click()
    await says(main(), say('Табылғаны: 1', 'queue'))
    expect(await unitsOf()).toEqual([
      { number: 1, code: 'law' },
      { number: 2, code: 'office' },
      { number: 3, code: 'office' },
      { number: 4, code: 'office' },
      { number: 5, code: null },
    ])
  })

  test('хаттың сөзімен де, әрпі алмасқан сөзбен де, нөмірмен де табады; табылған сөзі белгіленген', async () => {
    await registrar.goto(`${story.world.origin}/office/queue`)
    await says(main(), say('Табылғаны: 5', 'queue'))
    const search = registrar.getByRole('search').getByRole('searchbox')
    for (const [typed, found] of [
      // As a Russian keyboard types it, in another order.
      ['туралы колхат', 1],
      ['26-000003', 3],
      ['Сапарова кілт', 4],
    ] as const) {
      await search.fill(typed)
      await search.press('Enter')
      await says(main(), say('Табылғаны: 1', 'queue'))
      await number(found).waitFor()
    }
    await search.fill('желтоқсан төледім')
    await search.press('Enter')
    await says(main(), say('Табылғаны: 4', 'queue'))
    expect(await registrar.locator('mark').count()).toBeGreaterThan(0)
    await camera?.shoot(registrar, 'registrar-search')
    await story.looksRight(registrar)
  })

  test('тізім қалай көрінсе, CSV мен XLSX файлы да сондай: жолдары, реті, бағандары', async () => {
    await registrar.getByRole('button', { name: say('Басқа сүзгілер') }).click()
    await pick('Бөлімше').selectOption({ label: office })
    await says(main(), say('Табылғаны: 3', 'queue'))
    const seen = await texts(registrar.locator('[data-row] .go'))
    expect(seen).toHaveLength(3)
    const csv = parse(await downloaded('CSV'), { bom: true, delimiter: ';' }) as string[][]
    const [heads = [], ...rows] = csv
    expect(heads.slice(0, 4)).toEqual(
      ['Тіркеу нөмірі', 'Тіркелген күні', 'Тақырыбы', 'Жіберуші'].map((name) =>
        say(name, 'queue.fileColumns'),
      ),
    )
    expect(rows.map((row) => row[2])).toEqual(seen)
    const sheet =
      unzip(await downloaded('XLSX'))
        .get('xl/worksheets/sheet1.xml')
        ?.toString('utf8') ?? ''
    const inSheet = [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, cells = '']) =>
      [...cells.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text = '']) => text),
    )
    expect(inSheet[0]).toEqual(heads)
    const fourth = heads.indexOf(say('Жіберуші', 'queue.fileColumns'))
    expect(inSheet.slice(1).map((row) => row.find((text) => seen.includes(text)))).toEqual(seen)
    for (const [at, row] of rows.entries()) expect(inSheet[at + 1]).toContain(row[fourth])
  })

  test('тізімді басып шығарады: сүзгісі, кім, қашан; экранның батырмалары жоқ', async () => {
    await registrar.emulateMedia({ media: 'print' })
    await says(
      registrar.locator('.only-print'),
      say(`Басып шығарған: Тіркеуші Тестова, ${formatLongDate('2026-01-12', language)}`, 'areas'),
    )
    await says(registrar.locator('.only-print'), `${say('Бөлімше', 'queue.names')}: ${office}`)
    expect(await registrar.getByRole('button').filter({ visible: true }).count()).toBe(0)
    // How many they are is said; what can't be pressed on paper has no column.
    expect(await registrar.getByText(say('Табылғаны: 3')).isVisible()).toBe(true)
    expect(await registrar.locator('.list .act').filter({ visible: true }).count()).toBe(0)
    await camera?.shoot(registrar, 'registrar-queue-print')
    const { pageCount, text } = pdfFacts(await registrar.pdf({ preferCSSPageSize: true }))
    await registrar.emulateMedia({ media: null })
    expect(text.match(/\//g)?.length).toBeGreaterThanOrEqual(pageCount)
  })

  test('екі өтінішті байланыстырады: екі жағынан да көрінеді, қате нөмір айтылады', async () => {
    await registrar.goto(`${story.world.origin}/office/appeals/${ids[2]}`)
    await staffOnly(registrar)
      .getByRole('button', { name: say('Өтінішті байланыстыру') })
      .click()
    const box = registrar.getByLabel(say('Тіркеу немесе талон нөмірі'))
    await box.fill('99')
    story.expectRefusal(/^(404|409|422) POST .*\/links$/)
    const link = staffOnly(registrar)
      .getByRole('button', { name: say('Байланыстыру'), exact: true })
      .last()
    await link.click()
    await says(
      staffOnly(registrar),
      say('Тіркеу немесе талон нөмірін тексеріңіз. Сізге көрінбейтін өтініш байланыстырылмайды.'),
    )
    await story.looksRight(registrar)
    await box.fill('2')
    await staffOnly(registrar)
      .getByRole('group', { name: say('Байланыстың түрі') })
      .getByRole('radio', { name: say('қайталама') })
      .check()
    await link.click()
    await says(staffOnly(registrar), say('Өтініштер байланыстырылды.'))
    await camera?.shoot(registrar, 'registrar-linked')
    await story.looksRight(registrar)
    await registrar.goto(`${story.world.origin}/office/appeals/${ids[1]}`)
    await says(staffOnly(registrar), saying`Пәтерақы туралы.*${say('қайталама')}`)
  })

  test('телефоннан да соңғысын жібереді, үстелінде бөлінбегені қалмайды', async () => {
    const small = await story.open(story.people.registrar, '/office', phone)
    await small.locator(`[data-row="${ids[4]}"] .go`).first().click()
    await acts(small)
      .getByRole('button', { name: say('Бөлімшеге жіберу', 'assign') })
      .click()
    await route(small, law, 'Шарт бойынша заңгерлердің ісі')
    await says(staffOnly(small), say(`Бөлімшеге жіберілді: ${law}`))
    await small.goto(`${story.world.origin}/office`)
    await says(main(small), say('Тағайындау керек'))
    await expect
      .poll(() => small.getByRole('heading', { name: say('Бөлімшеге жіберу керек') }).count(), slow)
      .toBe(0)
    await camera?.shoot(small, 'registrar-desk-routed')
    await story.looksRight(small)
    await small.context().close()
  })

  async function downloaded(format: 'CSV' | 'XLSX'): Promise<Buffer> {
    const [download] = await Promise.all([
      registrar.waitForEvent('download'),
      registrar.getByRole('link', { name: say(`${format} түрінде жүктеу, өтініштер: 3`) }).click(),
    ])
    return await readFile(await download.path())
  }
})
