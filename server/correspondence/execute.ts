import { randomUUID } from 'node:crypto'
import { holdRefusal, scanHold } from '../../domain/attachment/scan.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { addMonths, type PlainDate } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { type SentAppeal, setRetention } from '../appeal/appeal-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { KeptFile } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { insertCorrespondence, removeUploads, uploadsOf } from './correspondence-store.ts'
import { keepReplyLetters, type LaidOutLetter, layOutReply, type WrittenLetter } from './reply-letters.ts'

export interface Execution {
  readonly letters: readonly WrittenLetter[]
  /** Files that this executor has put up before. */
  readonly fileIds: readonly string[]
  /** SHA-256 of the letters as they were looked at. */
  readonly shown?: readonly string[] | undefined
}

/**
 * §10: «Орындалды»: the answer with its letters and files, by the executor who has the appeal. From here the appeal is
 * kept for the years of the setting. Throws NotFound or Refused.
 */
export async function execute(
  context: Context,
  asker: Asker,
  appealId: string,
  execution: Execution,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const { appeal, fileIds, laidOut } = await layOutAnswer(trx, context, asker, appealId, execution)
    const letters = await keepReplyLetters(trx, context, appeal, laidOut, execution.shown)
    const now = context.now()
    const correspondenceId = randomUUID()
    await removeUploads(trx, fileIds)
    await insertCorrespondence(trx, {
      id: correspondenceId,
      appealId,
      kind: 'answer',
      authorId: asker.id,
      approvedBy: null,
      reason: null,
      oldDueDate: null,
      newDueDate: null,
      sentAt: now,
      letters,
      attachedFileIds: fileIds,
    })
    await appendEvent(trx, {
      appealId,
      type: 'executed',
      occurredAt: now,
      recordedAt: now,
      actor: `staff:${asker.id}`,
      source: 'office',
      key: 'executed',
      data: { correspondenceId },
    })
    const years = (await readSettings(trx, localDate(now)))['retention.years']
    await setRetention(trx, appealId, keptUntil(localDate(now), appeal.contract.closedOn, years))
  })
}

/** All checks of an answer, and its letters as they would be sent now. Nothing is kept. */
export async function layOutAnswer(
  trx: Db,
  context: Context,
  asker: Asker,
  appealId: string,
  execution: Execution,
): Promise<{ appeal: SentAppeal; fileIds: string[]; laidOut: LaidOutLetter[] }> {
  const appeal = await lockForAct(trx, asker, 'execute', appealId)
  const uploads = await uploadsOf(trx, appealId, asker.id)
  const uploaded = new Set(uploads.map(({ id }) => id))
  const fileIds = [...new Set(execution.fileIds)]
  if (fileIds.some((id) => !uploaded.has(id))) {
    const refusal = refuse('file_upload')
    throw new Refused(refusal, [{ field: 'fileIds', refusal }])
  }
  refuseHeld(
    uploads.filter(({ id }) => fileIds.includes(id)),
    context.now(),
  )
  const people = { head: null, executor: await memberOfStaff(trx, asker.id) }
  const laidOut = await layOutReply(trx, context, appeal, {
    letters: execution.letters,
    people,
    newDueDate: null,
  })
  return { appeal, fileIds, laidOut }
}

/** An answer carries no virus, and waits for the scanner as a client's letter does. */
function refuseHeld(files: readonly KeptFile[], now: number): void {
  for (const { scan, createdAt } of files) {
    const hold = scanHold(scan, createdAt, now)
    if (hold === null) continue
    const refusal = holdRefusal(hold)
    throw new Refused(refusal, [{ field: 'fileIds', refusal }])
  }
}

/** docs/domain.md 2.6: so many years after execution, and not less than the contract's life plus as many. */
export function keptUntil(executed: PlainDate, contractClosed: PlainDate | null, years: number): PlainDate {
  const from = contractClosed !== null && contractClosed > executed ? contractClosed : executed
  return addMonths(from, 12 * years)
}
