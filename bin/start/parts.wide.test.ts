import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { projectRoot } from '../../db/project-root.ts'
import { queueJob } from '../../server/queue-job.ts'
import { type Gate, startGate } from '../../test/gate.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
let gate: Gate
let env: NodeJS.ProcessEnv
let port: number
const started: ChildProcess[] = []
beforeAll(async () => {
  world = await createWorld()
  const url = new URL(world.database.appUrl)
  gate = await startGate({ host: url.hostname, port: Number(url.port) })
  url.host = `127.0.0.1:${gate.port}`
  port = await freePort()
  env = {
    ...process.env,
    NODE_ENV: 'test',
    DATABASE_URL: url.href,
    FILES_URL: join(world.context.config.filesDir, 'files'),
    DATA_DIR: world.context.config.filesDir,
    MASTER_KEY: Buffer.from(world.context.config.masterKey).toString('hex'),
    PORT: String(port),
    LC_ALL: 'en',
  }
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})
afterAll(async () => {
  await gate.close()
  await world.close()
})

function otinish(part: 'web' | 'worker', more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'otinish.mjs'), part], {
    env: { ...env, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const said = { errors: '' }
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    said.errors += more
  })
  return { child, ended, said }
}
const ready = async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
  return answer?.status ?? 0
}
const jobs = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs`.execute(
    world.context.db,
  )
  return rows[0]?.n ?? 0
}
const patient = { timeout: 120_000, interval: 200 }

test('web and worker are started apart, each waits for the database, and each ends when it is told', async () => {
  await gate.set('refused')
  const web = otinish('web')
  const waits = 'otinish web: the database does not answer yet, waiting'
  await expect.poll(() => web.said.errors, patient).toContain(waits)
  expect(web.child.exitCode).toBeNull()
  await gate.set('open')
  await expect.poll(ready, patient).toBe(200)

  // Web alone serves, and does no job.
  await queueJob(world.context.db, 'scan-files', {})
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(await jobs()).toBe(1)
  const worker = otinish('worker')
  await expect.poll(jobs, patient).toBe(0)

  for (const part of [worker, web]) {
    const told = performance.now()
    part.child.kill('SIGTERM')
    expect(await part.ended).toBe(0)
    expectWithin(12_000, performance.now() - told)
  }
  expect(await ready()).toBe(0)
}, 300_000)

test('what can’t be is said in words: a database that stays away, a wrong password, no database, an empty key', async () => {
  await gate.set('refused')
  const away = otinish('web')
  expect(await away.ended).toBe(1)
  expect(away.said.errors).toMatch(/otinish web: The database can’t be reached \(ECONN\w+\)/)
  await gate.set('open')
  const wrong = new URL(env.DATABASE_URL ?? '')
  wrong.password = 'wrong'
  for (const [more, said] of [
    [{ DATABASE_URL: wrong.href }, /The database can’t be reached \(28P01\)/],
    [{ DATABASE_URL: '' }, /worker by itself works only with a PostgreSQL server/],
    [{ MASTER_KEY: '', MASTER_KEY_FILE: '/dev/null' }, /The file \/dev\/null is empty/],
  ] as const) {
    const refused = otinish('worker', more)
    expect(await refused.ended).toBe(1)
    const { errors } = refused.said
    expect(errors).toMatch(said)
    expect(errors).not.toMatch(/^\s+at /m)
  }
}, 300_000)
