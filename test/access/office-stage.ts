import { randomUUID } from 'node:crypto'
import type { AppealFacts, Asker } from '../../domain/appeal/can.ts'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import { sentFrom } from '../../domain/appeal/reply-kind.ts'
import { type SentStatus, sentStatuses } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { appendEvent } from '../../server/appeal/event-store.ts'
import { keepFile } from '../../server/attachment/file-store.ts'
import { inTransaction } from '../../server/in-transaction.ts'
import { registerDue } from '../../server/registry/register.ts'
import type { Draft, Sent } from '../../wire/appeal.ts'
import { attach } from '../attach.ts'
import { makeStaff, makeUnit, sendAway } from '../office.ts'
import type { TestStaff } from '../people.ts'
import { pdf } from '../sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, signDraft } from '../signed-world.ts'
import type { TestBrowser } from '../test-browser.ts'

/** Units of the stage: `a` and `b` lie below `top`. */
export const places = ['a', 'b', 'top', 'none'] as const
export type Place = (typeof places)[number]

/** What an appeal is to those who look at it. */
export const situations = [
  'free',
  'executed by x',
  'executed by who is away',
  'helped from b',
  'helped by who is away',
  'asked of b',
  'answered by b',
  'withdrawn from b',
  'of b',
  'letter waits',
  'of top',
  'on the desk',
] as const
export type Situation = (typeof situations)[number]

/** Somebody of the staff: what they are, as the stage has made them. The rules are asked with `asker`. */
export interface StagedPerson {
  readonly called: string
  readonly roles: readonly StaffRole[]
  readonly place: Place
  readonly staff: TestStaff
  readonly asker: Asker
}

export interface StagedAppeal {
  readonly id: string
  readonly called: string
  readonly situation: Situation
  readonly status: SentStatus
  readonly facts: AppealFacts
  readonly subject: string
  /** A word that its letter alone has, and the name of its file. */
  readonly word: string
  readonly fileId: string
  readonly coupon: string
  /** The draft of an answer, which somebody else has begun and nobody writes. */
  readonly replyId: string
  readonly question: { readonly id: string; readonly fileId: string; readonly unitId: string } | null
}

export interface OfficeStage {
  readonly world: SignedWorld
  readonly units: Readonly<Record<Exclude<Place, 'none'>, string>>
  readonly people: readonly StagedPerson[]
  readonly appeals: readonly StagedAppeal[]
}

/** Words that lie in one field each; who may not see the field finds them nowhere. */
export const secrets = {
  letter: 'тасбақажұмыртқасы',
  file: 'қарлығашұясы',
  note: 'сексеуілкөмірі',
  call: 'жаңғақагашы',
  question: 'бозторғайәні',
  answer: 'ақбөкентуы',
  questionFile: 'түйежапырақ',
  instruction: 'шығырықбау',
  reason: 'қызғалдақтау',
} as const

const letterWords = (n: number) =>
  `кодсөз${[...String(n).padStart(3, '0')].map((one) => 'абвгдежзик'[Number(one)]).join('')}`

/** Each role, and every two of them. */
export const roleSets: readonly (readonly StaffRole[])[] = [
  ...staffRoles.map((role) => [role]),
  ...staffRoles.flatMap((one, at) => staffRoles.slice(at + 1).map((other) => [one, other])),
]

type Chosen = readonly [Situation, SentStatus]
/** Every situation in every status; the short stage has every situation, and every status, once. */
export const everyAppeal: readonly Chosen[] = situations.flatMap((one) =>
  sentStatuses.map((status): Chosen => [one, status]),
)
export const fewAppeals: readonly Chosen[] = everyAppeal.filter(
  ([one, status]) => status === 'awaitingExecution' || one === 'free' || one === 'executed by x',
)

/** Units, people and appeals; what rules ask of them, `asker` and `facts`, is said without asking a database. */
export async function setOfficeStage(
  chosen: readonly Chosen[],
  whoIs: (roles: readonly StaffRole[], place: Place) => boolean,
): Promise<OfficeStage> {
  const world = await createSignedWorld('2026-01-12T05:00:00Z', { trustProxy: { proxies: 1 } })
  const top = await makeUnit(world, 'top')
  const units = { top, a: await makeUnit(world, 'a', top), b: await makeUnit(world, 'b', top) }
  const people: StagedPerson[] = []
  for (const place of places) {
    for (const roles of roleSets) {
      if (whoIs(roles, place)) people.push(await person(world, units, roles, place))
    }
  }
  const x = await makeStaff(world, 'ix', 'Иксова Орындаушы', ['executor'], ['a'])
  const away = await makeStaff(world, 'away', 'Демалыс Кеткен', ['executor'], ['a', 'b'])
  const helper = await makeStaff(world, 'helper', 'Көмекші Берідегі', ['executor'], ['b'])
  const instead = await person(world, units, ['executor'], 'none', [away.id])
  people.push(instead)
  const awayHead = await makeStaff(world, 'away-head', 'Басшы Кеткен', ['head'], ['a'])
  const standIn = await person(world, units, ['executor'], 'none', [awayHead.id], [units.a])
  people.push(standIn)
  await sendAway(world, {
    staffId: awayHead.id,
    deputyId: standIn.staff.id,
    from: '2026-01-01',
    to: '2026-12-31',
  })
  await sendAway(world, {
    staffId: away.id,
    deputyId: instead.staff.id,
    from: '2026-01-01',
    to: '2026-12-31',
  })
  const cast = { world, units, x, away, helper }
  const key = await issueKey(world.authority)
  const client = await world.as(world.people.aigerim)
  const late = chosen.filter(([, status]) => status === 'sent')
  const early = chosen.filter(([, status]) => status !== 'sent')
  const appeals: StagedAppeal[] = []
  // What is registered first; what is only sent after it, and nothing registers that any more.
  for (const some of [early, late]) {
    const sent: Letter[] = []
    for (const _ of some) sent.push(await sendLetter(world, client, key, appeals.length + sent.length + 1))
    if (some === early) await registerDue(world.context)
    for (const [n, one] of some.entries()) {
      const letter = sent[n]
      if (letter !== undefined) appeals.push(await bringAbout(cast, letter, one))
    }
  }
  return { world, units, people, appeals }
}

async function person(
  world: SignedWorld,
  units: OfficeStage['units'],
  roles: readonly StaffRole[],
  place: Place,
  insteadOf: readonly string[] = [],
  unitsFor: readonly string[] = [],
): Promise<StagedPerson> {
  const called = [
    ...roles,
    place,
    ...(unitsFor.length > 0 ? ['for a head'] : insteadOf.length > 0 ? ['deputy'] : []),
  ].join(' ')
  const login = called.toLowerCase().replaceAll(' ', '-')
  const own = place === 'none' ? [] : [place]
  const staff = await makeStaff(world, login, `Сынақ ${called.replaceAll(' ', '')}`, [...roles], own)
  const ids = place === 'none' ? [] : [units[place]]
  const atTop = place === 'top' && roles.includes('head')
  const unitsBelow = atTop ? Object.values(units) : ids
  const asker = {
    id: staff.id,
    roles,
    duty: { units: ids, unitsBelow, insteadOf, unitsFor, atTop, seesAll: false },
  }
  return { called, roles, place, staff, asker }
}

interface Letter {
  readonly id: string
  readonly subject: string
  readonly word: string
  readonly fileId: string
  readonly coupon: string
}

async function sendLetter(
  world: SignedWorld,
  client: TestBrowser,
  key: OpenedKeyFile,
  n: number,
): Promise<Letter> {
  const word = letterWords(n)
  const { body: draft } = await client.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  const answers = {
    subject: `Сынақ хат ${String(n).padStart(3, '0')}`,
    text: `Бұл хатта ${secrets.letter} және ${word} деген сөздер бар, басқа ешқайда жоқ.`,
  }
  await client.ask(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { typeCode: 'gen.free', answers },
  })
  const file = { document: 'other', name: `${secrets.file} ${n}.pdf`, bytes: pdf }
  const { body: attached } = await attach(client, draft.id, file)
  const body = await signDraft(world, client, draft.id, key)
  const sent = await client.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body))
  return { id: sent.body.id, subject: answers.subject, word, fileId: attached.id, coupon: sent.body.coupon }
}

interface Cast {
  readonly world: SignedWorld
  readonly units: OfficeStage['units']
  readonly x: TestStaff
  readonly away: TestStaff
  readonly helper: TestStaff
}

/**
 * Events bring an appeal into its place, as the acts of the office would: the columns are their fold. The acts have
 * tests of their own; here they could not come to every situation in every status (an answered one is routed no more).
 */
async function bringAbout(
  { world, units, x, away, helper }: Cast,
  letter: Letter,
  [situation, status]: Chosen,
): Promise<StagedAppeal> {
  const { context } = world
  const { id } = letter
  const add = <Type extends EventType>(type: Type, data: EventData[Type]) =>
    inTransaction(context.db, (trx) =>
      appendEvent(trx, {
        appealId: id,
        type,
        occurredAt: context.now(),
        recordedAt: context.now(),
        actor: `staff:${world.people.head.id}`,
        source: 'office',
        key: `${type}:${randomUUID()}`,
        data,
      }),
    )
  const unitId =
    situation === 'on the desk'
      ? null
      : situation === 'of b'
        ? units.b
        : situation === 'of top'
          ? units.top
          : units.a
  const free = situation === 'free' || situation === 'on the desk' || situation === 'of top'
  const executorId = free ? null : situation === 'executed by who is away' ? away.id : x.id
  const coExecutorIds =
    situation === 'helped from b' ? [helper.id] : situation === 'helped by who is away' ? [away.id] : []
  await add('routed', { unitId, rule: null, reasonId: null })
  if (status === 'awaitingExecution') await add('takenIntoWork', { executorId: x.id })
  await add('executorChanged', { executorId, reasonId: await remark(world, id, 'reason') })
  const instructionId = await remark(world, id, 'instruction')
  await add('workAssigned', { coExecutorIds, internalDay: null, instructionId })
  const question = situation.endsWith(' b') && situation !== 'of b' && !situation.startsWith('helped')
  const asked = question ? await ask(world, letter, units.b, x) : null
  if (asked !== null) await add('asked', { questionId: asked.id, unitId: units.b })
  if (asked !== null && situation !== 'asked of b') {
    const over = situation === 'answered by b'
    await add(over ? 'questionAnswered' : 'questionWithdrawn', { questionId: asked.id })
    const [at, by] = [new Date(context.now()), helper.id]
    await context.db
      .updateTable('question')
      .set(
        over
          ? { answer: secrets.answer, answered_at: at, answered_by: by }
          : { withdrawn_at: at, withdrawn_by: by },
      )
      .where('id', '=', asked.id)
      .execute()
  }
  const written = { appeal_id: id, written_by: world.people.head.id, written_at: new Date(context.now()) }
  for (const kind of ['note', 'call'] as const) {
    const note = { ...written, id: randomUUID(), kind, text: secrets[kind] }
    await context.db.insertInto('note').values(note).execute()
    await add('noted', { noteId: note.id })
  }
  const correspondenceId = randomUUID()
  const newDueDate = plainDate('2026-02-16')
  if (status === 'interimReply') {
    await add('interimReplied', {
      correspondenceId,
      approvedBy: world.people.head.id,
      oldDueDate: null,
      newDueDate,
    })
  }
  if (status === 'executed') await add('executed', { correspondenceId })
  if (status === 'forwarded') await add('forwarded', { correspondenceId })
  if (status === 'withdrawn') await add('withdrawn', { submissionId: randomUUID() })
  if (status === 'returned') await add('returned', { reason: 'revoked' })
  const replyId = await draft(world, id, x, 'answer')
  if (situation === 'letter waits') await waitFor(world, await draft(world, id, x, 'interim'), add)
  return {
    ...letter,
    replyId,
    called: `${situation}, ${status}`,
    situation,
    status,
    question: asked,
    facts: {
      status,
      executorId,
      coExecutorIds,
      unitId,
      aboutIds: [],
      replyWaits: situation === 'letter waits' && sentFrom('interim').includes(status),
      askedUnitIds: situation === 'asked of b' ? [units.b] : [],
      revocation: 'not_checked',
    },
  }
}

async function remark(world: SignedWorld, appealId: string, kind: 'reason' | 'instruction'): Promise<string> {
  const id = randomUUID()
  const row = { id, appeal_id: appealId, kind, text: secrets[kind], written_by: world.people.head.id }
  await world.context.db
    .insertInto('remark')
    .values({ ...row, written_at: new Date(world.context.now()) })
    .execute()
  return id
}

/** A question to a unit, with a file that was put up by the appeal's executor while it was theirs. */
async function ask(
  world: SignedWorld,
  { id: appealId }: Letter,
  unitId: string,
  x: TestStaff,
): Promise<{ id: string; fileId: string; unitId: string }> {
  const { context } = world
  const { db, now } = context
  const id = randomUUID()
  const appeal = db.selectFrom('appeal').select('file_key_id').where('id', '=', appealId)
  const { file_key_id: keyId } = await appeal.executeTakeFirstOrThrow()
  const file = { keyId, name: `${secrets.questionFile}.pdf`, mediaType: 'application/pdf', bytes: pdf }
  const { id: fileId } = await inTransaction(db, (trx) =>
    keepFile(trx, context, { ...file, scan: 'notConfigured' }),
  )
  await db
    .insertInto('question')
    .values({
      id,
      appeal_id: appealId,
      unit_id: unitId,
      text: secrets.question,
      answer_by: plainDate('2026-01-30'),
      asked_by: x.id,
      asked_at: new Date(now()),
    })
    .execute()
  await db
    .insertInto('question_file')
    .values({ question_id: id, file_id: fileId, side: 'question', position: 0 })
    .execute()
  return { id, fileId, unitId }
}

/** A letter that somebody has begun, and nobody writes now. */
async function draft(
  { context: { db, now } }: SignedWorld,
  appealId: string,
  { id: authorId }: TestStaff,
  kind: 'answer' | 'interim',
): Promise<string> {
  const id = randomUUID()
  const at = new Date(now())
  const reply = { id, appeal_id: appealId, kind, state: 'draft', author_id: authorId } as const
  await db
    .insertInto('reply')
    .values({ ...reply, created_at: at, saved_at: at })
    .execute()
  return id
}

async function waitFor(
  { context: { db } }: SignedWorld,
  replyId: string,
  add: (type: 'replyProposed', data: EventData['replyProposed']) => Promise<void>,
): Promise<void> {
  await db.updateTable('reply').set({ state: 'proposed' }).where('id', '=', replyId).execute()
  await add('replyProposed', { replyId, kind: 'interim', version: 1, contentDigest: '0'.repeat(64) })
}
