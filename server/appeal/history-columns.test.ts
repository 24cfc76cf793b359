import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import { eventKinds, statusOf } from '../../domain/appeal/history.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { freeDraft } from '../../test/signed-world.ts'
import { createWorld, type World } from '../../test/world.ts'
import { allUnits } from '../unit/unit-store.ts'
import { appendEvent, chainOf, columnsOf, historyOf } from './event-store.ts'

let world: World
let unitId: string
beforeAll(async () => {
  world = await createWorld()
  unitId = (await allUnits(world.context.db))[0]?.id ?? ''
})
afterAll(() => world.close())

// A new event does not compile until it has a sample here.
const samples = (): { readonly [Type in EventType]: EventData[Type] } => ({
  sent: {
    couponYear: 2026,
    couponNumber: 1,
    registersAt: '2026-01-13T04:30:00.000Z',
    registrationDate: plainDate('2026-01-13'),
    letterFileId: 'f',
    letterCommitment: 'c',
    signatureCode: 'revocation_not_checked',
  },
  registered: {
    register: 'appeals',
    year: 2026,
    number: 7,
    date: plainDate('2026-01-13'),
    dueDate: plainDate('2026-02-03'),
  },
  takenIntoWork: { executorId: world.people.executor.id },
  interimReplied: {
    correspondenceId: 'c',
    approvedBy: world.people.head.id,
    oldDueDate: plainDate('2026-02-03'),
    newDueDate: plainDate('2026-02-17'),
  },
  executed: { correspondenceId: crypto.randomUUID() },
  forwarded: { correspondenceId: crypto.randomUUID() },
  corrected: { correspondenceId: crypto.randomUUID(), corrects: crypto.randomUUID() },
  reopened: { executorId: world.people.executor.id, reasonId: crypto.randomUUID() },
  returned: { reason: 'revoked' },
  returnedByCompany: { correspondenceId: crypto.randomUUID() },
  dueDateTold: { dueDate: plainDate('2026-02-10') },
  submitted: { submissionId: crypto.randomUUID(), kind: 'message', commitment: 'c', fileDigests: ['f'] },
  papersAsked: {
    correspondenceId: crypto.randomUUID(),
    papers: { requestId: crypto.randomUUID(), by: plainDate('2026-01-30'), slotIds: ['one', 'two'] },
  },
  paperSettled: { slotId: 'two', how: 'accepted' },
  paperAskedAgain: { slotId: 'one', decisionId: crypto.randomUUID(), by: plainDate('2026-02-05') },
  papersReminded: { requestId: crypto.randomUUID(), by: plainDate('2026-02-05') },
  messaged: { correspondenceId: crypto.randomUUID(), commitment: 'c', upTo: null },
  answerNotNeeded: {},
  withdrawn: { submissionId: crypto.randomUUID() },
  withdrawalDeclined: { submissionId: crypto.randomUUID() },
  executorChanged: { executorId: null, reasonId: null },
  routed: { unitId, rule: null, reasonId: null },
  workAssigned: {
    coExecutorIds: [world.people.otherExecutor.id],
    internalDay: plainDate('2026-01-30'),
    instructionId: null,
  },
  replyProposed: { replyId: crypto.randomUUID(), kind: 'answer', version: 1, contentDigest: 'd' },
  replySentBack: { replyId: crypto.randomUUID(), version: 1, remarkId: crypto.randomUUID() },
  replyTakenBack: { replyId: crypto.randomUUID(), version: 1 },
  replyApproved: { replyId: crypto.randomUUID(), version: 1, contentDigest: 'd', previewDigests: ['p'] },
  replyFrozen: { replyId: crypto.randomUUID(), outgoingId: crypto.randomUUID(), letterDigests: ['l'] },
  replySigned: { replyId: crypto.randomUUID(), signatureIds: ['s'] },
  numberAnnulled: { replyId: crypto.randomUUID(), outgoingId: crypto.randomUUID(), why: 'midnight' },
  replyDiscarded: { replyId: crypto.randomUUID(), version: 1 },
  registerCorrected: {
    correctionId: crypto.randomUUID(),
    register: 'appeals',
    field: 'type',
    commitment: '0',
  },
  concernsNamed: { staffIds: [world.people.head.id], reasonId: null },
  noted: { noteId: crypto.randomUUID() },
  noteDeleted: { noteId: crypto.randomUUID() },
  asked: { questionId: crypto.randomUUID(), unitId },
  questionAnswered: { questionId: crypto.randomUUID() },
  questionWithdrawn: { questionId: crypto.randomUUID() },
  linked: { linkId: crypto.randomUUID(), appealId: 'a' },
  unlinked: { linkId: crypto.randomUUID(), appealId: 'a' },
})
const types = Object.keys(eventKinds) as EventType[]

test('the columns are the fold of the history after any event of every type, and only some make it unread', async () => {
  const { db } = world.context
  const browser = await world.as(world.people.aigerim)
  const seen = new Set<EventType>()
  const tell = async (wishes: readonly EventType[]) => {
    const { id } = await freeDraft(browser, world.contracts.rent)
    for (const [place, type] of wishes.entries()) {
      const status = statusOf(await historyOf(db, id))
      const { act, unread } = eventKinds[type]
      if (act === null ? status === 'draft' : !transitions[act].from.includes(status)) continue
      const before = await row(id)
      const at = world.context.now() + place * 1000
      await db.transaction().execute((trx) =>
        appendEvent(trx, {
          appealId: id,
          type,
          occurredAt: at,
          recordedAt: at,
          actor: 'system',
          source: 'registry',
          key: `${type} ${place}`,
          data: samples()[type],
        }),
      )
      seen.add(type)
      const after = await row(id)
      const folded = columnsOf(await historyOf(db, id))
      expect(after).toMatchObject(folded)
      expect(after.status, type).toBe(act === null ? status : transitions[act].to)
      expect(after.company_acted_at).toBe(unread ? new Date(at).toISOString() : before.company_acted_at)
    }
    return await chainOf(db, id)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...types), { maxLength: 12 }), async (wishes) => {
      await tell(['sent', ...wishes])
    }),
    { numRuns: 25 },
  )
  const whole: EventType[] = [
    'sent',
    'registered',
    'dueDateTold',
    'takenIntoWork',
    'interimReplied',
    'executed',
  ]
  expect(await tell(whole)).toHaveLength(whole.length)
  expect(await tell(['sent', 'returned'])).toHaveLength(2)
  expect(await tell(['sent', 'registered', 'forwarded'])).toHaveLength(3)
  expect(await tell(['sent', 'registered', 'returnedByCompany'])).toHaveLength(3)
  expect(await tell(['sent', 'registered', 'withdrawn'])).toHaveLength(3)
  expect(await tell([...whole, 'reopened'])).toHaveLength(whole.length + 1)
  // Chance alone would miss one of so many now and then.
  await tell(['sent', ...types])
  expect([...seen].sort()).toEqual([...types].sort())
})

/** The appeal's row, its moments as ISO 8601. */
async function row(id: string) {
  const { db } = world.context
  const found = await db.selectFrom('appeal').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const iso = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    ...found,
    sent_at: iso(found.sent_at),
    registers_at: iso(found.registers_at),
    awaits_word_since: iso(found.awaits_word_since),
    routed_at: iso(found.routed_at),
    executed_at: iso(found.executed_at),
    company_acted_at: iso(found.company_acted_at),
  }
}
