import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, signDraft } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Draft, Sent } from '../../wire/appeal.ts'
import { registerDue } from '../registry/register.ts'

// What people type, and what it finds: for staff who read letters, and in a client's own boxes.
let world: SignedWorld
let saule: TestBrowser
let aigerim: TestBrowser
let daniyar: TestBrowser
const ids = new Map<string, string>()
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const { people, contracts, context } = world
  // As if the company had written for years.
  const counter = { register_code: 'appeals', year: 2026, last_number: 3863 }
  await context.db.insertInto('register_counter').values(counter).execute()
  await context.db.insertInto('coupon_counter').values({ year: 2026, last_number: 122 }).execute()
  await context.db
    .updateTable('person')
    .set({ phone: '+77015550102' })
    .where('id', '=', people.daniyar.id)
    .execute()
  saule = await world.as(people.executor)
  aigerim = await world.as(people.aigerim)
  const key = await issueKey(world.authority)
  const otherKey = await issueKey(world.authority, people.daniyar)
  const roof = {
    subject: 'Ғимараттың шатырын жөндеу туралы',
    text: 'Бесінші қабатта шатырдан су ағады, Ұлбала көршім де көрді.',
  }
  ids.set('roof', await send(aigerim, key, contracts.rent, 'kk', roof, 'Сурет шаңырақ №7.pdf'))
  await registerDue(context)
  await saule.ask(`POST /api/office/appeals/${ids.get('roof')}/take-into-work`)
  const pipe = {
    subject: 'Құбыр ауыстыру',
    text: 'Жертөледе құбыр 30.11.2025 жарылды, IBAN пен шот өзгерген жоқ.',
  }
  ids.set('pipe', await send(aigerim, key, contracts.mortgage, 'kk', pipe))
  world.setNow('2026-01-30T05:00:00Z')
  saule = await world.as(people.executor)
  aigerim = await world.as(people.aigerim)
  daniyar = await world.as(people.daniyar)
  const heat = {
    subject: 'О нагреве батарей ёлочного подъезда',
    text: 'Радиаторы холодные, объём воды недостаточный, подъезд 2.',
  }
  ids.set('heat', await send(daniyar, otherKey, contracts.daniyars, 'ru', heat))
  await registerDue(context)
})
afterAll(() => world.close())

async function send(
  browser: TestBrowser,
  key: Awaited<ReturnType<typeof issueKey>>,
  contractId: string,
  letterLanguage: 'kk' | 'ru',
  answers: { subject: string; text: string },
  fileName?: string,
): Promise<string> {
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId, letterLanguage },
  })
  const saved = await browser.ask(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { typeCode: 'gen.free', answers },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  if (fileName !== undefined)
    await attach(browser, draft.id, { document: 'other', name: fileName, bytes: pdf })
  const body = await signDraft(world, browser, draft.id, key)
  const sent = await browser.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  return sent.body.id
}

async function foundBy(browser: TestBrowser, list: 'office/queue' | 'incoming' | 'outgoing', q: string) {
  const { body } = await browser.ask<{ rows: { id: string }[]; total: number }>(
    `GET /api/${list}?${new URLSearchParams({ q })}`,
  )
  expect(body.total).toBe(body.rows.length)
  const nameOf = new Map([...ids].map(([name, id]) => [id, name]))
  return body.rows.map(({ id }) => nameOf.get(id)).sort()
}

type Case = readonly [typed: string, ...found: string[]]
const own = ['heat', 'pipe', 'roof']

const numbers: readonly Case[] = [
  ['3864', 'roof'],
  ['№ 3864', 'roof'],
  ['003865', 'pipe'],
  ['3864 / 2026-01-12', 'roof'],
  ['3864/2026-01-12', 'roof'],
  ['3865 от 12.01.2026', 'pipe'],
  ['№ 3866, 2026 жылғы 30 қаңтар', 'heat'],
  ['3866 / 2026-01-12'],
  ['386', ...own],
  ['26-000123', 'roof'],
  ['26–000123', 'roof'],
  ['26/000124', 'pipe'],
  ['26000125', 'heat'],
  ['26-123', 'roof'],
  ['26-126'],
  ['АВ-71-004215', 'roof'],
  ['AB-71-004216', 'heat'],
  ['ав71004215', 'roof'],
  ['ab 71 004215', 'roof'],
  ['АВ-71-4216', 'heat'],
  ['004215', 'roof'],
  ['из-75-000128', 'pipe'],
  ['1201'],
]
const names: readonly Case[] = [
  ['Сапарова', 'pipe', 'roof'],
  ['айгерим сапарова', 'pipe', 'roof'],
  ['Ерланкызы Айгерім', 'pipe', 'roof'],
  ['САПАРОВА ИМАНБЕКОВА', 'roof'],
  ['иманбеков', 'heat', 'roof'],
  ['Иманбеков Данияр Серикулы', 'heat'],
  ['Сауле', 'roof'],
  ['сәуле маратқызы', 'roof'],
  ['Caпapoвa'.normalize('NFD'), 'pipe', 'roof'],
  ['Дани', 'heat'],
  ['Сапаров Данияр'],
  ['Асқар'],
]
const subjects: readonly Case[] = [
  ['шатырын', 'roof'],
  ['ШАТЫРЫН ғимараттың', 'roof'],
  ['гимараттын', 'roof'],
  ['кубыр', 'pipe'],
  ['құбыр ауыстыру', 'pipe'],
  ['құ ауыстыру', 'pipe'],
  ['елочного', 'heat'],
  ['ёлочнего'],
  ['батареи', 'heat'],
  ['атареи', 'heat'],
  ['батарей', 'heat'],
  ['е\u0308лочного', 'heat'],
  ['«құбыр» —\u00a0ауыстыру…', 'pipe'],
  ['еркін форматтағы', ...own],
  ['свободный формат', ...own],
  ['общие обращения', ...own],
  ['мерзимин'],
]
const dates: readonly Case[] = [
  ['12.01.2026', 'pipe', 'roof'],
  ['2026-01-12', 'pipe', 'roof'],
  ['12.1.26', 'pipe', 'roof'],
  ['12/01/2026', 'pipe', 'roof'],
  ['2026 жылғы 12 қаңтар', 'pipe', 'roof'],
  ['2026 жылгы 12 кантар', 'pipe', 'roof'],
  ['30 января', 'heat'],
  ['30 января 2026 года', 'heat'],
  ['30 January 2026', 'heat'],
  ['қаңтар 2026', ...own],
  ['2026-01', ...own],
  ['30.01', 'heat'],
  ['14.07.2026'],
]
const letters: readonly Case[] = [
  ['көршім', 'roof'],
  ['коршим улбала', 'roof'],
  ['шаңырақ', 'roof'],
  ['шанырак 7.pdf', 'roof'],
  ['сапарова көршім', 'roof'],
  ['көршім жарылды'],
  ['жертөле', 'pipe'],
  ['30.11.2025', 'pipe'],
  ['2025-11-30', 'pipe'],
  ['басқарма', 'pipe', 'roof'],
  ['воды в подъезд', 'heat'],
  ['подъезд 2', 'heat'],
  ['ертөле'],
  ['радиаторы', 'heat'],
  ['объем воды', 'heat'],
  ['Үлгі көшесі', 'pipe', 'roof'],
  ['example.com', 'pipe', 'roof'],
]
const nothing: readonly Case[] = [
  ['%'],
  ['_'],
  ['\\'],
  ['№'],
  ['—'],
  ['ешкім'],
  ['漢字'],
  ["' or 1=1 --"],
  ['сапарова 漢'],
]
const identities: readonly Case[] = [
  ['921125270019', 'pipe', 'roof'],
  ['921125 270019', 'pipe', 'roof'],
  ['850412170014', 'heat'],
  ['850412170014 батарей', 'heat'],
  ['850412170014 құбыр'],
  ['92112527001'],
  ['9211'],
  ['881231270015'],
  ['+7 701 555 01 02', 'heat'],
  ['8 (701) 555-01-02', 'heat'],
  ['87015550102', 'heat'],
  ['7015550102', 'heat'],
  ['7015550103'],
  ['701555'],
  ['5550102'],
]

const all = [...numbers, ...names, ...subjects, ...dates, ...letters, ...nothing, ...identities]
const mine = (browser: 'aigerim' | 'daniyar', found: readonly string[]): string[] =>
  found.filter((name) => (name === 'heat') === (browser === 'daniyar')).sort()

test('the table is long enough to tell', () => {
  expect(new Set(all.map(([typed]) => typed)).size).toBeGreaterThanOrEqual(60)
  expect(all.filter(([, ...found]) => found.length > 0).length).toBeGreaterThanOrEqual(60)
})

test.each(all.map(([typed, ...found]) => [typed, found] as const))(
  'the office finds by %s: %s',
  async (typed, found) => {
    expect(await foundBy(saule, 'office/queue', typed)).toEqual([...found].sort())
  },
)

const clients = [...numbers, ...names, ...subjects, ...dates, ...letters, ...nothing]
test.each(clients.map(([typed, ...found]) => [typed, found] as const))(
  'clients find by %s their own of %s, in both boxes',
  async (typed, found) => {
    for (const list of ['incoming', 'outgoing'] as const) {
      expect(await foundBy(aigerim, list, typed)).toEqual(mine('aigerim', found))
      expect(await foundBy(daniyar, list, typed)).toEqual(mine('daniyar', found))
    }
  },
)

test.each(identities.map(([typed]) => typed))('no client finds by %s', async (typed) => {
  for (const client of [aigerim, daniyar]) expect(await foundBy(client, 'incoming', typed)).toEqual([])
})

test('a client is told what of the letter was found, where the row does not show it', async () => {
  const found = async (list: string, q: string) => {
    const { body } = await aigerim.ask<{ rows: { found: string | null }[] }>(
      `GET /api/${list}?${new URLSearchParams({ q })}`,
    )
    return body.rows.map((row) => row.found)
  }
  for (const list of ['incoming', 'outgoing']) {
    expect(await found(list, 'көршім')).toEqual([expect.stringContaining('Ұлбала көршім де көрді')])
    expect(await found(list, 'шатырын')).toEqual([null])
    expect(await found(list, '')).toEqual([null, null])
  }
})

describe('words follow what changes', () => {
  test('an executor named later is found at once; the name before the change is gone', async () => {
    expect(await foundBy(saule, 'office/queue', 'құбыр сәуле')).toEqual([])
    await saule.ask(`POST /api/office/appeals/${ids.get('pipe')}/take-into-work`)
    expect(await foundBy(saule, 'office/queue', 'құбыр сәуле')).toEqual(['pipe'])
    expect(await foundBy(aigerim, 'incoming', 'сауле')).toEqual(['pipe', 'roof'])
  })
})
