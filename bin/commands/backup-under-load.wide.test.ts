import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startTemporaryDatabase } from '../../db/embedded/temporary-database.ts'
import { backupsIn } from '../../server/backup/backup-folder.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { bytesIn, emptyPlace, otinishAt, type Place, rowsIn } from '../../test/backup-place.ts'
import { createSignedWorld, issueKey, sendFree } from '../../test/signed-world.ts'

const clients = 20

async function versionOf({ database }: Place): Promise<number> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as version")
  await client.end()
  return rows[0]?.version
}

async function appealsIn({ database }: Place): Promise<Map<string, { status: string; coupon: number }>> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(
    'select appeal.id, status, coupon.number as coupon from appeal join coupon on coupon.appeal_id = appeal.id',
  )
  await client.end()
  return new Map(rows.map(({ id, status, coupon }) => [id, { status, coupon }]))
}

test('a backup while twenty clients send, restored on another PostgreSQL and back, lacks nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-load-'))
  const world = await createSignedWorld()
  const embedded = await startTemporaryDatabase()
  onTestFinished(async () => {
    await world.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const { config, db, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  const { masterKey } = config
  const here: Place = { database: world.database, filesDir: join(config.filesDir, 'files'), masterKey }
  const there: Place = {
    database: { ownerUrl: embedded.ownerUrl, appUrl: embedded.appUrl, drop: async () => {} },
    filesDir: join(folder, 'files'),
    masterKey,
  }
  const versions = [await versionOf(here), await versionOf(there)]
  if (versions[0] === versions[1])
    console.log(`both databases are PostgreSQL ${versions[0]}: another version is told by --again-on`)
  const keyFile = join(folder, 'backup.key')
  const { said: made } = await otinishAt(here, 'backup', 'key', keyFile)
  const publicKey = /age1[0-9a-z]+/.exec(made)?.[0] ?? ''

  // Who sends until told to stop; what was acknowledged, in order.
  const key = await issueKey(world.authority)
  const acknowledged: string[] = []
  let stopped = false
  const sending = Array.from({ length: clients }, async () => {
    const me = await world.as(world.people.aigerim)
    while (!stopped) {
      const { status, body } = await sendFree(world, me, key)
      expect(status).toBe(200)
      acknowledged.push(body.id)
    }
  })
  const first = join(folder, 'first')
  await expect.poll(() => acknowledged.length, { timeout: 300_000 }).toBeGreaterThanOrEqual(clients)
  const before = [...acknowledged]
  const backup = await otinishAt(here, 'backup', first, '--to', publicKey)
  stopped = true
  await Promise.all(sending)
  expect([backup.exit, backup.said]).toEqual([0, expect.stringContaining('backup is ready')])
  expect(acknowledged.length).toBeGreaterThan(before.length)

  expect(await otinishAt(there, 'restore', first, '--key', keyFile)).toMatchObject({ exit: 0 })
  const original = await appealsIn(here)
  const restored = await appealsIn(there)
  expect(before.filter((id) => !restored.has(id))).toEqual([])
  for (const [id, { coupon }] of restored) expect(original.get(id)?.coupon).toBe(coupon)
  for (const command of [
    ['journal', 'verify'],
    ['register', 'check'],
    ['files', 'verify'],
  ]) {
    expect([command, await otinishAt(there, ...command)]).toMatchObject([command, { exit: 0 }])
  }

  // And back.
  const second = join(folder, 'second')
  expect(await otinishAt(there, 'backup', second, '--to', publicKey)).toMatchObject({ exit: 0 })
  const again = await emptyPlace(masterKey)
  try {
    expect(await otinishAt(again, 'restore', second, '--key', keyFile)).toMatchObject({ exit: 0 })
    expect(await rowsIn(again.database)).toEqual(await rowsIn(there.database))
    const [name = ''] = await backupsIn(second)
    const { files } = JSON.parse(await readFile(join(second, name, 'manifest.json'), 'utf8'))
    expect(Object.keys(await bytesIn(again.filesDir))).toHaveLength(files.count)
  } finally {
    await again.clear()
  }
}, 900_000)
