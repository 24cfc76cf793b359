import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../db/embedded/start-embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { type Figure, quantile, round } from './figures.ts'

const writersAtOnce = [1, 8, 32]
const stretchMs = 1500
const stretches = 4

/**
 * What it costs those who write at once that their commits are told (docs/decisions/0053), on a database that waits for
 * its disk: the same commits with the trigger and without, by turns, while a process listens.
 */
export async function toldFigures(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-told-'))
  // PostgreSQL's own account has to reach it.
  chmodSync(dataDir, 0o711)
  const database = await startEmbedded({ dataDir, settings: { max_connections: '60' } })
  try {
    await migrate({ ownerUrl: database.ownerUrl, now: new Date() })
    const most = Math.max(...writersAtOnce)
    const [owner, listener] = await connections(database.ownerUrl, 2)
    if (owner === undefined || listener === undefined) throw new Error('no connection')
    await owner.query(`insert into person (id, iin, surname, given_name, address, phone, language, test_person, created_at)
      select md5(n::text)::uuid, (900000000000 + n)::text, 'А', 'Б', '', '', 'kk', true, now()
        from generate_series(0, ${most - 1}) n`)
    await owner.query(
      'insert into notice_state (person_id, last_number, changes) select id, 0, 0 from person',
    )
    await listener.query('listen otinish_change')
    let heard = 0
    listener.on('notification', () => {
      heard += 1
    })
    const writers = await connections(database.appUrl, most)
    const figures: Figure[] = []
    for (const many of writersAtOnce) {
      const untold: number[] = []
      const told: number[] = []
      for (let n = 0; n < stretches; n += 1) {
        await owner.query('alter table notice_state disable trigger user')
        untold.push(await commits(writers.slice(0, many)))
        await owner.query('alter table notice_state enable trigger user')
        told.push(await commits(writers.slice(0, many)))
      }
      const [with_, without] = [quantile(told, 0.5), quantile(untold, 0.5)]
      figures.push({
        name: `commits of ${many} who write at once, told`,
        value: round(without / with_),
        unit: 'ratio of medians',
        against: 'the same, not told',
        from: { toldPerSecond: round(with_, 0), untoldPerSecond: round(without, 0), heard },
      })
    }
    await Promise.all([owner, listener, ...writers].map((one) => one.end()))
    return figures
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function connections(connectionString: string, count: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString }))
  await Promise.all(clients.map((client) => client.connect()))
  return clients
}

/** Commits a second, each of one row of one's own. */
async function commits(writers: readonly pg.Client[]): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(
    writers.map(async (writer, n) => {
      while (performance.now() - began < stretchMs) {
        await writer.query(
          `update notice_state set changes = changes + 1 where person_id = md5('${n}')::uuid`,
        )
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - began)
}
