import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { NewUpload, UploadRow } from '../../wire/attachment.ts'
import { displayName } from '../attachment/display-name.ts'
import { insertUpload, ofDraft, openUploads } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { slotRefusal } from './attach-file.ts'
import { draftInFull } from './draft-in-full.ts'
import { lockDraft } from './draft-store.ts'
import { takeFiles } from './quota-store.ts'
import { showUpload } from './show-upload.ts'

/**
 * §7: begins to take a file into a slot of a draft; what can be refused before its first byte is refused here, with
 * the files on their way counted. The same file said again (slot, name, size, SHA-256) is the same upload: it goes
 * on where it stopped. Throws NotFound or Refused.
 */
export async function beginUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  announced: NewUpload,
): Promise<UploadRow> {
  return await inTransaction(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const now = context.now()
    const draft = await lockDraft(tx, asker.id, draftId, localDate(now))
    if (draft === null) throw new NotFound()
    const { document, size, sha256 } = announced
    const name = displayName(announced.name)
    const replaces = announced.replaces ?? null
    const limits = fileLimitsOf(await readSettings(tx, localDate(now)))
    refuseIf(checkNameAndSize(name, size, limits))

    const open = await openUploads(tx, ofDraft(draftId))
    const same = open.find(
      (upload) =>
        upload.document === document &&
        upload.name === name &&
        upload.size === size &&
        upload.sha256 === sha256 &&
        (replaces === null || replaces === upload.replaces),
    )
    if (same !== undefined) return await showUpload(inside, asker, draftId, same.id)

    const full = await draftInFull(tx, draft, now)
    const others = full.attachments.filter((file) => file.id !== replaces)
    if (replaces !== null && others.length === full.attachments.length) throw new NotFound()
    refuseIf(checkTotals([...others, ...open], size, limits))
    refuseIf(slotRefusal({ ...full, attachments: others }, document))
    await takeFiles(tx, asker, { count: 1, bytes: size }, now)
    const id = await insertUpload(tx, ofDraft(draftId), { document, name, size, sha256, replaces }, now)
    return await showUpload(inside, asker, draftId, id)
  })
}

function refuseIf(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal)
}
