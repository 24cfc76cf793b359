import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { askedAnswers, keptAnswers, startAnswers } from '../../domain/catalogue/kept-answers.ts'
import type { Contract } from '../../domain/contract/contract.ts'
import { mayWriteUnder } from '../../domain/contract/may-write-under.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Draft, DraftChange, DraftSave } from '../../wire/appeal.ts'
import { type PublishedType, typeById, typeOn } from '../catalogue/catalogue-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { lockDraft, type StoredDraft, saveNextVersion, setPaymentAgreed } from './draft-store.ts'
import { forgetFollowUp } from './follow-up-store.ts'
import { showDraft } from './show-draft.ts'

/**
 * §5–§7: one save of a draft; only what is named changes, and what is half written is kept as it is. Answers 412
 * `draft_stale` when the draft is no longer at `version`: another tab or device has saved meanwhile. A save that was
 * taken already, and only its answer lost, is answered with the draft as it is now.
 */
export async function saveDraft(
  context: Context,
  asker: Asker,
  id: string,
  version: number,
  { saveId, after, ...change }: DraftSave,
): Promise<Draft> {
  await inTransaction(context.db, async (tx) => {
    const now = context.now()
    const draft = await lockDraft(tx, asker.id, id, localDate(now))
    if (draft === null) throw new NotFound()
    if (saveId !== undefined && draft.saveIds.includes(saveId)) return
    if (draft.version !== version && !isOnlyAfter(draft, version, after)) {
      throw new HttpRefused(412, 'draft_stale', { version: draft.version })
    }
    const changed = await applied(tx, draft, change, localDate(now))
    await saveNextVersion(tx, changed, now, saveId)
    if (changed.partyId !== draft.partyId) await forgetFollowUp(tx, id)
    // Agreeing again confirms a fee that has changed meanwhile.
    if (change.paymentMethod !== undefined || changed.paymentMethod !== draft.paymentMethod) {
      await setPaymentAgreed(tx, id, changed.paymentMethod === null ? null : now)
    }
  })
  return await showDraft(context, asker, id)
}

/** Nothing has come since `version` but the asker's own save, whose answer they do not have. */
const isOnlyAfter = (draft: StoredDraft, version: number, after: string | undefined): boolean =>
  after !== undefined && draft.version === version + 1 && draft.saveIds[0] === after

async function applied(
  tx: Db,
  draft: StoredDraft,
  change: DraftChange,
  today: PlainDate,
): Promise<StoredDraft> {
  const contractId = change.contractId ?? draft.contractId
  // For whom it was begun stays, as long as the mandate does.
  const settled = contractId === draft.contractId ? draft.partyId : undefined
  const contract = await contractOf(tx, draft.personId, contractId, today, settled)
  if (contract === null) throw new NotFound()
  const before = draft.typeId === null ? null : await typeById(tx, draft.typeId)
  const type = await chosenType(tx, before, change.typeCode, contract, today)
  const same = type?.id === before?.id
  const kept = same ? draft.answers : keptAnswers(draft.answers, before?.type ?? null, type?.type ?? null)
  const start = same || type === null ? {} : startAnswers(type.type, today)
  return {
    ...draft,
    contractId: contract.id,
    partyId: contract.partyId,
    typeId: type?.id ?? null,
    letterLanguage: change.letterLanguage ?? draft.letterLanguage,
    address: change.address ?? draft.address,
    email: change.email ?? draft.email,
    answers: askedAnswers({ ...start, ...kept, ...change.answers }, type?.type ?? null),
    paymentMethod: change.paymentMethod === undefined ? draft.paymentMethod : change.paymentMethod,
  }
}

/** §4: the type named, in the version of today; unnamed, the draft's own stays, for its version is what was read. */
async function chosenType(
  tx: Db,
  before: PublishedType | null,
  code: string | null | undefined,
  contract: Contract,
  today: PlainDate,
): Promise<PublishedType | null> {
  if (code === undefined) return before
  if (code === null) return null
  const type = await typeOn(tx, code, today)
  if (type === null || !type.type.appliesTo.includes(contract.kind)) {
    throw new Refused(refuse('type_not_offered'), [
      { field: 'typeCode', refusal: refuse('type_not_offered') },
    ])
  }
  const closed = mayWriteUnder(contract, code, today)
  if (closed !== null) throw new Refused(closed, [{ field: 'typeCode', refusal: closed }])
  return type
}
