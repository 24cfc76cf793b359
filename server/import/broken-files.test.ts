import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '../../domain/language.ts'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { importing as en } from '../../words/en/importing.ts'
import { fill } from '../../words/fill.ts'
import { importing as kk } from '../../words/kk/importing.ts'
import { importing as ru } from '../../words/ru/importing.ts'
import { importFiles } from './import-files.ts'
import { importCodes } from './import-problem.ts'

// Every kind of broken file, each refused with the right line and column, the database as it was.

const words = { kk, ru, en }
const clients = 'iin,surname,given_name,address,phone,email,language'
const contracts = 'number,kind,date,property_address,closed_on'
const parties = 'contract_number,contract_kind,party,capacity,company'
const accounts = 'party,iban,bank,debit'
const mandates = 'person,party,basis,valid_from,valid_to'
const good = '900101301233,Өтегенов,Ғалым,Астана қ.,+77012345678,,'
const known = 'АВ-71-004215,RENT_BUYOUT'

let world: BareContext
beforeAll(async () => {
  world = await createBareContext()
  const result = await run({
    'clients.csv': `${clients}\n921125270019,Сапарова,Айгерім,Астана қ.,+77000000001,,\n`,
    'contracts.csv': `${contracts}\n${known},2019-08-14,,\n`,
    'parties.csv': `${parties}\n${known},921125270019,tenant,\n${known},990140990016,guarantor,«Үлгі» ЖШС\n`,
    'accounts.csv': `${accounts}\n921125270019,KZ50999TEST000000042,Үлгі банк,\n`,
    'mandates.csv': `${mandates}\n921125270019,990140990016,Сенімхат № 7,2025-01-01,2026-03-01\n`,
  })
  expect(result).toHaveProperty('outcomes')
})
afterAll(() => world.close())

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

async function run(files: Record<string, string | Uint8Array>) {
  const given = Object.entries(files).map(([name, content]) => ({ name, bytes: bytesOf(content) }))
  return await importFiles(world.context, given, { dryRun: false })
}

/** A digest of every row of every table, as the owner sees them. */
async function dump(): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
    )
    const digests: Record<string, string> = {}
    for (const { name } of rows) {
      const question = `select md5(coalesce(string_agg(row::text, e'\\n' order by row::text), '')) as digest from ${name} row`
      digests[name] = (await client.query<{ digest: string }>(question)).rows[0]?.digest ?? ''
    }
    return digests
  } finally {
    await client.end()
  }
}

const client = (row: string) => ({ 'a.csv': `${clients}\n${good}\n${row}\n` })
const contract = (row: string) => ({ 'a.csv': `${contracts}\nЖАҢА-1,SHARE,2020-01-02,,\n${row}\n` })
const party = (row: string) => ({ 'a.csv': `${parties}\n${known},921125270019,tenant,\n${row}\n` })
const account = (row: string) => ({ 'a.csv': `${accounts}\n${row}\n` })
const mandate = (row: string) => ({ 'a.csv': `${mandates}\n${row}\n` })
const latin1 = Uint8Array.from(Buffer.from(`${clients}\n${good}\n`, 'utf8')).fill(0xd0, -20)
const utf16 = Uint8Array.from(Buffer.from(`\uFEFF${clients}\n`, 'utf16le'))

const broken: [what: string, files: Record<string, string | Uint8Array>, told: string[]][] = [
  ['an empty file', { 'a.csv': '' }, ['a.csv:0:0 file_empty']],
  ['only blank lines', { 'a.csv': '\uFEFF\n \n' }, ['a.csv:0:0 file_empty']],
  ['too large a file', { 'a.csv': new Uint8Array(65 * 1024 * 1024) }, ['a.csv:0:0 file_too_large']],
  ['not UTF-8', { 'a.csv': latin1 }, ['a.csv:2:0 encoding']],
  ['UTF-16', { 'a.csv': utf16 }, ['a.csv:1:0 encoding']],
  ['a quotation mark left open', { 'a.csv': `${clients}\n${good}\n1,"Өте,Ға\n` }, ['a.csv:3:0 quotes']],
  ['something after a closing mark', { 'a.csv': `${clients}\n1,"a"b,c,d,e,f,g\n` }, ['a.csv:2:0 quotes']],
  ['no header', { 'a.csv': `${good}\n` }, ['a.csv:1:0 header_unknown']],
  ['a column missing', { 'a.csv': 'iin,surname,address,phone\n' }, ['a.csv:1:0 column_missing given_name']],
  [
    'columns unknown and twice',
    { 'a.csv': `\n${accounts},iban,note\n` },
    ['a.csv:2:5 column_twice iban', 'a.csv:2:6 column_unknown note'],
  ],
  ['too few cells', client('850412170014,Иманбеков'), ['a.csv:3:0 cell_count']],
  ['too many cells', client(`${good},1`), ['a.csv:3:0 cell_count']],
  [
    'empty cells',
    client(',,,,,,'),
    ['iin', 'surname', 'given_name', 'address', 'phone'].map(
      (name, at) => `a.csv:3:${at + 1} required ${name}`,
    ),
  ],
  [
    'too long a text',
    client(`850412170014,Им,Да,${'ә'.repeat(301)},+77000000001,,`),
    ['a.csv:3:4 too_long address'],
  ],
  ['a line break', client('850412170014,Им,Да,"А\nБ",+77000000001,,'), ['a.csv:3:4 characters address']],
  ['eleven digits', client('50412170014,Им,Да,А,+77000000001,,'), ['a.csv:3:1 iin_shape iin']],
  ['no such birthday', client('850230170014,Им,Да,А,+77000000001,,'), ['a.csv:3:1 iin_birth_date iin']],
  ['born tomorrow', client('260113500015,Им,Да,А,+77000000001,,'), ['a.csv:3:1 iin_future iin']],
  [
    'a wrong control digit',
    client('850412170015,Им,Да,А,+77000000001,,'),
    ['a.csv:3:1 iin_control_digit iin'],
  ],
  ['digits in a name', client('850412170014,Им4,Да,А,+77000000001,,'), ['a.csv:3:2 name surname']],
  ['a foreign phone', client('850412170014,Им,Да,А,+79161234567,,'), ['a.csv:3:5 phone phone']],
  ['no e-mail', client('850412170014,Им,Да,А,+77000000001,a@b,'), ['a.csv:3:6 email email']],
  ['an unknown language', client('850412170014,Им,Да,А,+77000000001,,de'), ['a.csv:3:7 language language']],
  ['a client twice', client(good), ['a.csv:3:1 row_twice iin a.csv:2']],
  [
    'a client in two files',
    { 'a.csv': `${clients}\n${good}\n`, 'b.csv': `${clients}\n\n${good}\n` },
    ['b.csv:3:1 row_twice iin a.csv:2'],
  ],
  ['an unknown kind', contract('Х-1,RENT,2020-01-02,,'), ['a.csv:3:2 contract_kind kind']],
  ['an impossible day', contract('Х-1,SHARE,30.02.2020,,'), ['a.csv:3:3 date date']],
  ['a day to come', contract('Х-1,SHARE,13.01.2026,,'), ['a.csv:3:3 date_future date']],
  [
    'closed before it was made',
    contract('Х-1,SHARE,2020-01-02,,2020-01-01'),
    ['a.csv:3:5 closed_before_date closed_on'],
  ],
  ['too long a number', contract(`${'9'.repeat(41)},SHARE,2020-01-02,,`), ['a.csv:3:1 too_long number']],
  ['a contract twice', contract('ЖАҢА-1,SHARE,2020-01-02,,'), ['a.csv:3:1 row_twice number a.csv:2']],
  [
    'another day than in the database',
    contract(`${known},2019-08-15,,`),
    ['a.csv:3:3 contract_date_differs date 2019-08-14'],
  ],
  ['an unknown capacity', party(`${known},921125270019,owner,`), ['a.csv:3:4 capacity capacity']],
  ['neither IIN nor BIN', party(`${known},12345,tenant,`), ['a.csv:3:3 party_number party']],
  ['a BIN of no month', party(`${known},991340990016,tenant,Ү`), ['a.csv:3:3 bin_month party']],
  ['a BIN of no kind', party(`${known},990149990016,tenant,Ү`), ['a.csv:3:3 bin_entity_kind party']],
  [
    'a wrong control digit of a BIN',
    party(`${known},990140990017,tenant,Ү`),
    ['a.csv:3:3 bin_control_digit party'],
  ],
  ['an unknown client', party(`${known},850412170014,tenant,`), ['a.csv:3:3 client_unknown party']],
  [
    'an unknown contract',
    party('АВ-71-004215,MORTGAGE,921125270019,tenant,'),
    ['a.csv:3:1 contract_unknown contract_number'],
  ],
  ['a party twice', party(`${known},921125270019,coTenant,`), ['a.csv:3:3 row_twice party a.csv:2']],
  [
    'a new company without a name',
    party(`${known},910240000026,tenant,`),
    ['a.csv:3:5 company_name_missing company'],
  ],
  [
    'a company of two names',
    {
      'a.csv': `${parties}\n${known},990140990016,tenant,Ү\nЖАҢА-1,SHARE,990140990016,tenant,Б\n`,
      'b.csv': `${contracts}\nЖАҢА-1,SHARE,2020-01-02,,\n`,
    },
    ['a.csv:3:5 company_name_differs company'],
  ],
  ['a wrong IBAN', account('921125270019,KZ51999TEST000000042,Б,'), ['a.csv:2:2 iban iban']],
  ['neither yes nor no', account('921125270019,KZ90999TEST000000777,Б,maybe'), ['a.csv:2:4 yes_or_no debit']],
  ['another’s account', account('990140990016,KZ50999TEST000000042,Б,'), ['a.csv:2:2 iban_of_another iban']],
  [
    'an account of nobody',
    account('910240000026,KZ90999TEST000000777,Б,'),
    ['a.csv:2:1 party_unknown party'],
  ],
  [
    'two accounts to debit',
    account('921125270019,KZ50999TEST000000042,Б,yes\n921125270019,KZ90999TEST000000777,Б,yes'),
    ['a.csv:3:4 debit_twice debit'],
  ],
  [
    'a mandate of a stranger',
    mandate('850412170014,990140990016,Б,2026-01-01,'),
    ['a.csv:2:1 client_unknown person'],
  ],
  [
    'a mandate of no IIN',
    mandate('990140990016,921125270019,Б,2026-01-01,'),
    ['a.csv:2:1 iin_birth_date person'],
  ],
  [
    'a mandate for a stranger',
    mandate('921125270019,850412170014,Б,2026-01-01,'),
    ['a.csv:2:2 client_unknown party'],
  ],
  [
    'a mandate for no party',
    mandate('921125270019,910240000026,Б,2026-01-01,'),
    ['a.csv:2:2 party_unknown party'],
  ],
  [
    'a mandate without a basis',
    mandate('921125270019,990140990016,,2026-01-01,'),
    ['a.csv:2:3 required basis'],
  ],
  [
    'a mandate without a first day',
    mandate('921125270019,990140990016,Б,,'),
    ['a.csv:2:4 required valid_from'],
  ],
  [
    'a mandate to no day',
    mandate('921125270019,990140990016,Б,2026-01-01,30.02.2026'),
    ['a.csv:2:5 date valid_to'],
  ],
  [
    'a mandate that ends before it begins',
    mandate('921125270019,990140990016,Б,2026-03-01,2026-02-28'),
    ['a.csv:2:5 mandate_dates valid_to'],
  ],
  [
    'a mandate of oneself',
    mandate('921125270019,921125270019,Б,2026-01-01,'),
    ['a.csv:2:2 mandate_of_oneself party'],
  ],
  [
    'a mandate twice',
    mandate('921125270019,990140990016,Б,2026-01-01,\n921125270019,990140990016,В,01.01.2026,2026-03-01'),
    ['a.csv:3:4 row_twice valid_from a.csv:2'],
  ],
  [
    'a mandate longer than in the database',
    mandate('921125270019,990140990016,Сенімхат № 7,2025-01-01,2026-03-02'),
    ['a.csv:2:5 mandate_longer valid_to 2026-03-01'],
  ],
  [
    'everything at once, in the order of the files',
    {
      'b.csv': `${accounts}\n921125270019,x,Б,\n`,
      'a.csv': `${clients}\n1,2,Да,А,+77000000001,,\n`,
    },
    ['b.csv:2:2 iban iban', 'a.csv:2:1 iin_shape iin', 'a.csv:2:2 name surname'],
  ],
]

test.each(broken)('%s is refused at its place, and nothing changes', async (_what, files, told) => {
  const before = await dump()
  // A good file beside it is not taken either.
  const other = { 'good.csv': `${contracts}\nБАСҚА-1,SHARE,2020-01-02,,\n` }
  const result = await run({ ...files, ...other })
  const problems = 'problems' in result ? result.problems : []
  expect(
    problems.map(({ file, line, column, code, params }) => {
      const said = ['name', 'where', 'date'].flatMap((key) => params[key] ?? [])
      return [`${file}:${line}:${column}`, code, ...said].join(' ')
    }),
  ).toEqual(told)
  expect(await dump()).toEqual(before)
  for (const { code, params } of problems) {
    for (const language of languages) {
      const text = fill(words[language].problems[code], params)
      expect(text).not.toMatch(/[{}]|undefined/)
    }
  }
})

test('every kind of problem was met; a file that is not there is for the command itself', () => {
  const met = new Set(broken.flatMap(([, , told]) => told.map((line) => line.split(' ')[1])))
  expect(importCodes.filter((code) => !met.has(code))).toEqual(['file_unreadable'])
  expect(broken.length).toBeGreaterThan(40)
})
