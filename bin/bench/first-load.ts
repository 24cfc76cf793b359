import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession, type SessionHolder } from '../../server/person/session-store.ts'
import { ensureBrowser } from '../testing/browser.ts'
import { addClients } from './add-clients.ts'
import { type Figure, round } from './figures.ts'
import { onStage, type Stage } from './stage.ts'

const kilobyte = 1000

/** Every script that a browser asks for until the page is still, gzipped by us at level 9. */
export async function firstLoadFigures(): Promise<Figure[]> {
  return await onStage(async (stage) => {
    await addClients(stage.owner, 1, 1)
    const cabinet = await scripts(stage, '/incoming', 'client')
    const signIn = await scripts(stage, '/', null)
    const desk = await scripts(stage, '/office', 'staff')
    const queue = await scripts(stage, '/office/queue', 'staff')
    const signer = await scripts(stage, '/signer/signer.html', null)
    return [
      figure('first load of the cabinet, JavaScript gzipped', cabinet, 102.3, true),
      figure('first load of the sign-in page, JavaScript gzipped', signIn, 120, true),
      figure('first load of the desk, JavaScript gzipped', desk, 150, true),
      figure('first load of the queue, JavaScript gzipped', queue, 150, true),
      figure('signing code, gzipped, loaded when chosen', signer, 75, false),
    ]
  })
}

function figure(name: string, sizes: readonly number[], budget: number, hard: boolean): Figure {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return { name, value: round(total / kilobyte, 1), unit: 'kB', budget, hard, from: { files: sizes.length } }
}

async function scripts(
  { context, owner, origin }: Stage,
  path: string,
  who: 'client' | 'staff' | null,
): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: ensureBrowser() })
  try {
    const page = await (await browser.newContext({ locale: 'kk-KZ' })).newPage()
    if (who !== null) {
      const value = await openSession(context.db, await holder(who, owner), context.now(), 480)
      await page.context().addCookies([{ name: 'otinish_session', value, url: origin }])
    }
    const found: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      found.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
    })
    await page.goto(origin + path, { waitUntil: 'networkidle' })
    const sizes = await Promise.all(found)
    if (sizes.length === 0) throw new Error(`${path} asked for no script: is the site built?`)
    return sizes
  } finally {
    await browser.close()
  }
}

/** A client, or the member of staff there is, who works on appeals. */
async function holder(who: 'client' | 'staff', owner: Stage['owner']): Promise<SessionHolder> {
  const { id } = await owner
    .selectFrom(who === 'client' ? 'person' : 'staff')
    .select('id')
    .executeTakeFirstOrThrow()
  if (who === 'client') return { personId: id }
  for (const role of ['executor', 'head'] as const) {
    await recordRole(owner, { staffId: id, role, change: 'granted' }, null, 0)
  }
  return { staffId: id }
}
