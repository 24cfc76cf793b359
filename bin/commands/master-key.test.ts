import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { addStaff } from '../../server/person/add-staff.ts'
import { createWorld, type World } from '../../test/world.ts'
import { main } from '../cli.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ demo: false })
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  // Where a demo was started there is a key in the folder of the project: no key given would be that one.
  vi.stubEnv('DATA_DIR', config.filesDir)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

const right = () => Buffer.from(world.context.config.masterKey).toString('hex')

async function otinish(masterKey: string, ...args: string[]): Promise<{ exit: number; said: string }> {
  vi.stubEnv('MASTER_KEY', masterKey)
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(args)
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said }
}

const refused = {
  kk: 'осы дерекқордың негізгі кілті емес',
  ru: 'не главный ключ этой базы данных',
  en: 'not the master key of this database',
}
const commands = [
  ['staff', 'add', '--login', 'new', '--name', 'Жаңа Адам', '--role', 'head'],
  ['staff', 'reset-code', '--login', 'saule'],
  ['seal', 'add', 'no-such-file.p12'],
  ['seal', 'show'],
  ['recheck'],
  ['migrate'],
  ['start'],
]

test.each(commands.map((args) => [args.join(' '), args] as const))(
  '%s under another key is refused in words, and changes nothing',
  async (_, args) => {
    const staff = () => world.context.db.selectFrom('staff').selectAll().orderBy('id').execute()
    const before = await staff()
    for (const [language, words] of Object.entries(refused)) {
      const { exit, said } = await otinish('5a'.repeat(32), ...args, '--language', language)
      expect([exit, said]).toEqual([1, expect.stringContaining(words)])
    }
    expect(await staff()).toEqual(before)
  },
)

test('the doctor says so too, in three languages, and that the right one fits', async () => {
  const finding = async (masterKey: string, language: string) => {
    const { said } = await otinish(masterKey, 'doctor', '--json', '--language', language)
    const { findings } = JSON.parse(said)
    return findings.find(({ check }: { check: string }) => check === 'masterKey')
  }
  for (const [language, words] of Object.entries(refused)) {
    expect(await finding('5a'.repeat(32), language)).toMatchObject({
      state: 'problem',
      words: expect.stringContaining(words),
    })
  }
  expect(await finding('5a', 'en')).toMatchObject({ state: 'problem', words: expect.stringContaining('64') })
  expect(await finding('', 'ru')).toMatchObject({
    state: 'problem',
    words: expect.stringContaining('не задан'),
  })
  expect(await finding(right(), 'en')).toMatchObject({ state: 'good' })
})

test('the doctor counts what was sealed while another key was given', async () => {
  const { config } = world.context
  await addStaff(
    { ...world.context, config: { ...config, masterKey: new Uint8Array(32) } },
    {
      login: 'lost',
      name: { family: 'Бекова', given: 'Гүлнар', patronymic: null },
      roles: ['head'],
      extension: null,
      password: 'бұрынғы құпиясөз',
    },
  )
  const { exit, said } = await otinish(right(), 'doctor', '--language', 'en')
  expect([exit, said]).toEqual([1, expect.stringMatching(/secrets that it does not open: 1 of \d+/)])
})
