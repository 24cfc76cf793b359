import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../test/bundle.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import { buildApp } from '../process/app.ts'
import { acceptMasterKey } from './accept-master-key.ts'

// Web, worker and the maker of the demo as processes of their own, as they may run without `otinish start`.
let world: World
beforeAll(async () => {
  world = await createWorld()
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
})
afterAll(() => world.close())

async function runs(program: string, key: Record<string, string>) {
  const { config } = world.context
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: config.databaseUrl,
      FILES_URL: join(config.filesDir, 'files'),
      PORT: '0',
      ...key,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code, errors }
}

test.each(['server/process/web.ts', 'server/process/worker.ts', 'demo/demo.ts'])(
  '%s alone ends with words and no stack under another key, and under none',
  async (entry) => {
    const program = await bundle(entry)
    const rows = async () => (await world.context.db.selectFrom('file_key').select('id').execute()).length
    const before = await rows()
    for (const [key, said] of [
      [{ MASTER_KEY: '5a'.repeat(32) }, 'not the master key of this database'],
      [{ MASTER_KEY: '5a'.repeat(31) }, '64 hexadecimal digits'],
      [{ MASTER_KEY_FILE: '/no/such/key' }, '/no/such/key'],
      [{}, 'No master key is given'],
    ] as const) {
      const { code, errors } = await runs(program, key)
      expect(code, errors).toBe(1)
      expect(errors).toContain(said)
      expect(errors).not.toMatch(/\\n\s+at |^\s+at /m)
    }
    expect(await rows()).toBe(before)
  },
)

test('/health/ready tells of a database put in the place of another, in the asker’s language', async () => {
  const context = {
    ...world.context,
    config: { ...world.context.config, masterKey: new Uint8Array(32) },
    log: () => {},
  }
  const app = await buildApp(context)
  try {
    const browser = new TestBrowser(await app.listen({ host: '127.0.0.1', port: 0 }))
    for (const [language, title] of [
      ['kk', 'Сайтқа басқа негізгі кілт берілген'],
      ['ru', 'Сайту дан чужой главный ключ'],
      ['en', 'The site was given another master key'],
    ] as const) {
      const headers = { 'accept-language': language }
      const { status, problem } = await browser.ask('GET /health/ready', { headers })
      expect([status, problem.code, problem.title]).toEqual([503, 'master_key_refused', title])
    }
  } finally {
    await app.close()
  }
  expect((await (await world.as(null)).ask('GET /health/ready')).status).toBe(200)
})
