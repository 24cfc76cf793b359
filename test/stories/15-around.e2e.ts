import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { addClient } from '../../server/person/add-client.ts'
import { currentSettings, forgetSettings, recordSetting } from '../../server/setting/setting-store.ts'
import { sessionOf, type TestClient } from '../people.ts'
import { address, dialog, says, texts } from './acts.ts'
import { earlyDraft, sentEarly } from './arrange.ts'
import { phone, slow, tellStory } from './story.ts'
import { beginAppeal, chooseContract, chooseType, early, free, freeSubject, freeText } from './writing.ts'

const story = tellStory()
/** An appeal of Айгерім's, sent by the story. */
let sent: string

/** A client who was entered by the company and has never been here. */
async function newcomer(): Promise<TestClient> {
  const iin = '770308170203'
  const { personId, partyId } = await addClient(story.world.context, {
    iin,
    name: { family: 'Сәрсенов', given: 'Болат', patronymic: null },
    address: 'Астана қ., Сынақ көшесі, 9-үй',
    phone: '+77000000009',
    email: null,
  })
  return { kind: 'client', id: personId, partyId, iin }
}

async function firstVisit(person: TestClient, path: string, size = phone): Promise<Page> {
  const page = await story.open(null, '/sign-in', size)
  const value = await sessionOf(story.world.context, person, { consented: false })
  await page.context().addCookies([{ name: 'otinish_session', value, url: story.world.origin }])
  await page.goto(story.world.origin + path)
  return page
}

/** While `work` runs, the server asks for a table that is not there: a fault of ours. */
async function withoutTable(name: string, work: () => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: story.world.database.ownerUrl })
  await owner.connect()
  await owner.query(`alter table ${name} rename to ${name}_away`)
  try {
    await work()
  } finally {
    await owner.query(`alter table ${name}_away rename to ${name}`)
    await owner.end()
  }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const consentTitle = 'Дербес деректерді жинауға және өңдеуге келісім'

describe('келісім', () => {
  let person: TestClient

  test('алғаш кіргенде бәрінен бұрын келісімнің мәтіні толық көрсетіледі', async () => {
    person = await newcomer()
    const page = await firstVisit(person, '/drafts')
    await heading(page, consentTitle).waitFor()
    for (const part of [
      'Қандай деректер',
      'Не үшін',
      'Кім көреді',
      'Келісімді қалай қайтарып алуға болады',
    ]) {
      await page.getByRole('heading', { name: part }).waitFor()
    }
    await story.looksRight(page)
  })

  test('келіспесе, кабинеттен шығады және не болғаны айтылады', async () => {
    const page = await firstVisit(person, '/incoming')
    await page.getByRole('button', { name: 'Келіспеймін, кабинеттен шығу' }).click()
    await heading(page, 'Сіз келісім бермедіңіз').waitFor()
    await says(page.getByRole('main'), '+7 7172 79 75 75')
    await story.looksRight(page)
    await page.goto(`${story.world.origin}/incoming`)
    await heading(page, 'Өтінішіңізді үйден шықпай жазып, жауабын осы жерден алыңыз').waitFor()
  })

  test('келіссе, сұраған беті ашылады, келісімнің нұсқасы мен уақыты профильде тұрады', async () => {
    const page = await firstVisit(person, '/drafts')
    await page.getByRole('button', { name: 'Келісемін', exact: true }).click()
    await heading(page, 'Қаралама өтініштер').waitFor()
    expect(address(page)).toBe('/drafts')
    await page.goto(`${story.world.origin}/profile`)
    await says(page.getByRole('main'), '2-нұсқа: 2026 жылғы 12 қаңтар, 10:30')
  })

  test('жаңа нұсқасы шықса, ашық беттің үстінен сұралады, жазғаны сақталады', async () => {
    const { context } = story.world
    const page = await story.open(story.people.daniyar, '/incoming')
    await beginAppeal(page)
    await chooseContract(page, 'АВ-71-004216')
    await chooseType(page, free)
    await page.getByLabel('Тақырыбы').fill(freeSubject)
    await says(page.getByRole('main'), 'Автоматты түрде сақталды')
    const text = (await currentSettings(context))['consent.personalData']
    await recordSetting(context.db, {
      key: 'consent.personalData',
      value: { ...text, version: '3' },
      validFrom: plainDate('2026-01-12'),
      recordedAt: context.now() + 1,
    })
    forgetSettings(context.db)
    story.expectRefusal(/^403 (GET|PATCH|POST) \/api\//)
    await page.getByLabel('Өтініш мәтіні').fill(freeText)
    const window = dialog(page, consentTitle)
    await window.waitFor({ timeout: slow.timeout })
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Келісемін', exact: true }).click()
    await window.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Өтініш мәтіні').inputValue()).toBe(freeText)
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Тақырыбы').fill(`${freeSubject}, қайта`)
    await says(page.getByRole('main'), 'Автоматты түрде сақталды')
    await page.reload()
    await expect.poll(() => page.getByLabel('Өтініш мәтіні').inputValue(), slow).toBe(freeText)
  })
})

describe('профиль және шарттар', () => {
  let page: Page
  const main = () => page.getByRole('main')

  test('байланыс деректері өзгертіледі; қатесі өз өрісінде айтылады', async () => {
    sent = await sentEarly(story)
    page = await story.open(story.people.aigerim, '/incoming', phone)
    await page.getByRole('button', { name: 'Мәзір' }).click()
    await page.getByRole('link', { name: 'Профилім' }).click()
    await heading(page, 'Профилім').waitFor()
    await says(main(), 'Сапарова Айгерім Ерланқызы')
    await story.looksRight(page)
    story.expectRefusal(/^422 PATCH \/api\/profile$/)
    await page.getByLabel('Телефон').fill('12345')
    await page.getByRole('button', { name: 'Сақтау' }).first().click()
    await says(main(), 'Қазақстан нөмірін +7 700 000 00 00 түрінде жазыңыз')
    expect(await page.getByLabel('Телефон').inputValue()).toBe('12345')
    await story.looksRight(page)
    await page.getByLabel('Телефон').fill('8 701 123 45 67')
    await page.getByRole('button', { name: 'Сақтау' }).first().click()
    await says(main(), 'Байланыс деректері сақталды')
    expect(await page.getByLabel('Телефон').inputValue()).toBe('+7 701 123 45 67')
  })

  test('экранның тілі есепте сақталады: басқа құрылғыда да сол тілде ашылады', async () => {
    await page.getByRole('radio', { name: 'Русский' }).click()
    await heading(page, 'Профиль').waitFor()
    await page.waitForLoadState('networkidle')
    const other = await story.open(story.people.aigerim, '/contracts')
    await heading(other, 'Договоры').waitFor()
    await story.looksRight(other)
    await other.getByLabel('Язык').selectOption('kk')
    await heading(other, 'Шарттар').waitFor()
    await other.waitForLoadState('networkidle')
    await page.reload()
    await heading(page, 'Профилім').waitFor()
  })

  test('өз деректерін бір файлмен жүктеп алады', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Деректерімді жүктеп алу' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('otinish-2026-01-12.json')
  })

  test('шарттан оның өтініштеріне өтеді және осы шарт бойынша өтініш бастайды', async () => {
    await page.goto(`${story.world.origin}/contracts`)
    await heading(page, 'Шарттар').waitFor()
    await says(main(), '2021 жылғы 30 маусым жабылған')
    await says(main(), 'Заңды тұлға атынан жазылатын өтініш түрлері мұнда көрсетілмейді')
    await story.looksRight(page)
    await page.getByRole('link', { name: '1, тізімін көру' }).click()
    await says(main(), 'Табылғаны: 1')
    await page.goBack()
    await page.getByRole('link', { name: 'Осы шарт бойынша өтініш жазу: № ИЗ-75-000128' }).click()
    await heading(page, 'Қай шарт бойынша өтініш жазасыз?').waitFor()
    expect(await page.getByRole('radio', { name: 'ИЗ-75-000128' }).isChecked()).toBe(true)
  })

  test('барлық құрылғыдан бірден шығады', async () => {
    await page.goto(`${story.world.origin}/profile`)
    await page.getByRole('button', { name: 'Осы құрылғыны қоса бәрінен шығу' }).click()
    await heading(page, 'Өтінішіңізді үйден шықпай жазып, жауабын осы жерден алыңыз').waitFor()
  })
})

describe('көмек және тарифтер', () => {
  test('қадамның көмегі терезеде ашылады, жабылғанда жазғаны орнында тұрады', async () => {
    const id = await earlyDraft(story, 'letter')
    const page = await story.open(story.people.aigerim, `/write/${id}/letter`, phone)
    const date = page.getByLabel('Өтеудің жоспарланған күні', { exact: true })
    await date.fill('16.02.20')
    const link = page.getByRole('main').getByRole('link', { name: 'Көмек' })
    await link.click()
    const window = dialog(page, '2-қадам. Өтініш түрі және хат')
    await window.waitFor()
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Жабу' }).last().click()
    await window.waitFor({ state: 'detached' })
    expect(await date.inputValue()).toBe('16.02.20')
    expect(await link.evaluate((one) => document.activeElement === one)).toBe(true)
  })

  test('төлем мен құжат терезелерінің де өз көмегі бар; Esc тек көмекті жабады', async () => {
    const id = await earlyDraft(story, 'documents')
    const page = await story.open(story.people.aigerim, `/write/${id}/payment`)
    for (const [step, name] of [
      ['Төлем әдісін таңдаңыз', '3-қадам. Төлем'],
      ['Файлдар', '4-қадам. Құжаттарды тіркеу'],
    ] as const) {
      await dialog(page, step).getByRole('link', { name: 'Көмек' }).click()
      await dialog(page, name).waitFor()
      await page.keyboard.press('Escape')
      await dialog(page, name).waitFor({ state: 'detached' })
      await dialog(page, step).waitFor()
      if (step !== 'Файлдар') await page.getByRole('button', { name: 'Иә, келісемін' }).click()
    }
  })

  test('көмектің бөлімдері кірмей тұрып та ашық, бірінен біріне өтіледі', async () => {
    const page = await story.open(null, '/help', phone)
    await heading(page, 'Көмек').waitFor()
    await story.looksRight(page)
    await page.getByRole('link', { name: 'Мәртебелер мен мерзім' }).click()
    await heading(page, 'Мәртебелер мен мерзім').waitFor()
    await says(page.getByRole('main'), 'дүйсенбі–жұма, 9:30–19:00')
    await story.looksRight(page)
    await page.getByRole('link', { name: 'Жиі қойылатын сұрақтар' }).click()
    await says(page.getByRole('main'), 'ЭЦҚ қайдан аламын?')
    await says(page.getByRole('main'), 'AUTH_RSA деп басталатын файл')
    await story.looksRight(page)
  })

  test('барлық 28 түрдің тарифі санаттарымен тұр, іздеу керегін қалдырады', async () => {
    const page = await story.open(null, '/tariffs', phone)
    await says(page.getByRole('main'), 'Табылғаны: 28')
    await story.looksRight(page)
    await page.getByLabel('Өтініш түрін іздеу').fill('АНЫҚТАМА')
    await says(page.getByRole('main'), 'Табылғаны: 2')
    expect(await texts(page.getByRole('heading', { level: 2 }))).toEqual([
      'Анықтамалар мен құжат көшірмелері',
    ])
    await page.getByLabel('Өтініш түрін іздеу').fill('жоқ нәрсе')
    await says(page.getByRole('main'), 'Мұндай атаумен өтініш түрі табылмады')
    await page.getByRole('button', { name: 'Сүзгіні тазалау' }).click()
    await says(page.getByRole('main'), early.type)
  })

  test('басып шығарғанда мәзір мен батырмалар болмайды, бүктелгені ашық', async () => {
    const page = await story.open(story.people.aigerim, `/appeals/${sent}`)
    await heading(page, early.type).waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const path of ['', '/tariffs', '/contracts', '/help/signature']) {
      if (path !== '') await page.goto(story.world.origin + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      for (const role of ['navigation', 'button', 'contentinfo', 'searchbox'] as const) {
        expect(await page.getByRole(role).count(), `${role} ${path}`).toBe(0)
      }
      expect((await page.pdf()).length).toBeGreaterThan(10_000)
    }
  })
})

describe('ақау', () => {
  test('байланыс үзілсе, бет оны айтады, байланыс оралғанда өзі ашылады', async () => {
    const page = await story.open(story.people.aigerim, '/incoming')
    await heading(page, 'Кіріс хат-хабарлар').waitFor()
    await page.getByRole('link', { name: 'Шарттар' }).click()
    await heading(page, 'Шарттар').waitFor()
    await page.getByRole('link', { name: 'Кіріс', exact: false }).first().click()
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    story.expectFault(/ERR_INTERNET_DISCONNECTED/)
    await page.getByRole('link', { name: 'Шарттар' }).click()
    await says(page.getByRole('main'), 'Серверге қосыла алмадық')
    await says(page.getByRole('main'), '+7 7172 79 75 75')
    await story.looksRight(page)
    await page.context().setOffline(false)
    await says(page.getByRole('main'), 'Шарт № АВ-71-004215')
  })

  test('сервердің қатесі нөмірімен, кімге қоңырау шалатынымен айтылады', async () => {
    const page = await story.open(story.people.aigerim, '/incoming')
    await heading(page, 'Кіріс хат-хабарлар').waitFor()
    await withoutTable('vat_rate', async () => {
      story.expectRefusal(/^500 GET \/api\/tariffs$/)
      story.expectFault(/^log: .*vat_rate/)
      await page.getByRole('link', { name: 'Бекітілген тарифтер' }).click()
      await says(page.getByRole('main'), /Қайталанса, мына нөмірді хабарлаңыз: [0-9a-f-]{36}/)
      await says(page.getByRole('main'), '+7 7172 79 75 75')
      await story.looksRight(page)
    })
    await page.getByRole('button', { name: 'Қайталап көру' }).click()
    await says(page.getByRole('main'), 'Табылғаны: 28')
  })

  test('жаңа құрастыру шықса, ескі бет бір рет өзі жаңарады; файлы мүлде жоқ болса, айтады', async () => {
    const page = await story.open(story.people.aigerim, '/incoming')
    await heading(page, 'Кіріс хат-хабарлар').waitFor()
    const assets = join(story.world.context.config.webDir, 'assets')
    const gone = (await readdir(assets)).filter((name) => /^(ContractsPage|profile)-/.test(name))
    expect(gone.length).toBeGreaterThan(0)
    for (const name of gone) await rm(join(assets, name))
    story.expectRefusal(/^404 GET \/assets\//)
    story.expectFault(/dynamically imported module|MIME type|preload/i)
    let loads = 0
    page.on('load', () => {
      loads += 1
    })
    await page.getByRole('link', { name: 'Шарттар' }).click()
    await heading(page, 'Бетті көрсету мүмкін болмады').waitFor({ timeout: slow.timeout })
    await expect.poll(() => loads, slow).toBe(1)
    await says(page.getByRole('main'), '+7 7172 79 75 75')
  })
})
