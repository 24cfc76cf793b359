import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { examine } from '../../server/doctor/examine.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { createWorld, type World } from '../../test/world.ts'
import { main } from '../cli.ts'

const shipped = new URL('../../data/reply-templates.json', import.meta.url)
let world: World
let folder: string
let text: string
beforeAll(async () => {
  world = await createWorld({ demo: false })
  folder = await mkdtemp(join(tmpdir(), 'otinish-templates-'))
  text = await readFile(shipped, 'utf8')
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(config.masterKey).toString('hex'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function templates(act: string, content: string | null, ...more: string[]) {
  const file = join(folder, 'templates.json')
  if (content !== null) await writeFile(file, content)
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(['templates', act, file, '--language', 'en', ...more])
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said, written: await readFile(file, 'utf8') }
}
const rows = async () =>
  await world.context.db.selectFrom('reply_template').selectAll().orderBy('seq').execute()

test('what is exported is what was imported, byte for byte', async () => {
  const before = (await rows()).length
  expect((await templates('export', null)).written).toBe(text)
  const again = await templates('import', text)
  expect(again).toMatchObject({ exit: 0 })
  expect((await rows()).length).toBe(before)
})

test.each([
  ['kk', 'белгісіз орын: {{nomer}}'],
  ['ru', 'неизвестная подстановка {{nomer}}'],
  ['en', 'an unknown placeholder {{nomer}}'],
])('a mistake is told by line in %s, and nothing is recorded', async (language, words) => {
  const before = (await rows()).length
  for (const act of ['check', 'import']) {
    const { exit, said } = await templates(
      act,
      text.replace('{{number}}', '{{nomer}}'),
      '--language',
      language,
    )
    expect(exit).toBe(1)
    expect(said).toContain(words)
    expect(said).toMatch(/templates\.json:\d+: .*«answer\.debt»/)
  }
  expect((await rows()).length).toBe(before)
})

test('a change is a further row from its day on; what is not in the file is taken out; the past stays', async () => {
  const changed = JSON.parse(text)
  changed.templates[0].name.kk = 'Басқа атау'
  const gone = changed.modules.pop()
  const after = `${JSON.stringify(changed, null, 1)}\n`
  const { exit, said } = await templates('import', after, '--from', '2099-02-02')
  expect(exit).toBe(0)
  expect(said).toContain('in force from 02.02.2099: answer.debt')
  expect(said).toContain(`taken out from 02.02.2099: ${gone.code}`)
  expect((await templates('export', null)).written).toBe(text)
  expect((await templates('export', null, '--from', '2099-02-02')).written).toBe(after)
  expect((await templates('import', text, '--from', '2020-01-11')).said).toContain('11.01.2020 has passed')
})

test('the doctor tells a template of a type that was withdrawn', async () => {
  const state = async () => (await examine(world.context)).find(({ check }) => check === 'templates')
  expect(await state()).toMatchObject({ state: 'good' })
  const { db } = world.context
  const last = JSON.stringify({ ...JSON.parse(text).templates[0], types: ['cert.gone'] })
  await db
    .insertInto('reply_template')
    .values({
      code: 'answer.debt',
      part: 'template',
      position: 0,
      valid_from: '2026-01-12',
      definition: last,
      recorded_at: new Date(world.context.now()),
    })
    .execute()
  expect(await state()).toMatchObject({ state: 'warning', params: { names: 'answer.debt: cert.gone' } })
})
