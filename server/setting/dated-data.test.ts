import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Offer } from '../../wire/catalogue.ts'
import { readCalendar, recordDays } from '../calendar/calendar-store.ts'
import { publishAppealType, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import { publishTariff } from '../tariff/publish-tariff.ts'
import { recordSettings } from './load-settings.ts'
import { readSettings, recordSetting, SettingMissing } from './setting-store.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const day = (text: string) => plainDate(text)

describe('settings', () => {
  const phone = (on: string) =>
    readSettings(world.context.db, day(on)).then((all) => all['company.callCentre'])
  const record = (value: unknown, from: string, at: number) =>
    recordSetting(world.context.db, {
      key: 'company.callCentre',
      value,
      validFrom: day(from),
      recordedAt: at,
    })

  test('are read by the day of the act; for one day the row recorded last wins', async () => {
    const now = world.context.now()
    await record('+77172000001', '2026-03-01', now)
    await record('+77172000002', '2026-03-01', now + 1)
    expect([await phone('2026-02-28'), await phone('2026-03-01')]).toEqual(['+77172797575', '+77172000002'])
  })

  test('that do not fit their key are not recorded, and a day before the first has none', async () => {
    await expect(record(77, '2026-04-01', world.context.now())).rejects.toThrow()
    await expect(readSettings(world.context.db, day('2019-12-31'))).rejects.toThrow(SettingMissing)
  })

  test('requisites with a number that is none are refused by its name, nothing is recorded', async () => {
    const before = (await readSettings(world.context.db, day('2026-01-12')))['company.requisites']
    const strict = { ...world.context, trust: { ...world.context.trust, testPersons: false } }
    for (const wrong of [{ bin: '990140990017' }, { iban: 'KZ699990000000000002' }, { bic: 'DEMOKZK' }]) {
      const setting = {
        key: 'company.requisites',
        validFrom: '2026-01-12',
        value: { ...before, ...wrong },
      } as const
      const path = ['company.requisites', Object.keys(wrong)[0]]
      await expect(recordSettings(strict, [setting])).rejects.toMatchObject({ issues: [{ path }] })
    }
    expect((await readSettings(world.context.db, day('2026-01-12')))['company.requisites']).toEqual(before)
  })
})

test('a day marked again changes the calendar, and the earlier mark stays as history', async () => {
  const { db } = world.context
  const name = { kk: 'Сынақ', ru: 'Проба', en: 'Trial' }
  const mark = { date: day('2026-02-02'), name, why: 'an act', uncertain: false }
  await recordDays(db, [{ ...mark, working: false }], world.context.now())
  expect((await readCalendar(db)).days['2026-02-02']?.working).toBe(false)
  await recordDays(db, [{ ...mark, working: true }], world.context.now() + 1)
  expect((await readCalendar(db)).days['2026-02-02']?.working).toBe(true)
  const rows = await db.selectFrom('calendar_day').selectAll().where('date', '=', '2026-02-02').execute()
  expect(rows.length).toBe(2)
})

describe('the catalogue and the tariffs', () => {
  const offerOn = async (iso: string) => {
    world.setNow(iso)
    const browser = await world.as(world.people.aigerim)
    const { body } = await browser.ask<Offer>(`GET /api/contracts/${world.contracts.rent}/offer`)
    return body.categories.flatMap(({ types }) => types)
  }

  test('§4: what is offered carries fields, documents with names, and the fee of the day', async () => {
    const offered = await offerOn('2026-01-12T05:30:00Z')
    const [early] = offered
    const free = offered.find(({ type }) => type.code === 'gen.free')
    expect([early?.type.code, early?.fee.feeTiyn, free?.type.code, free?.fee.feeTiyn]).toEqual([
      'rent.early.full',
      500000,
      'gen.free',
      0,
    ])
  })

  test('a new version is in force from its day; before it the old one is', async () => {
    const file = await readCatalogueFile()
    const renamed = structuredClone(file)
    for (const type of renamed.categories.flatMap(({ types }) => types)) {
      if (type.code === 'gen.free') type.name = { kk: 'Жаңа атау', ru: 'Новое имя', en: 'New name' }
    }
    await publishAppealType(world.context, renamed, 'gen.free', day('2026-06-01'))
    await publishTariff(world.context, {
      version: 2,
      validFrom: day('2026-06-01'),
      fees: [
        { typeCode: 'rent.early.full', feeTiyn: 600000 },
        { typeCode: 'gen.free', feeTiyn: 100, feeByContractKind: { RENT_BUYOUT: 200 } },
      ],
    })
    const before = await offerOn('2026-05-31T12:00:00+05:00')
    const after = await offerOn('2026-06-01T00:00:00+05:00')
    const two = (offered: typeof before) =>
      offered
        .filter(({ type }) => ['rent.early.full', 'gen.free'].includes(type.code))
        .map(({ type, fee }) => [type.name.kk, fee.feeTiyn])
    expect(two(before)).toEqual([
      ['Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш', 500000],
      ['Еркін форматтағы өтініш', 0],
    ])
    expect(two(after)).toEqual([
      ['Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш', 600000],
      ['Жаңа атау', 200],
    ])
  })

  test('§6: the document of the tariffs is the one rendered when they were published, shown or downloaded', async () => {
    world.setNow('2026-01-12T05:30:00Z')
    const nobody = await world.as(null)
    const shown = await nobody.bytes('/api/tariffs/document?language=ru')
    const saved = await nobody.bytes('/api/tariffs/document?language=kk&download=true')
    expect(new TextDecoder().decode(shown.bytes.slice(0, 5))).toBe('%PDF-')
    expect(Buffer.from(saved.bytes).equals(Buffer.from(shown.bytes))).toBe(true)
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/)
    world.setNow('2026-06-01T05:30:00Z')
    const next = await (await world.as(null)).bytes('/api/tariffs/document')
    expect(Buffer.from(next.bytes).equals(Buffer.from(shown.bytes))).toBe(false)
    const { body } = await nobody.ask<{ version: number }>('GET /api/tariffs')
    expect(body.version).toBe(2)
    world.setNow('2026-01-12T05:30:00Z')
  })

  test('a published version, its fees and a setting can’t be changed by the serving role', async () => {
    const { db } = world.context
    for (const change of [
      db.updateTable('appeal_type').set({ valid_from: '2020-01-02' }),
      db.updateTable('tariff_fee').set({ fee_tiyn: 1 }),
      db.deleteFrom('calendar_day'),
      db.deleteFrom('setting'),
    ]) {
      await expect(change.execute()).rejects.toThrow(/permission denied/)
    }
  })
})
