import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clients, type Kind, kinds, sets } from '../../test/access/kinds.ts'
import { type Stage, setStage } from '../../test/access/stage.ts'
import { namesNothing, type Row, stayOpen, table } from '../../test/access/table.ts'
import { EventListener } from '../../test/event-listener.ts'
import type { TestPerson } from '../../test/people.ts'
import type { Answer } from '../../test/test-browser.ts'
import { createWorld } from '../../test/world.ts'

// Every route of the running server × every kind of caller. A new route gets its row in test/access/table.ts.
let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.world.close())

function personOf(kind: Kind): TestPerson | null {
  const { people } = stage.world
  if (kind === 'nobody') return null
  if (kind === 'owner') return people.aigerim
  return kind === 'otherClient' ? people.daniyar : people[kind]
}

async function askAs(kind: Kind, route: string, row: Row): Promise<Answer<unknown>> {
  const [method = '', pattern = ''] = route.split(' ')
  const browser = await stage.world.as(personOf(kind))
  const path = row.path?.(stage) ?? pattern
  if (stayOpen.includes(route)) return await EventListener.greeting(browser, path)
  return await browser.ask(
    `${method} ${path}` as Parameters<typeof browser.ask>[0],
    row.asking?.(stage) ?? {},
  )
}

/** What the table says of one kind at one route, as the answer shows it. */
function expected(route: string, row: Row, kind: Kind): string {
  const allowed: readonly Kind[] = sets[row.allowed]
  if (allowed.includes(kind)) return 'in'
  if (row.hidden) return '404 not_found'
  if (kind === 'nobody') return '401 session_required'
  const forClients = !route.includes('/office/')
  return forClients && clients.includes(kind) ? '404 not_found' : '403 role_refused'
}

function seen(route: string, { status, problem }: Answer<unknown>): string {
  if (status === 404 && namesNothing.includes(route)) return 'in'
  return [401, 403, 404].includes(status) ? `${status} ${problem.code}` : 'in'
}

test('the table knows every route of the running server, and no other', () => {
  expect([...stage.world.routes].sort()).toEqual(Object.keys(table).sort())
})

describe('who is let in', () => {
  for (const [route, row] of Object.entries(table)) {
    test(route, async () => {
      // The refused first: the allowed may change what the request names.
      const order = [...kinds].sort((a, b) => {
        const allowed: readonly Kind[] = sets[row.allowed]
        return Number(allowed.includes(a)) - Number(allowed.includes(b))
      })
      const wanted: Record<string, string> = {}
      const found: Record<string, string> = {}
      for (const kind of order) {
        const answer = await askAs(kind, route, row)
        wanted[kind] = expected(route, row, kind)
        found[kind] = seen(route, answer)
        expect(answer.status, `${kind} ${route}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(
          500,
        )
      }
      expect(found).toEqual(wanted)
    })
  }
})

test('a real database has no demo routes, and a built site adds only its files', async () => {
  const webDir = await mkdtemp(join(tmpdir(), 'otinish-site-'))
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Otinish</title>')
  const real = await createWorld({ demo: false, webDir })
  try {
    const known = Object.keys(table).filter((route) => !route.includes('/demo/'))
    // The checking page is a file too, given out with the roots that are trusted here.
    const files = ['GET *', 'HEAD *', 'GET /check', 'GET /verify.html']
    expect([...real.routes].sort()).toEqual([...known, ...files].sort())
    const nobody = await real.as(null)
    const { status } = await nobody.ask('POST /api/demo/session', {
      body: { personId: real.people.aigerim.id },
    })
    expect(status).toBe(404)
  } finally {
    await real.close()
    await rm(webDir, { recursive: true })
  }
})
