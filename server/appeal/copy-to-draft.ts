import { transitions } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { askedAnswers, keptAnswers } from '../../domain/catalogue/kept-answers.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Draft } from '../../wire/appeal.ts'
import { keepFile, newFileKey, readFile } from '../attachment/file-store.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { signedWriting } from '../signature/signature-store.ts'
import { lockAppealFacts, type SentAppeal } from './appeal-store.ts'
import { keepCopyOf, unsentCopyOf } from './copy-store.ts'
import {
  draftAttachments,
  findDraft,
  insertAttachment,
  insertDraft,
  saveNextVersion,
  setPaymentAgreed,
} from './draft-store.ts'
import { followUpOf, keepFollowUp } from './follow-up-store.ts'
import { offeredType } from './offered-type-store.ts'
import { takeDraft, takeFiles } from './quota-store.ts'
import { ownAppeal } from './show-appeal.ts'
import { showDraft } from './show-draft.ts'

/**
 * «Жаңа жобаға көшіру»: a returned appeal as a new draft, to be signed with a key that is good, or mended as the
 * company's letter says. Contract, type, answers and documents come along, the documents under the draft's own key.
 * Pressed again, also on another device, it answers the draft that is there. A fee paid by details is paid: its receipt
 * is among them. A debit is agreed again, since the mandate was in a letter that was not considered.
 * Throws NotFound, Refused `action_not_in_status`.
 */
export async function copyToDraft(context: Context, asker: Asker, appealId: string): Promise<Draft> {
  return await inTransaction(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const appeal = await ownAppeal(inside, asker, appealId)
    if (appeal.status !== transitions.return.to) throw new Refused(refuse('action_not_in_status'))
    // A press at the same time waits here, and finds the draft.
    await lockAppealFacts(tx, appeal.id)
    const now = context.now()
    const today = localDate(now)
    const begun = await unsentCopyOf(tx, asker.id, appeal.id, today)
    if (begun !== null) return await showDraft(inside, asker, begun)
    const written = await signedWriting(tx, appeal.id)
    const contract = await contractOf(tx, asker.id, written.contractId, today, appeal.partyId)
    const client = await clientById(tx, asker.id)
    if (contract === null || client === null) throw new NotFound()
    await takeDraft(tx, asker.id, now)
    const before = await typeById(tx, appeal.typeId)
    const type = before === null ? null : await offeredType(tx, before.type.code, contract, today)
    const fileKeyId = await newFileKey(tx, inside)
    const kept = keptAnswers(written.answers, before?.type ?? null, type?.type ?? null)
    // Somebody else who acts for the same party writes with their own.
    const { address, email } = appeal.personId === asker.id ? written : client
    const { letterLanguage } = appeal
    const of = { personId: asker.id, partyId: contract.partyId, contractId: contract.id }
    const draft = { ...of, fileKeyId, letterLanguage, address, email: email ?? '', answers: {} }
    const id = await insertDraft(tx, draft, now)
    await keepCopyOf(tx, id, appeal.id)
    const stored = await findDraft(tx, asker.id, id, today)
    if (stored === null) throw new Error('the draft is gone')
    const paid = written.paymentMethod === 'byDetails' && type !== null
    await saveNextVersion(
      tx,
      {
        ...stored,
        typeId: type?.id ?? null,
        answers: askedAnswers(kept, type?.type ?? null),
        paymentMethod: paid ? 'byDetails' : null,
      },
      now,
    )
    // The fee that was agreed to then; another one today is shown and agreed to again.
    if (paid) await setPaymentAgreed(tx, id, written.preparedAt)
    await copyDocuments(tx, inside, asker, appeal, { id, fileKeyId })
    const follow = await followUpOf(tx, appeal.id)
    if (follow !== null) await keepFollowUp(tx, id, follow)
    return await showDraft(inside, asker, id)
  })
}

async function copyDocuments(
  tx: Db,
  context: Context,
  asker: Asker,
  appeal: SentAppeal,
  draft: { readonly id: string; readonly fileKeyId: string },
): Promise<void> {
  const documents = (await draftAttachments(tx, appeal.id)).filter(({ scan }) => scan !== 'infected')
  const bytes = documents.reduce((sum, { size }) => sum + size, 0)
  await takeFiles(tx, asker, { count: documents.length, bytes }, context.now())
  for (const { id, document, name, mediaType, scan } of documents) {
    const { bytes } = await readFile(context, id)
    const state = scan === 'clean' ? scan : await queueScan(tx, context)
    const copy = { keyId: draft.fileKeyId, name, mediaType, bytes, scan: state }
    const file = await keepFile(tx, context, copy)
    await insertAttachment(tx, { appealId: draft.id, document, fileId: file.id }, context.now())
  }
}
