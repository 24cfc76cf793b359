import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { PaperDecision } from '../../domain/appeal/papers.ts'
import type { AskedPaper } from '../../domain/reply/asked-papers.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** Writes down what a letter asks for; answers the ids that its event names. */
export async function insertPaperRequest(
  trx: Db,
  request: { readonly appealId: string; readonly correspondenceId: string; readonly askedAt: number },
  slots: readonly AskedPaper[],
): Promise<{ requestId: string; slotIds: string[] }> {
  const requestId = randomUUID()
  await trx
    .insertInto('paper_request')
    .values({
      id: requestId,
      appeal_id: request.appealId,
      correspondence_id: request.correspondenceId,
      asked_at: new Date(request.askedAt),
    })
    .execute()
  const named = slots.map(({ name, note }, position) => ({
    id: randomUUID(),
    request_id: requestId,
    position,
    name: name.trim(),
    note: note.trim(),
  }))
  await trx.insertInto('paper_slot').values(named).execute()
  return { requestId, slotIds: named.map(({ id }) => id) }
}

/** One asked paper by its words, with what was sent for it and said of it. Instants are epoch milliseconds. */
export interface KeptSlot {
  readonly id: string
  readonly name: string
  readonly note: string
  /** What was last sent for it, the newest submission alone. */
  readonly files: readonly KeptFile[]
  /** Why it was last asked for again; null: it never was. */
  readonly askedAgain: string | null
}

/** The papers of a request, in the order in which they were asked for. */
export async function slotsOf(db: Db, requestId: string): Promise<KeptSlot[]> {
  const slots = await db
    .selectFrom('paper_slot')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('position')
    .execute()
  const files = await db
    .selectFrom('submission_file as put')
    .innerJoin('paper_slot', 'paper_slot.id', 'put.slot_id')
    .innerJoin('submission', 'submission.id', 'put.submission_id')
    .innerJoin('file', 'file.id', 'put.file_id')
    .selectAll('file')
    .select(['put.slot_id', 'put.submission_id'])
    .where('paper_slot.request_id', '=', requestId)
    .orderBy('submission.sent_at', 'desc')
    .orderBy('put.submission_id')
    .orderBy('put.position')
    .execute()
  const decisions = await db
    .selectFrom('paper_decision')
    .innerJoin('paper_slot', 'paper_slot.id', 'paper_decision.slot_id')
    .select(['slot_id', 'reason'])
    .where('paper_slot.request_id', '=', requestId)
    .where('decision', '=', 'askedAgain')
    .orderBy('decided_at', 'desc')
    .execute()
  return slots.map(({ id, name, note }) => {
    const sent = files.filter((file) => file.slot_id === id)
    return {
      id,
      name,
      note,
      files: sent.filter((file) => file.submission_id === sent[0]?.submission_id).map(keptFile),
      askedAgain: decisions.find((one) => one.slot_id === id)?.reason ?? null,
    }
  })
}

/** Why papers of an appeal were asked for again, by the letter that had asked for them first; the oldest first. */
export async function askedAgainIn(
  db: Db,
  appealId: string,
): Promise<{ correspondenceId: string; name: string; reason: string; at: number }[]> {
  const rows = await db
    .selectFrom('paper_decision')
    .innerJoin('paper_slot', 'paper_slot.id', 'paper_decision.slot_id')
    .innerJoin('paper_request', 'paper_request.id', 'paper_slot.request_id')
    .select(['correspondence_id', 'name', 'reason', 'decided_at'])
    .where('paper_request.appeal_id', '=', appealId)
    .where('decision', '=', 'askedAgain')
    .orderBy('decided_at')
    .orderBy('paper_slot.position')
    .execute()
  return rows.map(({ correspondence_id: correspondenceId, name, reason, decided_at }) => ({
    correspondenceId,
    name,
    reason: reason ?? '',
    at: decided_at.getTime(),
  }))
}

/** What staff say of one paper; it is only added to. Answers its id. */
export async function insertDecision(
  trx: Db,
  decision: {
    readonly slotId: string
    readonly decision: PaperDecision
    readonly reason: string | null
    readonly staffId: string
    readonly at: number
  },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('paper_decision')
    .values({
      id,
      slot_id: decision.slotId,
      decision: decision.decision,
      reason: decision.reason,
      staff_id: decision.staffId,
      decided_at: new Date(decision.at),
    })
    .execute()
  return id
}

/** Open appeals with papers to be sent by one of these days, of which nobody was reminded. Some hundred at a time. */
export async function appealsToRemind(db: Db, from: string, to: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .select('id')
    .where('papers_by', '>=', from)
    .where('papers_by', '<=', to)
    .where(
      sql<boolean>`not exists (select from event where event.appeal_id = appeal.id
        and event.type = 'papersReminded' and event.data ->> 'by' = appeal.papers_by::text
        and event.seq > (select max(asked.seq) from event as asked where asked.appeal_id = appeal.id
          and asked.type in ('papersAsked', 'interimReplied')))`,
    )
    .orderBy('papers_by')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}
