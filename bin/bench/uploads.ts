import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAttackedSite } from '../attack/attacked-site.ts'
import { attach, pdfOf, read, writtenDraft } from '../attack/client-acts.ts'
import { flood } from '../attack/scenario.ts'
import { type Figure, quantile, round } from './figures.ts'

const size = 5_000_000
const files = 20

/**
 * §7: what a file of 5 MB costs web, as its process counts its own work, from «attach» to the row; and how long
 * /health/live waits while twenty come at once. The bare operation: the bytes are hashed once, sealed once
 * (AES-256-GCM) and written to the disk, by this process.
 */
export async function uploadFigures(): Promise<Figure[]> {
  const bareMs = await bareWork()
  const site = await startAttackedSite({ proxies: 1, quotas: false })
  try {
    const { ask, people, watcher } = site
    const uploaders = await Promise.all(
      Array.from({ length: files / 2 }, async () => {
        const who = people.nextClient()
        return { who, draft: (await writtenDraft(ask, who)).id }
      }),
    )
    const send = async (n: number): Promise<void> => {
      const one = uploaders[n % uploaders.length]
      if (one !== undefined) read(await attach(ask, one.who, one.draft, pdfOf(size, n)))
    }
    for (let n = 0; n < 4; n += 1) await send(n)

    const before = site.workedMs()
    for (let n = 0; n < files; n += 1) await send(n + 10)
    const after = site.workedMs()
    watcher.begin()
    await flood(files, files, send)
    const { live } = await watcher.end()
    const eachMs = before === null || after === null ? Number.NaN : (after - before) / files
    return [
      {
        name: 'a file of 5 MB, from its first byte to its row: work of web',
        value: round(eachMs, 1),
        unit: 'ms of a processor',
        against: 'hashed once, sealed once, written once',
        budget: 100,
        from: { bareMs: round(bareMs, 1), files },
      },
      {
        name: '/health/live while twenty files of 5 MB come at once, the longest',
        value: round(Math.max(...live.ms), 1),
        unit: 'ms',
        from: { medianMs: round(quantile(live.ms, 0.5), 1), asked: live.ms.length },
      },
    ]
  } finally {
    await site.stop()
  }
}

/** Milliseconds of a processor, the least of some. */
async function bareWork(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-bare-'))
  const bytes = pdfOf(size)
  const spent: number[] = []
  for (let n = 0; n < 8; n += 1) {
    const before = process.cpuUsage()
    createHash('sha256').update(bytes).digest()
    const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
    const file = await open(join(folder, String(n)), 'w')
    await file.write(cipher.update(bytes))
    await file.sync()
    await file.close()
    const { user, system } = process.cpuUsage(before)
    spent.push((user + system) / 1000)
  }
  await rm(folder, { recursive: true })
  return Math.min(...spent)
}
