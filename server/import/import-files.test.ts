import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { contractsOf } from '../contract/contract-store.ts'
import { importFiles } from './import-files.ts'

// What goes in; broken-files.test.ts has what does not.

let world: BareContext
beforeAll(async () => {
  world = await createBareContext()
  await done({
    'c.csv':
      'iin,surname,given_name,patronymic,address,phone\n' +
      '850412170014,Иманбеков,Данияр,Серікұлы,"Астана қ., Сынақ көшесі, 5-үй",+77000000001\n',
  })
})
afterAll(() => world.close())

const run = (files: Record<string, string>, dryRun = false) =>
  importFiles(
    world.context,
    Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    { dryRun },
  )
async function done(files: Record<string, string>, dryRun = false): Promise<string[]> {
  const result = await run(files, dryRun)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.outcomes.map(({ file, line, done, columns }) => `${file}:${line} ${done} ${columns}`.trim())
}

const files = {
  // As a spreadsheet of the company saves it: a mark in front, semicolons, its own names of columns, CRLF.
  'klienty.csv':
    '\uFEFFЖСН;Тегі;Аты;Әкесінің аты;Мекенжай;Телефон;E-mail;Тіл\r\n' +
    '900101301233;Өтегенов;Ғалым;Әбілқызы;"Алматы қ., ""Көк төбе"" көшесі; 3-үй";8 (701) 234-56-78;;ru\r\n' +
    '\r\n' +
    '850412170014;Иманбеков;Данияр;Серікұлы;Астана қ., Сынақ көшесі, 5-үй;+77000000001;d@example.kz;\r\n',
  'contracts.csv':
    'number,kind,date,property_address,closed_on\n' +
    'АВ-71-009000,RENT_BUYOUT,14.08.2019,"Алматы қ., Көк төбе",\n' +
    'ИЗ-75-009001,MORTGAGE,2016-03-02,,31.12.2020\n',
  'parties.csv':
    'contract_number;contract_kind;party;capacity;company\n' +
    'АВ-71-009000;RENT_BUYOUT;900101301233;tenant;\n' +
    'ИЗ-75-009001;MORTGAGE;990140990016;tenant;«Үлгі» ЖШС\n',
  'accounts.csv':
    'party;iban;bank;debit\n' +
    '900101301233;KZ50 999T EST0 0000 0042;Үлгі банк;иә\n' +
    '900101301233;KZ86125KZT5004100100;Басқа банк;\n',
}

async function rows(table: 'person' | 'contract' | 'party' | 'account' | 'contract_party') {
  return await world.context.db.selectFrom(table).selectAll().execute()
}

describe('clients, contracts, parties and accounts from CSV', () => {
  test('a dry run tells what would happen and keeps nothing', async () => {
    const before = await Promise.all([rows('person'), rows('contract'), rows('party'), rows('account')])
    expect(await done(files, true)).toEqual([
      'klienty.csv:2 added',
      'klienty.csv:4 changed email',
      'contracts.csv:2 added',
      'contracts.csv:3 added',
      'parties.csv:2 added',
      'parties.csv:3 added',
      'accounts.csv:2 added',
      'accounts.csv:3 added',
    ])
    expect(await Promise.all([rows('person'), rows('contract'), rows('party'), rows('account')])).toEqual(
      before,
    )
  })

  test('all of them in one go, and the second time nothing is left to do', async () => {
    expect((await done(files)).map((line) => line.split(' ')[1])).toEqual([
      'added',
      'changed',
      ...Array(6).fill('added'),
    ])
    const person = (await rows('person')).find((row) => 'iin' in row && row.iin === '900101301233')
    expect(person).toMatchObject({
      surname: 'Өтегенов',
      given_name: 'Ғалым',
      patronymic: 'Әбілқызы',
      address: 'Алматы қ., "Көк төбе" көшесі; 3-үй',
      phone: '+77012345678',
      email: null,
      language: 'ru',
      test_person: false,
    })
    expect((await done(files)).every((line) => line.endsWith('unchanged'))).toBe(true)
  })

  test('what differs is changed, column by column; what the file does not say stays', async () => {
    expect(
      await done({
        'klienty.csv':
          'iin,surname,given_name,address,phone\n900101301233,Өтегенова,Ғалия,Астана қ.,+77012345678\n',
        'contracts.csv': 'number,kind,date,closed_on\nАВ-71-009000,RENT_BUYOUT,2019-08-14,2025-01-31\n',
        'parties.csv':
          'contract_number;contract_kind;party;capacity;company\nИЗ-75-009001;MORTGAGE;990140990016;guarantor;«Жаңа» ЖШС\n',
        'accounts.csv': 'party,iban,bank,debit\n900101301233,KZ86125KZT5004100100,Басқа банк,yes\n',
      }),
    ).toEqual([
      'klienty.csv:2 changed surname,given_name,patronymic,address',
      'contracts.csv:2 changed closed_on',
      'parties.csv:2 changed company,capacity',
      'accounts.csv:2 changed for_debit',
    ])
    const accounts = await world.context.db
      .selectFrom('account')
      .select(['iban', 'for_debit'])
      .orderBy('iban')
      .execute()
    expect(accounts).toEqual([
      { iban: 'KZ50999TEST000000042', for_debit: false },
      { iban: 'KZ86125KZT5004100100', for_debit: true },
    ])
    const contract = await world.context.db
      .selectFrom('contract')
      .select(['property_address', 'closed_on'])
      .where('number', '=', 'АВ-71-009000')
      .executeTakeFirst()
    expect(contract).toEqual({ property_address: 'Алматы қ., Көк төбе', closed_on: '2025-01-31' })
  })

  test('a mandate opens the contracts of another from its day; it may end earlier, and stays ended', async () => {
    const { db } = world.context
    const mandates = (rows: string) =>
      done({ 'mandates.csv': `Өкілдің ЖСН;ЖСН/БСН;Негіз;Басталады;Аяқталады\n${rows}\n` })
    const stored = () =>
      db.selectFrom('mandate').select(['basis', 'valid_from', 'valid_to']).orderBy('valid_from').execute()
    const row = '850412170014;900101301233;"Сенімхат № 12; 05.01.2026";2026-02-01;'
    expect(await mandates(row)).toEqual(['mandates.csv:2 added'])
    expect(await mandates(row)).toEqual(['mandates.csv:2 unchanged'])
    const holder = await db
      .selectFrom('person')
      .select('id')
      .where('iin', '=', '850412170014')
      .executeTakeFirstOrThrow()
    const numbersOn = async (day: string) =>
      (await contractsOf(db, holder.id, plainDate(day))).map(({ number }) => number)
    expect([await numbersOn('2026-01-31'), await numbersOn('2026-02-01')]).toEqual([[], ['АВ-71-009000']])

    expect(await mandates(`${row}01.03.2026`)).toEqual(['mandates.csv:2 changed valid_to'])
    expect([await numbersOn('2026-03-01'), await numbersOn('2026-03-02')]).toEqual([['АВ-71-009000'], []])
    // A file that names no last day does not bring back what was taken back.
    expect(await mandates(row)).toEqual(['mandates.csv:2 unchanged'])
    expect(await mandates(row.replace('№ 12', '№ 13'))).toEqual(['mandates.csv:2 changed basis'])
    expect(await mandates(row.replace('2026-02-01', '2026-06-01'))).toEqual(['mandates.csv:2 added'])
    expect(await stored()).toEqual([
      { basis: 'Сенімхат № 13; 05.01.2026', valid_from: '2026-02-01', valid_to: '2026-03-01' },
      { basis: 'Сенімхат № 12; 05.01.2026', valid_from: '2026-06-01', valid_to: null },
    ])
  })

  test('a mandate may name a client and a company of the same import', async () => {
    expect(
      await done({
        'm.csv': 'person,party,basis,valid_from\n770308170203,910240000026,Бұйрық № 3,2026-01-05\n',
        'c.csv': 'iin,surname,given_name,address,phone\n770308170203,Ахметова,Дана,Астана қ.,+77012345679\n',
        'p.csv':
          'contract_number,contract_kind,party,capacity,company\nАВ-71-009000,RENT_BUYOUT,910240000026,guarantor,«Жаңа үлгі» ЖШС\n',
      }),
    ).toEqual(['c.csv:2 added', 'p.csv:2 added', 'm.csv:2 added'])
  })

  test('what a client has changed in the profile is newer than the file', async () => {
    const { db } = world.context
    const { id } = await db
      .selectFrom('person')
      .select('id')
      .where('iin', '=', '850412170014')
      .executeTakeFirstOrThrow()
    await db.updateTable('person').set({ phone: '+77770000000' }).where('id', '=', id).execute()
    const change = { field: 'phone' as const, old_value: '+77000000001', new_value: '+77770000000' }
    await db
      .insertInto('contact_change')
      .values({ id: randomUUID(), person_id: id, ...change, changed_at: new Date(world.context.now()) })
      .execute()
    expect(
      await done({
        'c.csv':
          'iin,surname,given_name,patronymic,address,phone\n' +
          '850412170014,Иманбеков,Данияр,Серікұлы,Алматы қ.,+77000000001\n',
      }),
    ).toEqual(['c.csv:2 changed address'])
  })

  test('two imports at once enter a client once', async () => {
    const csv = 'iin,surname,given_name,address,phone\n890615300027,Қайрат,Нұр,Астана қ.,+77012345678\n'
    const others = connect(world.context.config.databaseUrl)
    const twin = { ...world.context, db: others }
    const bytes = new TextEncoder().encode(csv)
    const results = await Promise.all(
      [world.context, twin].map((context) =>
        importFiles(context, [{ name: 'c.csv', bytes }], { dryRun: false }),
      ),
    ).finally(() => others.destroy())
    const told = results.flatMap((one) => ('outcomes' in one ? one.outcomes.map(({ done }) => done) : ['?']))
    expect(told.sort()).toEqual(['added', 'unchanged'])
  })

  test('thousands of rows at once', async () => {
    const line = (index: number) => `ҮЛГІ-${index},SHARE,2020-01-02`
    const many = Array.from({ length: 5_000 }, (_, index) => line(index))
    const told = await done({ 'contracts.csv': ['number,kind,date', ...many].join('\n') })
    expect(told.length).toBe(5_000)
    expect(told.at(-1)).toBe('contracts.csv:5001 added')
  })
})
