import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attach, beginUpload } from '../../test/attach.ts'
import { EventListener } from '../../test/event-listener.ts'
import type { TestPerson } from '../../test/people.ts'
import { jpeg, pdf } from '../../test/sample-files.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
  signDraft,
} from '../../test/signed-world.ts'
import type { Answer, Asking } from '../../test/test-browser.ts'
import { createWorld } from '../../test/world.ts'
import type { Appeal as OwnAppeal } from '../../wire/appeal.ts'
import { leaveDemoPeople } from '../person/demo-people.ts'
import { registerDue } from '../registry/register.ts'

/** Everybody who may stand at a door. `owner` is Айгерім, whose draft and appeal the requests name. */
const kinds = [
  'nobody',
  'owner',
  'otherClient',
  'coTenant',
  'executor',
  'head',
  'registrar',
  'catalogueKeeper',
  'auditor',
  'callCentre',
  'administrator',
] as const
type Kind = (typeof kinds)[number]

const clients: readonly Kind[] = ['owner', 'otherClient', 'coTenant']
const office: readonly Kind[] = ['executor', 'head']
/** Who is let in; another client asking for what is not his gets 404, everybody else 401 or 403. */
const sets = {
  everybody: kinds,
  clients,
  owner: ['owner'],
  // The contract is shared; what each writes under it is not.
  parties: ['owner', 'coTenant'],
  office,
  executors: ['executor'],
  heads: ['head'],
} satisfies Record<string, readonly Kind[]>

let world: SignedWorld
const ids = {
  draft: '',
  attachment: '',
  signed: '',
  appeal: '',
  letter: '',
  file: '',
  notice: '',
  upload: '',
}
const freshDrafts: string[] = []

interface Row {
  readonly allowed: keyof typeof sets
  readonly path?: () => string
  readonly asking?: () => Asking
}
const draft =
  (rest = '') =>
  () =>
    `/api/drafts/${ids.draft}${rest}`
const upload = () => `/api/drafts/${ids.draft}/uploads/${ids.upload}`
const appeal =
  (rest = '') =>
  () =>
    `/api/appeals/${ids.appeal}${rest}`
const officeAppeal =
  (rest = '') =>
  () =>
    `/api/office/appeals/${ids.appeal}${rest}`
const form = (): Asking => {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(pdf)]), 'a.pdf')
  return { body }
}
const body = (value: unknown) => (): Asking => ({ body: value })
const letters = [{ language: 'kk', text: 'Құрметті клиент, өтінішіңіз қаралды.' }]

/** The table that the running server must keep; a route that is not here fails the test. */
const table: Record<string, Row> = {
  'GET /health/live': { allowed: 'everybody' },
  'GET /health/ready': { allowed: 'everybody' },
  'GET /api/openapi.json': { allowed: 'everybody' },
  'GET /api/session': { allowed: 'everybody' },
  'PATCH /api/session': { allowed: 'everybody', asking: body({ language: 'kk' }) },
  'DELETE /api/session': { allowed: 'everybody' },
  'POST /api/session': { allowed: 'everybody', asking: body({ cms: 'AAAA' }) },
  'POST /api/sign-in-challenge': { allowed: 'everybody' },
  'POST /api/staff-session': {
    allowed: 'everybody',
    asking: body({ login: 'nobody', password: 'wrong', code: '000000' }),
  },
  'GET /api/demo/people': { allowed: 'everybody' },
  'POST /api/demo/session': {
    allowed: 'everybody',
    asking: () => ({ body: { personId: world.people.daniyar.id } }),
  },
  'GET /api/demo/keys/:fileName': { allowed: 'everybody', path: () => '/api/demo/keys/a.p12' },
  'POST /api/demo/clock': { allowed: 'everybody', asking: body({ now: '2026-01-12T05:00:00Z' }) },
  'GET /api/tariffs': { allowed: 'everybody' },
  'GET /api/tariffs/document': { allowed: 'everybody' },
  'GET /api/calendar': { allowed: 'everybody' },

  'GET /api/consent': { allowed: 'clients' },
  'POST /api/consent': { allowed: 'clients', asking: body({ version: '2', language: 'kk' }) },
  'GET /api/profile': { allowed: 'clients' },
  'PATCH /api/profile': {
    allowed: 'clients',
    asking: body({ address: 'Астана қ., Сынақ көшесі, 5-үй', phone: '+77000000001', email: '' }),
  },
  'GET /api/profile/data': { allowed: 'clients' },
  'DELETE /api/profile/sessions': { allowed: 'clients' },

  'GET /api/contracts': { allowed: 'clients' },
  'GET /api/contracts/:id/offer': {
    allowed: 'parties',
    path: () => `/api/contracts/${world.contracts.rent}/offer`,
  },
  'GET /api/drafts': { allowed: 'clients' },
  'POST /api/drafts': {
    allowed: 'parties',
    asking: () => ({ body: { contractId: world.contracts.rent, letterLanguage: 'kk' } }),
  },
  'GET /api/drafts/:id': { allowed: 'owner', path: draft() },
  'PATCH /api/drafts/:id': { allowed: 'owner', path: draft(), asking: () => ({ body: {}, version: 1 }) },
  'DELETE /api/drafts/:id': { allowed: 'owner', path: () => `/api/drafts/${freshDrafts[0]}` },
  'GET /api/drafts/:id/uploads': { allowed: 'owner', path: draft('/uploads') },
  'POST /api/drafts/:id/uploads': {
    allowed: 'owner',
    path: draft('/uploads'),
    asking: body({ document: 'other', name: 'a.pdf', size: 5, sha256: '0'.repeat(64) }),
  },
  'GET /api/drafts/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'PATCH /api/drafts/:id/uploads/:uploadId': {
    allowed: 'owner',
    path: upload,
    asking: () => ({
      body: new Uint8Array(1),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'DELETE /api/drafts/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'GET /api/drafts/:id/attachments/:fileId': {
    allowed: 'owner',
    path: () => `/api/drafts/${ids.draft}/attachments/${ids.attachment}`,
  },
  'DELETE /api/drafts/:id/attachments/:fileId': {
    allowed: 'owner',
    path: () => `/api/drafts/${freshDrafts[1]}/attachments/${freshDrafts[2]}`,
  },
  'POST /api/drafts/:id/letter': { allowed: 'owner', path: draft('/letter') },
  'GET /api/drafts/:id/letter/document': {
    allowed: 'owner',
    path: () => `/api/drafts/${ids.signed}/letter/document`,
  },
  'GET /api/drafts/:id/letter/pages/:page': {
    allowed: 'owner',
    path: () => `/api/drafts/${ids.signed}/letter/pages/1`,
  },
  'POST /api/drafts/:id/signature': {
    allowed: 'owner',
    path: () => `/api/drafts/${ids.signed}/signature`,
    asking: () => ({ body: { letterId: ids.letter, method: 'keyFile', cms: 'AAAA' } }),
  },

  'GET /api/incoming': { allowed: 'clients' },
  'GET /api/outgoing': { allowed: 'clients' },
  'GET /api/appeals/:id': { allowed: 'owner', path: appeal() },
  'POST /api/appeals/:id/reading': { allowed: 'owner', path: appeal('/reading') },
  'GET /api/appeals/:id/files/:fileId': { allowed: 'owner', path: () => appeal(`/files/${ids.file}`)() },
  'GET /api/appeals/:id/archive': { allowed: 'owner', path: appeal('/archive') },
  'GET /api/appeals/:id/letter/pages/:page': { allowed: 'owner', path: appeal('/letter/pages/1') },
  'GET /api/appeals/:id/viewing-copy': { allowed: 'owner', path: appeal('/viewing-copy') },

  'GET /api/notices': { allowed: 'clients' },
  'GET /api/notices/news': { allowed: 'clients' },
  'GET /api/notices/stream': { allowed: 'clients' },
  'POST /api/notices/reading': { allowed: 'clients', asking: body({ upTo: 0 }) },
  'POST /api/notices/:id/reading': { allowed: 'owner', path: () => `/api/notices/${ids.notice}/reading` },
  'GET /api/notice-settings': { allowed: 'clients' },
  'PATCH /api/notice-settings': { allowed: 'clients', asking: body({}) },
  'POST /api/notice-settings/link': { allowed: 'clients' },
  'POST /api/email-confirmations': {
    allowed: 'everybody',
    asking: body({ token: 'a token that was never sent' }),
  },
  'GET /api/demo/mails': { allowed: 'everybody' },

  'GET /api/office/queue': { allowed: 'office' },
  'GET /api/office/appeals/:id': { allowed: 'office', path: officeAppeal() },
  'GET /api/office/appeals/:id/files/:fileId': {
    allowed: 'office',
    path: () => officeAppeal(`/files/${ids.file}`)(),
  },
  'GET /api/office/appeals/:id/archive': { allowed: 'office', path: officeAppeal('/archive') },
  'GET /api/office/appeals/:id/letter/pages/:page': {
    allowed: 'office',
    path: officeAppeal('/letter/pages/1'),
  },
  'POST /api/office/appeals/:id/assignment': { allowed: 'executors', path: officeAppeal('/assignment') },
  'POST /api/office/appeals/:id/uploads': {
    allowed: 'executors',
    path: officeAppeal('/uploads'),
    asking: form,
  },
  'DELETE /api/office/appeals/:id/uploads/:fileId': {
    allowed: 'executors',
    path: () => officeAppeal(`/uploads/${crypto.randomUUID()}`)(),
  },
  'POST /api/office/appeals/:id/interim-reply': {
    allowed: 'heads',
    path: officeAppeal('/interim-reply'),
    asking: body({ letters, reason: 'Қосымша тексеру қажет', newDueDate: '2026-01-13' }),
  },
  'POST /api/office/appeals/:id/execution': {
    allowed: 'executors',
    path: officeAppeal('/execution'),
    asking: body({ letters, fileIds: [crypto.randomUUID()] }),
  },
}

/** An answer without an end: its head says who is let in. */
const staysOpen = 'GET /api/notices/stream'

/** Whoever is let in finds nothing under the id: the door, not the thing behind it, is what is asked. */
const namesNothing = 'DELETE /api/office/appeals/:id/uploads/:fileId'

beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const { aigerim, daniyar } = world.people
  const owner = await world.as(aigerim)
  const key = await issueKey(world.authority)
  ids.appeal = (await sendFree(world, owner, key)).body.id
  await registerDue(world.context)
  const { body: sent } = await owner.ask<OwnAppeal>(`GET /api/appeals/${ids.appeal}`)
  const { body: notices } = await owner.ask<{ rows: { id: string }[] }>('GET /api/notices')
  ids.notice = notices.rows[0]?.id ?? ''
  ids.file = sent.correspondence[0]?.files[0]?.id ?? ''

  const file = { document: 'other', name: 'a.pdf', bytes: pdf }
  const attached = async (draftId: string) => (await attach(owner, draftId, file)).body.id
  ids.draft = (await freeDraft(owner, world.contracts.rent)).id
  ids.attachment = await attached(ids.draft)
  ids.upload = (await beginUpload(owner, ids.draft, { ...file, bytes: jpeg, name: 'a.jpg' })).body.id
  ids.signed = (await freeDraft(owner, world.contracts.rent)).id
  ids.letter = (await signDraft(world, owner, ids.signed, key)).letterId
  const [discarded, detached] = [
    await freeDraft(owner, world.contracts.rent),
    await freeDraft(owner, world.contracts.rent),
  ]
  freshDrafts.push(discarded.id, detached.id, await attached(detached.id))
  await leaveDemoPeople(world.context, {
    people: [
      {
        id: daniyar.id,
        kind: 'client',
        fullName: 'Иманбеков Данияр Серікұлы',
        note: [],
        keys: [],
        login: null,
        password: null,
        totpSecret: null,
      },
    ],
    keys: { 'a.p12': 'AAAA' },
  })
})
afterAll(() => world.close())

function personOf(kind: Kind): TestPerson | null {
  const { people } = world
  if (kind === 'nobody') return null
  if (kind === 'owner') return people.aigerim
  return kind === 'otherClient' ? people.daniyar : people[kind]
}

async function askAs(kind: Kind, route: string, row: Row): Promise<Answer<unknown>> {
  const [method = '', pattern = ''] = route.split(' ')
  const browser = await world.as(personOf(kind))
  if (route === staysOpen) return await EventListener.greeting(browser, pattern)
  const path = row.path?.() ?? pattern
  return await browser.ask(`${method} ${path}` as Parameters<typeof browser.ask>[0], row.asking?.() ?? {})
}

/** What the table says of one kind at one route, as the answer shows it. */
function expected(route: string, row: Row, kind: Kind): string {
  const allowed: readonly Kind[] = sets[row.allowed]
  if (allowed.includes(kind)) return 'in'
  if (kind === 'nobody') return '401 session_required'
  const forClients = !route.includes('/office/')
  return forClients && clients.includes(kind) ? '404 not_found' : '403 role_refused'
}

function seen(route: string, { status, problem }: Answer<unknown>): string {
  if (status === 404 && route === namesNothing) return 'in'
  return [401, 403, 404].includes(status) ? `${status} ${problem.code}` : 'in'
}

test('the table knows every route of the running server, and no other', () => {
  expect([...world.routes].sort()).toEqual(Object.keys(table).sort())
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
    expect([...real.routes].sort()).toEqual([...known, 'GET *', 'HEAD *'].sort())
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
