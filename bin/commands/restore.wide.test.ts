import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newBackupKey } from '../../server/backup/age.ts'
import { backUp } from '../../server/backup/back-up.ts'
import { backedUp, emptyPlace, onOwner, otinishAt, rowsIn } from '../../test/backup-place.ts'
import { createTestDatabase } from '../../test/database.ts'
import { keptWorlds } from '../../test/worlds/kept-world.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-restore-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(keptWorlds())('%s: the backup of a version before is migrated', async (name) => {
  const [into, keyFile] = [join(folder, name), join(folder, `${name}.key`)]
  const before = await backedUp(name, { dir: into, keyFile, migrated: false })
  const other = await emptyPlace(before.context.config.masterKey)
  try {
    const { exit, said } = await otinishAt(other, 'restore', into, '--key', keyFile)
    expect([exit, said]).toEqual([0, expect.stringContaining('It may be started')])
    const rows = await rowsIn(other.database)
    expect(rows.event?.length).toBe((await rowsIn(before.database)).event?.length)
    const today = await createTestDatabase()
    expect(Object.keys(rows)).toEqual(Object.keys(await rowsIn(today)))
    await today.drop()
  } finally {
    await other.clear()
    await before.close()
  }
})

test('what was wrong before the backup is not served until that is accepted', async () => {
  const [into, keyFile] = [join(folder, 'wrong'), join(folder, 'wrong.key')]
  const first = { dir: join(folder, 'right'), keyFile, migrated: true }
  const world = await backedUp(keptWorlds().at(-1) ?? '', first)
  await onOwner(world.database, 'update event set data = data || \'{"x":1}\' where seq = 1')
  const key = await newBackupKey()
  await backUp(world.context, into, [key.public])
  await writeFile(keyFile, key.secret)
  const other = await emptyPlace(world.context.config.masterKey)
  try {
    const asked = ['restore', into, '--key', keyFile]
    expect(await otinishAt(other, ...asked)).toMatchObject({
      exit: 1,
      said: expect.stringMatching(/history is not whole[\s\S]*can’t be started/),
    })
    for (const command of [['migrate'], ['start'], ['journal', 'verify'], ['staff', 'list']]) {
      const { exit, said } = await otinishAt(other, ...command)
      expect([command, exit, said]).toEqual([command, 1, expect.stringContaining('restore --finish')])
    }
    const serving = new pg.Client({ connectionString: other.database.appUrl })
    await serving.connect()
    await expect(serving.query('select from person')).rejects.toThrow('permission denied')
    await serving.end()
    expect(await otinishAt(other, 'restore', '--finish')).toMatchObject({ exit: 1 })
    expect(await otinishAt(other, 'restore', '--finish', '--accept')).toMatchObject({ exit: 0 })
    expect(await otinishAt(other, 'staff', 'list')).toMatchObject({ exit: 0 })
  } finally {
    await other.clear()
    await world.close()
  }
})
