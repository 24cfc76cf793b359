import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountFor } from './account.ts'
import { type Cluster, makeCluster, stopServer } from './cluster.ts'
import { freePort } from './free-port.ts'
import { installedNative, program, runnableNative } from './native-folder.ts'
import { runServer } from './run-server.ts'

let folder: string
let cluster: Cluster
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-run-server-'))
  chmodSync(folder, 0o711)
  const account = accountFor(join(folder, 'postgres'))
  const native = runnableNative(installedNative(), account, folder)
  cluster = { folder: join(folder, 'postgres'), native, account }
  makeCluster(cluster, 'right')
})
afterEach(() => {
  stopServer(cluster)
  rmSync(folder, { recursive: true, force: true })
})

const options = (preferredPort: number, adminPassword: string) => ({
  preferredPort,
  adminPassword,
  credentialsFile: join(folder, 'database.json'),
  logFile: join(folder, 'postgres.log'),
  settings: {},
})

const begun = () => join(folder, 'postgres.log')
const mayGoOn = () => join(folder, 'may-go-on')

/** The same PostgreSQL on a machine that takes its time: it says that it has begun, and waits. */
function slowly(): Cluster {
  const native = join(folder, 'slow')
  const file = program(native, 'postgres')
  mkdirSync(dirname(file), { recursive: true })
  const waits = `echo begun; until [ -e '${mayGoOn()}' ]; do sleep 0.1; done`
  writeFileSync(file, `#!/bin/sh\n${waits}\nexec '${program(cluster.native, 'postgres')}' "$@"\n`)
  for (const path of [native, dirname(file), file]) chmodSync(path, 0o755)
  return { ...cluster, native }
}

test('another’s database that takes our port and refuses us before ours has begun says nothing of our password', async () => {
  const port = await freePort()
  const refusal = ['SFATAL', 'C28P01', 'Mno', ''].map((field) => `${field}\0`).join('')
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(4 + refusal.length, 1)
  let refused = 0
  const stranger = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      refused += 1
      if (refused === 10) writeFileSync(mayGoOn(), '')
      socket.end(Buffer.concat([head, Buffer.from(refusal)]))
    })
  })
  const running = runServer(slowly(), options(port, 'right'))
  // Ours has found its port free by then, and does not listen yet.
  const poll = { timeout: 60_000 }
  try {
    await expect.poll(() => existsSync(begun()) && readFileSync(begun(), 'utf8'), poll).toContain('begun')
    stranger.listen(port, '127.0.0.1')
    expect((await running).port).not.toBe(port)
    expect(refused).toBeGreaterThanOrEqual(10)
  } finally {
    writeFileSync(mayGoOn(), '')
    stranger.close()
  }
})

test('a password that is not the one of this database is told as such', async () => {
  await expect(runServer(cluster, options(0, 'wrong'))).rejects.toMatchObject({ code: 'credentials_wrong' })
})
