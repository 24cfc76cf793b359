import { randomUUID } from 'node:crypto'
import { openSession } from '../../server/person/session-store.ts'
import type { Stage } from './stage.ts'

export const draftActs = ['read', 'save', 'prepare', 'discard'] as const
type DraftAct = (typeof draftActs)[number]

/** Milliseconds of the server for each act, one entry each. */
type Times = Record<DraftAct, number[]>
export const freshTimes = (): Times => ({ read: [], save: [], prepare: [], discard: [] })

/** Some clients of a company, by their numbers, and how long they have waited. */
export interface Company {
  readonly stage: Stage
  readonly clients: readonly number[]
  readonly times: Times
}

type Ask = (request: string, asking?: { body?: unknown; version?: number }) => Promise<Answer>
interface Answer {
  readonly ms: number
  readonly body: Record<string, unknown>
}

/**
 * One client begins a draft, writes, has the letter prepared, changes a word, has it prepared again (the first letter
 * is thrown away with its files), reads it all and discards it.
 */
export async function actOnDrafts(company: Company, turn: number, counts: boolean): Promise<void> {
  const number = company.clients[turn % company.clients.length] ?? 0
  const ask = await askerOf(company.stage, number)
  const contractId = await contractOf(company.stage, number)
  const { body: draft } = await ask('POST /api/drafts', { body: { contractId, letterLanguage: 'kk' } })
  const path = `/api/drafts/${draft.id}`
  const answers = { subject: 'Төлемнің түсуін тексеру туралы', text: 'Төлем кабинетте әлі көрінбейді.' }
  const first = await ask(`PATCH ${path}`, {
    version: Number(draft.version),
    body: { typeCode: 'gen.free', answers },
  })
  await ask(`POST ${path}/letter`)
  const save = await ask(`PATCH ${path}`, {
    version: Number(first.body.version),
    body: { answers: { ...answers, text: `${answers.text} Рақмет.` } },
  })
  const prepare = await ask(`POST ${path}/letter`)
  const read = await ask(`GET ${path}`)
  const discard = await ask(`DELETE ${path}`)
  if (!counts) return
  for (const [act, { ms }] of Object.entries({ read, save, prepare, discard })) {
    company.times[act as DraftAct].push(ms)
  }
}

async function contractOf({ owner }: Stage, number: number): Promise<string> {
  const found = await owner
    .selectFrom('contract')
    .select('id')
    .where('number', '=', `АВ-${number}`)
    .executeTakeFirstOrThrow()
  return found.id
}

/** Asks as this client, from an address of their own: one alone would be told to ask more slowly. */
async function askerOf({ context, owner, origin, served }: Stage, number: number): Promise<Ask> {
  const { id: personId } = await owner
    .selectFrom('person')
    .select('id')
    .where('iin', '=', String(number).padStart(12, '0'))
    .executeTakeFirstOrThrow()
  const token = await openSession(context.db, { personId }, context.now(), 720)
  return async (request, { body, version } = {}) => {
    const [method = '', path = ''] = request.split(' ')
    const headers: Record<string, string> = {
      cookie: `otinish_session=${token}`,
      origin,
      'x-forwarded-for': `10.0.${number >> 8}.${number & 255}`,
      'idempotency-key': randomUUID(),
    }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (version !== undefined) headers['if-match'] = `"${version}"`
    const before = served.length
    const answer = await fetch(origin + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${request} answered ${answer.status}: ${text}`)
    // The server notes its time when the answer has left, which may be after it has come.
    while (served.length === before) await new Promise((resolve) => setImmediate(resolve))
    return { ms: served[before] ?? 0, body: JSON.parse(text) }
  }
}
