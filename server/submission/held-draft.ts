import { scanHold } from '../../domain/attachment/scan.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { maySubmit } from '../../domain/submission/submission.ts'
import type { SubmissionUploadRow } from '../../wire/attachment.ts'
import type { SubmissionDraft as DraftShown } from '../../wire/submission.ts'
import { fileRow } from '../attachment/file-store.ts'
import { openUploads, type Upload, type UploadPlace } from '../attachment/upload-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { signedOnSubmission } from '../egov-mobile/egov-mobile-store.ts'
import { signedRow } from '../egov-mobile/signed-row.ts'
import { NotFound, Refused } from '../refused.ts'
import { findSubmissionDraft, lockSubmissionDraft, type SubmissionDraft } from './submission-draft-store.ts'

/** Where files of a draft go. */
export const placeOf = ({ id, appeal }: SubmissionDraft): UploadPlace => ({
  appealId: appeal.id,
  replyId: null,
  submissionDraftId: id,
})

/** A draft to look at. Throws NotFound for another's, and where they may not act for its party today. */
export async function readDraft({ db, now }: Context, asker: Asker, id: string): Promise<SubmissionDraft> {
  const draft = await findSubmissionDraft(db, asker.id, { id }, localDate(now()))
  if (draft === null) throw new NotFound()
  return draft
}

/** A draft to let go of, held, whatever has become of its appeal. Throws NotFound. */
export async function holdDraft(trx: Db, { now }: Context, asker: Asker, id: string) {
  const held = await lockSubmissionDraft(trx, asker.id, id, localDate(now()))
  if (held === null) throw new NotFound()
  return held
}

/** A draft to write on, held. Throws NotFound; Refused where what it is for may not be sent in the appeal any more. */
export async function holdToWrite(
  trx: Db,
  context: Context,
  asker: Asker,
  id: string,
): Promise<SubmissionDraft> {
  const { draft, sender } = await holdDraft(trx, context, asker, id)
  const refusal = maySubmit(draft.kind, draft.appeal.status, sender)
  if (refusal !== null) throw new Refused(refusal)
  return draft
}

/** A draft as its page sees it. */
export async function shownDraft({ db, now }: Context, draft: SubmissionDraft): Promise<DraftShown> {
  return {
    id: draft.id,
    appealId: draft.appeal.id,
    kind: draft.kind,
    version: draft.version,
    updatedAt: new Date(draft.updatedAt).toISOString(),
    text: draft.text,
    files: draft.files.map((file) => ({
      ...fileRow(file),
      hold: scanHold(file.scan, file.createdAt, now()),
      slotId: file.slotId,
    })),
    uploads: (await openUploads(db, placeOf(draft))).map((upload) => uploadRow(draft, upload)),
    egovMobileSigned: signedRow(await signedOnSubmission(db, draft.id, now())),
  }
}

/** How far a file of a draft has come. */
export function uploadRow({ files }: SubmissionDraft, upload: Upload): SubmissionUploadRow {
  const { id, name, size, received, fileId, slotId = null } = upload
  const file = files.find((one) => one.id === fileId)
  return { id, slotId, name, size, offset: received, file: file === undefined ? null : fileRow(file) }
}
