import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { unzip } from '../../test/unzip.ts'
import type { Jump, Queue, QueuePreference, Views } from '../../wire/queue.ts'
import { queueAsked } from '../../wire/queue.ts'
import { recordRole } from '../person/role-store.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { registerDue } from '../registry/register.ts'
import { exportQueue } from './export-queue.ts'

let world: SignedWorld
let head: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  const key = await issueKey(world.authority)
  const aigerim = await world.as(world.people.aigerim)
  for (let n = 0; n < 3; n += 1) await sendFree(world, aigerim, key)
  await registerDue(world.context)
  head = await world.as(world.people.head)
  const subjects = ['=HYPERLINK("x")', '+7; "тырнақша"', 'жай <тақырып> & \n екінші жол']
  const { db } = world.context
  const ids = await db.selectFrom('appeal').select('id').orderBy('number').execute()
  for (const [at, { id }] of ids.entries()) {
    await db
      .updateTable('appeal')
      .set({ subject: subjects[at] ?? null })
      .where('id', '=', id)
      .execute()
  }
})
afterAll(() => world.close())

async function download(query: string, who: TestBrowser = head): Promise<Response> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return await fetch(`${world.origin}/api/office/queue/export?${query}`, {
    headers: { cookie, 'accept-language': 'kk' },
  })
}
const textOf = async (query: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await download(query)).arrayBuffer())

describe('the list as a file', () => {
  test('CSV: with its mark, what would be run is a text, dates as YYYY-MM-DD', async () => {
    const answer = await download('format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain(
      encodeURIComponent('Өтініштер 2026-01-30.csv'),
    )
    const text = await textOf('format=csv')
    expect(text.startsWith('\uFEFFТіркеу нөмірі;Тіркелген күні;Тақырыбы;Жіберуші;')).toBe(true)
    expect(text).toContain(`1;2026-01-30;"'=HYPERLINK(""x"")";Сапарова Айгерім Ерланқызы;АВ-71-004215;`)
    expect(text).toContain(`2;2026-01-30;"'+7; ""тырнақша""";`)
    expect(text).toContain('3;2026-01-30;"жай <тақырып> & \n екінші жол";')
  })

  test('XLSX: a ZIP of whole XML, texts as texts, dates as dates', async () => {
    const answer = await download('format=xlsx')
    const files = unzip(new Uint8Array(await answer.arrayBuffer()))
    expect([...files.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ])
    const sheet = files.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? ''
    expect(sheet.match(/<row>/g)).toHaveLength(4)
    expect(sheet).toContain('<c t="inlineStr" s="0"><is><t xml:space="preserve">=HYPERLINK("x")</t></is></c>')
    expect(sheet).toContain('жай &lt;тақырып&gt; &amp; \n екінші жол')
    // 30 January 2026 in a sheet's days.
    expect(sheet).toContain('<c s="1"><v>46052</v></c>')
    expect(sheet).not.toContain('<f>')
    for (const xml of files.values()) expect(isWhole(xml.toString('utf8'))).toBe(true)
  })

  test('filter, order and columns are those of the list', async () => {
    await head.ask('PUT /api/office/queue/preference', {
      body: { columns: ['coupon', 'status'], dense: true },
    })
    const rows = (await head.ask<Queue>('GET /api/office/queue?sort=registration&order=desc')).body.rows
    const lines = (await textOf('format=csv&sort=registration&order=desc')).trimEnd().split('\r\n')
    expect(lines).toEqual(['\uFEFFТалон нөмірі;Мәртебе', ...rows.map(({ coupon }) => `${coupon};Тіркелді`)])
    expect((await textOf('format=csv&due=overdue')).split('\r\n')).toHaveLength(2)
    expect((await head.ask<QueuePreference>('GET /api/office/queue/preference')).body).toEqual({
      columns: ['coupon', 'status'],
      dense: true,
    })
  })

  test('nobody takes away what they may not see', async () => {
    expect((await download('format=csv', await world.as(world.people.callCentre))).status).toBe(403)
    const stranger = await world.as(world.people.otherExecutor)
    await world.context.db.updateTable('appeal').set({ unit_id: null }).execute()
    const text = await (await download('format=csv', stranger)).text()
    expect(text.trimEnd().split('\r\n')).toHaveLength(1)
    const { id } = await world.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
    await world.context.db.updateTable('appeal').set({ unit_id: id }).execute()
  })
})

describe('taking a list away is written down, and ends with the right', () => {
  const traces = () =>
    world.logged.filter(({ message, act }) => message === 'security' && /^listExp/.test(String(act)))

  test('who took which list away, and how much of it; what was searched for is not told', async () => {
    world.logged.length = 0
    await textOf(`format=csv&sort=registration&q=${encodeURIComponent('Сапарова')}`)
    const list = {
      by: world.people.head.id,
      format: 'csv',
      list: 'sort=registration',
      searched: true,
      rows: 3,
    }
    expect(traces()).toMatchObject([
      { act: 'listExported', ...list },
      { act: 'listExportEnded', ...list, given: 3 },
    ])
    expect(JSON.stringify(world.logged)).not.toContain('Сапарова')
  })

  test.each(['csv', 'xlsx'])('%s: a right that is withdrawn while it goes ends the file', async (format) => {
    const { context } = world
    const asker = await staffAsker(context.db, world.people.head.id, context.now())
    if (asker === null) throw new Error('no head')
    const asked = { format, ...queueAsked({}) } as const
    const role = { staffId: world.people.head.id, role: 'head' } as const
    world.logged.length = 0
    // Asked while they had it; every batch of rows asks again.
    await recordRole(context.db, { ...role, change: 'withdrawn' }, null, context.now())
    const answer = await exportQueue(context, asker, { ...asked, format: format as 'csv' }, 'kk')
    await expect(answer.stream.toArray()).rejects.toThrow()
    expect(traces()).toMatchObject([{ act: 'listExported' }, { act: 'listExportEnded', given: 0 }])
    await recordRole(context.db, { ...role, change: 'granted' }, null, context.now())
  })

  test('what has left their sight meanwhile is left out', async () => {
    const { context } = world
    const asker = await staffAsker(context.db, world.people.head.id, context.now())
    if (asker === null) throw new Error('no head')
    const answer = await exportQueue(context, asker, { format: 'csv', ...queueAsked({}) }, 'kk')
    const { id: office } = await context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
    await context.db.updateTable('appeal').set({ unit_id: null }).where('number', '=', 2).execute()
    const text = (await answer.stream.toArray()).join('')
    expect(text.trimEnd().split('\r\n')).toHaveLength(3)
    await context.db.updateTable('appeal').set({ unit_id: office }).execute()
  })
})

/** Every tag is closed in its turn. */
function isWhole(xml: string): boolean {
  const open: string[] = []
  for (const [, closing, name, , self] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (self === '/') continue
    if (closing === '/' ? open.pop() !== name : open.push(name ?? '') === 0) return false
  }
  return open.length === 0
}

describe('saved views', () => {
  test('a name for an address, with the count of its list; a unit’s is seen by its people', async () => {
    const { db } = world.context
    const { id: unitId } = await db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
    const executor = await world.as(world.people.otherExecutor)
    const saved = await head.ask<Views>('POST /api/office/queue/views', {
      body: { name: 'Жалға алу', query: 'contractKind=RENT_BUYOUT&page=3&foo=1', unitId },
    })
    expect(saved.body.views).toMatchObject([
      { name: 'Жалға алу', query: 'contractKind=RENT_BUYOUT', total: 3 },
    ])
    const seen = (await executor.ask<Views>('GET /api/office/queue/views')).body
    expect(seen.views).toMatchObject([{ name: 'Жалға алу', mayDelete: false }])
    const [view] = seen.views
    const drop = `DELETE /api/office/queue/views/${view?.id}` as const
    expect((await executor.ask(drop)).problem).toMatchObject({ code: 'another_unit' })
    const own = () =>
      executor.ask('POST /api/office/queue/views', { body: { name: 'Өзімдікі', query: 'whose=mine' } })
    await own()
    expect((await head.ask<Views>('GET /api/office/queue/views')).body.views).toHaveLength(1)
    for (let kept = 1; kept < 50; kept += 1) expect((await own()).status).toBe(200)
    expect((await own()).problem.code).toBe('items_too_many')
    expect((await head.ask<Views>(drop)).body.views).toEqual([])
    // Those of a unit are counted together, also at once, and go by anybody who may keep them.
    const desk = await world.as(world.people.registrar)
    const ofUnit = { body: { name: 'Бөлімдікі', query: 'whose=mine', unitId } }
    const burst = await Promise.all(
      Array.from({ length: 60 }, () => desk.ask('POST /api/office/queue/views', ofUnit)),
    )
    expect(burst.filter(({ status }) => status === 200)).toHaveLength(50)
    const [one] = (await head.ask<Views>('GET /api/office/queue/views')).body.views
    expect((await desk.ask(`DELETE /api/office/queue/views/${one?.id}`)).status).toBe(200)
    const refused = await executor.ask('POST /api/office/queue/views', {
      body: { name: 'x', query: '', unitId },
    })
    expect(refused.problem.code).toBe('another_unit')
  })

  test('the number at a tab is that of its list', async () => {
    const { tabs } = (await head.ask<Views>('GET /api/office/queue/views')).body
    expect(tabs).toHaveLength(6)
    for (const { query, total, more } of tabs) {
      expect((await head.ask<Queue>(`GET /api/office/queue?${query}`)).body).toMatchObject({ total, more })
    }
  })
})

test('a jump finds appeals by number and colleagues by name, within sight', async () => {
  const found = async (q: string) =>
    (await head.ask<Jump>(`GET /api/office/jump?q=${encodeURIComponent(q)}`)).body
  expect((await found('2')).appeals.map(({ registration }) => registration)).toContain('2 / 2026-01-30')
  expect((await found('оспанов ас')).people).toMatchObject([{ name: 'Оспанов Асқар Нұрланұлы', away: false }])
  expect((await found('Аудитор')).people).toEqual([])
  expect(await found('')).toEqual({ appeals: [], people: [] })
})
