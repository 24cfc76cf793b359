import { holdRefusal, scanHold } from '../../domain/attachment/scan.ts'
import { refuse } from '../../domain/refusal.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { KeptFile } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { uploadsOf } from './correspondence-store.ts'
import { type LaidOutLetter, layOutReply, type WrittenLetter } from './reply-letters.ts'

export interface Execution {
  readonly letters: readonly WrittenLetter[]
  /** Files that this executor has put up before. */
  readonly fileIds: readonly string[]
  /** SHA-256 of the letters as they were looked at. */
  readonly shown?: readonly string[] | undefined
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
