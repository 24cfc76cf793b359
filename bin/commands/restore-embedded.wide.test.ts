import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../db/embedded/running-database.ts'
import { projectRoot } from '../../db/project-root.ts'
import { newBackupKey } from '../../server/backup/age.ts'
import { backUp } from '../../server/backup/back-up.ts'
import { backedUp, bytesIn, rowsIn } from '../../test/backup-place.ts'
import type { AskedWorld } from '../../test/signed-world.ts'
import { keptWorlds } from '../../test/worlds/kept-world.ts'

// The demo comes back into a database of its own, as on a machine with nothing but Node.js.

let folder: string
let dataDir: string
let kept: string
let world: AskedWorld
beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'otinish-backups-'))
  const first = { dir: join(kept, 'demo'), keyFile: join(kept, 'backup.key'), migrated: true }
  world = await backedUp(keptWorlds().at(-1) ?? '', first)
}, 300_000)
afterAll(async () => {
  await world.close()
  rmSync(kept, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-restored-'))
  // PostgreSQL's own account may have to reach it.
  chmodSync(folder, 0o711)
  dataDir = join(folder, 'data')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command as a process of its own that is told of the data folder alone: no address of a database, no key. */
async function otinish(...args: string[]): Promise<{ exit: number; said: string }> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, DATA_DIR: dataDir, LC_ALL: 'en' }
  const command = join(projectRoot(), 'bin/otinish.mjs')
  const ran = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  for (const mouth of [ran.stdout, ran.stderr]) mouth.on('data', (piece: Buffer) => said.push(piece))
  const [exit] = await once(ran, 'close')
  return { exit: Number(exit), said: Buffer.concat(said).toString() }
}

/** The data folder of a new machine: the key alone was brought there. */
function bringKey({ context }: AskedWorld): void {
  // As the first start makes it where PostgreSQL runs under an account of its own.
  mkdirSync(dataDir, { mode: 0o711 })
  const key = Buffer.from(context.config.masterKey).toString('hex')
  writeFileSync(join(dataDir, 'master.key'), `${key}\n`, { mode: 0o600 })
}

test('a demo comes back into its own PostgreSQL: every row and file, found whole by commands, and not twice', async () => {
  bringKey(world)
  const restore = ['restore', join(kept, 'demo'), '--key', join(kept, 'backup.key')]
  const restored = await otinish(...restore)
  expect([restored.exit, restored.said]).toEqual([0, expect.stringContaining('It may be started')])
  const embedded = await openEmbedded(dataDir)
  try {
    const { ownerUrl, appUrl } = embedded
    const rows = await rowsIn({ ...world.database, ownerUrl, appUrl })
    expect(rows).toEqual(await rowsIn(world.database))
    expect(rows.event?.length).toBeGreaterThan(0)
    const files = join(world.context.config.filesDir, 'files')
    expect(await bytesIn(join(dataDir, 'files'))).toEqual(await bytesIn(files))
    // On the database that runs now, as commands find it.
    const commands = [
      ['journal', 'verify'],
      ['files', 'verify'],
      ['staff', 'list'],
    ]
    for (const command of commands) expect(await otinish(...command)).toMatchObject({ exit: 0 })
  } finally {
    await embedded.close()
  }
  const again = await otinish(...restore)
  expect([again.exit, again.said]).toEqual([1, expect.stringMatching(/database .* is not empty/)])
}, 300_000)

test('a backup of a real site needs a database of its own: it is refused in words, and nothing is made', async () => {
  bringKey(world)
  const [dir, keyFile] = [join(folder, 'backups'), join(folder, 'backup.key')]
  const key = await newBackupKey()
  writeFileSync(keyFile, key.secret)
  await backUp({ ...world.context, demo: false }, dir, [key.public])
  const { exit, said } = await otinish('restore', dir, '--key', keyFile)
  expect([exit, said]).toEqual([1, expect.stringContaining('DATABASE_URL')])
  await expect(openEmbedded(dataDir)).rejects.toThrow()
}, 300_000)
