import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { projectRoot } from '../../db/project-root.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate, weekday, yearOf } from '../../domain/calendar/plain-date.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { dropDatabase, inDatabase, onServer } from '../../test/database-server.ts'
import { answer } from '../../test/reply.ts'
import { freeDraft, issueKey, signBytes } from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal, PreparedLetter, Sent } from '../../wire/appeal.ts'
import type { ContractRow } from '../../wire/contract.ts'
import type { Consent } from '../../wire/profile.ts'

// A company begins: an empty database, then only `otinish` and CSV files, then the site itself, by the real clock.

const PATIENCE_MS = 240_000
const root = projectRoot()
const password = 'Ұзақ құпиясөз 2026'
let first = ''
const today = localDate(Date.now())
const files = (name: string): string => join(folder, name)

let folder: string
let database: string
let env: NodeJS.ProcessEnv
let site: ChildProcess | undefined
let origin = ''
let secret = ''
let key: Awaited<ReturnType<typeof issueKey>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-real-'))
  const server = inject('testServer')
  database = `otinish_real_${randomBytes(4).toString('hex')}`
  await onServer(server.ownerUrl, `create database ${database} template template0 encoding 'UTF8'`)
  env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LANG: 'kk_KZ.UTF-8',
    NODE_ENV: 'production',
    DATABASE_URL: inDatabase(server.appUrl, database),
    DATABASE_OWNER_URL: inDatabase(server.ownerUrl, database),
    DATA_DIR: files('data'),
    MASTER_KEY: randomBytes(32).toString('hex'),
    PORT: String(await freePort()),
  }
  await writeFiles()
})
afterAll(async () => {
  if (site !== undefined && site.exitCode === null) {
    site.kill('SIGINT')
    await once(site, 'exit')
  }
  await dropDatabase(inject('testServer'), database)
  rmSync(folder, { recursive: true, force: true })
})

/** What the company hands over: its people, its settings, this year's calendar, whom it trusts. */
async function writeFiles(): Promise<void> {
  writeFileSync(
    files('clients.csv'),
    'ЖСН;Тегі;Аты;Әкесінің аты;Мекенжай;Телефон;E-mail\r\n' +
      '921125270019;Сапарова;Айгерім;Ерланқызы;Астана қ., Үлгі көшесі, 1-үй, 12-пәтер;8 701 000 00 01;\r\n',
  )
  writeFileSync(files('contracts.csv'), 'number,kind,date\nАВ-71-004215,RENT_BUYOUT,14.08.2019\n')
  writeFileSync(
    files('parties.csv'),
    'contract_number,contract_kind,party,capacity\nАВ-71-004215,RENT_BUYOUT,921125270019,tenant\n',
  )
  writeFileSync(files('accounts.csv'), 'party,iban,bank\n921125270019,KZ50999TEST000000042,Үлгі банк\n')
  writeFileSync(files('broken.csv'), 'number,kind,date\nАВ-71-000001,RENT_BUYOUT,31.02.2019\n')
  // The test runs at any hour of any day: open all round, and today and tomorrow are worked.
  const setting = (name: string, value: unknown) => ({ key: name, validFrom: '2020-01-01', value })
  const name = { kk: '«Үлгі» АҚ', ru: 'АО «Үлгі»', en: 'Ulgi JSC' }
  const settings = [
    setting('company.name', name),
    setting('company.shortName', name),
    setting('company.requisites', {
      beneficiary: name,
      bin: '910240000026',
      iban: 'KZ86125KZT5004100100',
      bic: 'ULGIKZKX',
      kbe: '17',
      knp: null,
    }),
    setting('hours.opens', '00:00:00'),
    setting('hours.closes', '23:59:59'),
  ]
  writeFileSync(files('settings.json'), JSON.stringify({ settings }))
  writeFileSync(files('calendar.json'), JSON.stringify({ years: yearsAround(today) }))

  const authority = await createAuthority({ now: new Date(), title: 'СЫНАҚ' })
  const demo = await createAuthority({ now: new Date() })
  for (const [place, { anchors, intermediates }] of [
    ['trust', authority],
    ['demo', demo],
  ] as const) {
    mkdirSync(files(place))
    ;[...anchors, ...intermediates].forEach((der, index) => {
      writeFileSync(files(`${place}/${index}.cer`), der)
    })
  }
  const month = 30 * 86_400_000
  key = await issueKey(authority, {
    algorithm: 'gost2015',
    notBefore: new Date(Date.now() - month),
    notAfter: new Date(Date.now() + month),
  })
}

function yearsAround(day: PlainDate) {
  const worked = [day, addDays(day, 1)].filter((one) => weekday(one) > 5)
  const transfers = worked.map((becomesWorking, index) => ({
    becomesWorking,
    becomesDayOff: addDays(day, 200 + index),
    act: 'сынақ',
    uncertain: false,
  }))
  const of = (year: number) => ({
    holidays: [],
    substituteDaysOff: [],
    transfers: transfers.filter(({ becomesWorking }) => yearOf(becomesWorking) === year),
  })
  const first = yearOf(day)
  return Object.fromEntries([first, first + 1, first + 2].map((year) => [String(year), of(year)]))
}

/** `otinish …` as an operator runs it. */
async function otinish(args: string[], input?: string) {
  const child = spawn(process.execPath, [join(root, 'bin/otinish.mjs'), ...args], {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code: code as number | null, out, errors }
}
async function done(args: string[], input?: string): Promise<string> {
  const { code, out, errors } = await otinish(args, input)
  expect(code, `${args.join(' ')}\n${out}${errors}`).toBe(0)
  return out
}

async function startSite(): Promise<void> {
  origin = `http://localhost:${env.PORT}`
  const child = spawn(process.execPath, [join(root, 'bin/otinish.mjs'), 'start'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  site = child
  let said = ''
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    errors += more
  })
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    said += more
  })
  while (!said.includes('Otinish дайын')) {
    if (child.exitCode !== null) throw new Error(`the site ended: ${errors}`)
    await sleep(50)
  }
  // Nobody of a demo to be, and the log where a keeper of one's own reads it.
  expect(said).not.toContain('Айгерім')
  await expect.poll(() => errors).toContain('"message":"web listens"')
}

describe('a real start', () => {
  test(
    'an empty database becomes a company by commands alone',
    async () => {
      expect((await otinish(['staff', 'list'])).errors).toContain('otinish migrate')
      expect(await done(['migrate'])).toContain('Дерекқор дайын')
      await done(['settings', 'import', 'settings.json'])
      expect(JSON.parse(await done(['settings', 'export'])).settings).toContainEqual({
        key: 'hours.opens',
        validFrom: today,
        value: '00:00:00',
      })
      await done(['calendar', 'import', 'calendar.json'])
      const early = await otinish(['tariffs', 'import', join(root, 'data/tariffs.json')])
      expect([early.code, early.errors]).toEqual([1, expect.stringContaining('otinish catalogue import')])
      await done(['catalogue', 'import', join(root, 'data/catalogue.json')])
      expect(await done(['tariffs', 'import', join(root, 'data/tariffs.json'), '--from', today])).toContain(
        '1',
      )
    },
    PATIENCE_MS,
  )

  test(
    'roots are trusted on purpose only, and those of the demo never',
    async () => {
      const stranger = await otinish(['trust', 'add', 'trust'])
      expect([stranger.code, stranger.errors]).toEqual([1, expect.stringContaining('--unlisted')])
      const demo = await otinish(['trust', 'add', '--unlisted', '--language', 'en', 'demo'])
      expect([demo.code, demo.out]).toEqual([1, expect.stringContaining('a root of the demo')])
      expect(await done(['trust', 'list', '--language', 'en'])).toContain('Nothing is installed yet')
      await done(['trust', 'add', '--unlisted', 'trust'])
      expect((await done(['trust', 'list'])).match(/СЫНАҚ/g)).toHaveLength(4)
      const { DATABASE_OWNER_URL: _owner, ...serving } = env
      const whole = env
      env = serving
      const denied = await otinish(['trust', 'add', '--unlisted', 'trust'])
      env = whole
      expect([denied.code, denied.errors]).toEqual([1, expect.stringContaining('DATABASE_OWNER_URL')])
    },
    PATIENCE_MS,
  )

  test(
    'people come from files; a broken one is refused line by line',
    async () => {
      const broken = await otinish(['import', 'clients.csv', 'broken.csv'])
      expect([broken.code, broken.errors.split('\n')[0]]).toEqual([
        1,
        'broken.csv:2:3 date «date» ішінде ондай күн жоқ. 14.08.2019 немесе 2019-08-14 түрінде жазыңыз.',
      ])
      const all = ['clients.csv', 'parties.csv', 'accounts.csv', 'contracts.csv']
      expect(await done(['import', '--dry-run', ...all])).toContain('clients.csv:2 қосылар еді')
      expect(await done(['import', ...all])).toContain('Клиенттер: қосылғаны 1')
      expect(await done(['import', ...all])).toContain(
        'Клиенттер: қосылғаны 0, өзгергені 0, бұрынғыша қалғаны 1',
      )
    },
    PATIENCE_MS,
  )

  test(
    'staff are entered with a password and a secret that are made and shown once',
    async () => {
      const somebody = ['--login', 'saule', '--name', 'Иманбекова Сәуле Маратқызы', '--extension', '56465']
      const roles = ['--role', 'executor', '--role', 'head', '--role', 'administrator']
      const told = await done(['staff', 'add', ...somebody, ...roles])
      first = / ([a-z2-9]{4}(?:-[a-z2-9]{4}){3})$/m.exec(told)?.[1] ?? ''
      expect(first).toHaveLength(19)
      secret = /otpauth:\/\/totp\/\S*secret=([A-Z2-7]+)/.exec(told)?.[1] ?? ''
      expect(secret).toHaveLength(32)
      expect((await otinish(['staff', 'add', ...somebody, '--role', 'executor'])).code).toBe(1)
      expect(await done(['staff', 'list'])).toContain(
        'saule\tИманбекова Сәуле Маратқызы\tadministrator, executor, head\t56465',
      )
    },
    PATIENCE_MS,
  )

  test(
    'a client of the file signs in with a key and sends an appeal; the new staff answer it',
    async () => {
      await startSite()
      const client = new TestBrowser(origin)
      expect((await client.ask('GET /api/demo/people')).status).toBe(404)
      await signIn(client)
      const { contracts } = (await client.ask<{ contracts: ContractRow[] }>('GET /api/contracts')).body
      expect(contracts).toMatchObject([{ number: 'АВ-71-004215', capacity: 'tenant', writable: true }])
      const sent = await send(client, contracts[0]?.id ?? '')

      const staff = new TestBrowser(origin)
      const code = new TOTP({ secret }).generate()
      const signingIn = { login: 'saule', password: first, code }
      const entered = await staff.ask('POST /api/staff-session', { body: signingIn })
      expect(entered.body, JSON.stringify(entered.body)).toMatchObject({ passwordMustChange: true })
      const own = { current: first, password }
      expect((await staff.ask('POST /api/office/account/password', { body: own })).status).toBe(200)
      const look = async () => (await client.ask<Appeal>(`GET /api/appeals/${sent.id}`)).body
      await expect.poll(async () => (await look()).status, { timeout: 60_000 }).toBe('registered')
      expect((await look()).registration).toMatch(/^1 \/ /)
      expect((await look()).due).not.toBeNull()
      const act = (name: string, body: unknown = undefined) =>
        staff.ask(`POST /api/office/appeals/${sent.id}/${name}`, { body })
      expect((await act('take-into-work')).status).toBe(200)
      // The only head of a small company writes and approves: two presses all the same.
      await answer(staff, staff, sent.id)
      expect(await look()).toMatchObject({ status: 'executed', executor: { extension: '56465' } })
    },
    PATIENCE_MS,
  )

  test(
    'the doctor finds nothing wrong, and says what could be better',
    async () => {
      const { good, findings } = JSON.parse(await done(['doctor', '--json', '--language', 'en']))
      const told = findings.filter(({ state }: { state: string }) => state !== 'good')
      expect([good, told.map(({ check }: { check: string }) => check)]).toEqual([
        true,
        ['seal', 'staffIins', 'mail', 'scanner', 'address'],
      ])
      expect(told[1].words).toMatch(/IIN/)
      const right = env
      env = { ...env, MASTER_KEY: 'ff'.repeat(32) }
      const sick = await otinish(['doctor'])
      env = right
      expect([sick.code, sick.out]).toEqual([1, expect.stringContaining('негізгі кілті емес')])
    },
    PATIENCE_MS,
  )

  test(
    'a person who is disabled is out at once, the site running',
    async () => {
      // The last administrator can't be shut out, not even by the operator: another comes first.
      expect((await otinish(['staff', 'disable', '--login', 'saule'])).code).toBe(1)
      const other = ['--login', 'aidana', '--name', 'Нұрғалиева Айдана Сәкенқызы']
      await done(['staff', 'add', ...other, '--role', 'administrator'])
      await done(['staff', 'disable', '--login', 'saule'])
      const staff = new TestBrowser(origin)
      const code = new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 })
      const refused = await staff.ask('POST /api/staff-session', { body: { login: 'saule', password, code } })
      expect(refused.problem.code).toBe('sign_in_failed')
    },
    PATIENCE_MS,
  )
})

async function signIn(client: TestBrowser): Promise<void> {
  const { body } = await client.ask<{ content: string }>('POST /api/sign-in-challenge')
  const cms = await signBytes(key, new Uint8Array(Buffer.from(body.content, 'base64')), Date.now())
  const entered = await client.ask('POST /api/session', { body: { cms } })
  expect(entered.status, JSON.stringify(entered.body)).toBe(200)
  expect(entered.body).toMatchObject({ demo: false, missing: [], person: { iin: '921125270019' } })
  const { text: asked } = (await client.ask<Consent>('GET /api/consent')).body
  if (asked === null) return
  const agreed = await client.ask('POST /api/consent', { body: { version: asked.version, language: 'kk' } })
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(200)
}

async function send(client: TestBrowser, contractId: string): Promise<Sent> {
  const draft = await freeDraft(client, contractId)
  const letter = await client.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
  expect(letter.status, JSON.stringify(letter.body)).toBe(200)
  const { bytes } = await client.bytes(`/api/drafts/${draft.id}/letter/document`)
  const cms = await signBytes(key, bytes, Date.now())
  const body = { letterId: letter.body.letterId, method: 'keyFile', cms }
  const sent = await client.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  return sent.body
}
