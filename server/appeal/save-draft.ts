import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { Answers } from '../../domain/catalogue/field.ts'
import { type Contract, mayWriteUnder } from '../../domain/contract/contract.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Draft, DraftChange } from '../../wire/appeal.ts'
import { type PublishedType, typeById, typeOn } from '../catalogue/catalogue-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { lockDraft, type StoredDraft, saveNextVersion, setPaymentAgreed } from './draft-store.ts'
import { showDraft } from './show-draft.ts'

/**
 * §5–§7: one save of a draft; only what is named changes, and what is half written is kept as it is. Answers 412
 * `draft_stale` when the draft is no longer at `version`: another tab or device has saved meanwhile.
 */
export async function saveDraft(
  context: Context,
  asker: Asker,
  id: string,
  version: number,
  change: DraftChange,
): Promise<Draft> {
  await inTransaction(context.db, async (tx) => {
    const now = context.now()
    const draft = await lockDraft(tx, asker.id, id)
    if (draft === null) throw new NotFound()
    if (draft.version !== version) throw new HttpRefused(412, 'draft_stale', { version: draft.version })
    const changed = await applied(tx, draft, change, localDate(now))
    await saveNextVersion(tx, changed, now)
    // Agreeing again confirms a fee that has changed meanwhile.
    if (change.paymentMethod !== undefined || changed.paymentMethod !== draft.paymentMethod) {
      await setPaymentAgreed(tx, id, changed.paymentMethod === null ? null : now)
    }
  })
  return await showDraft(context, asker, id)
}

async function applied(
  tx: Db,
  draft: StoredDraft,
  change: DraftChange,
  today: PlainDate,
): Promise<StoredDraft> {
  const contract = await contractOf(tx, draft.personId, change.contractId ?? draft.contractId, today)
  if (contract === null) throw new NotFound()
  const before = draft.typeId === null ? null : await typeById(tx, draft.typeId)
  const type = await chosenType(tx, before, change.typeCode, contract, today)
  const kept =
    type?.id === before?.id ? draft.answers : sharedAnswers(draft.answers, before?.type, type?.type)
  return {
    ...draft,
    contractId: contract.id,
    partyId: contract.partyId,
    typeId: type?.id ?? null,
    letterLanguage: change.letterLanguage ?? draft.letterLanguage,
    address: change.address ?? draft.address,
    email: change.email ?? draft.email,
    answers: onlyAsked({ ...kept, ...change.answers }, type?.type),
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

/** DESIGN 6: changing the type keeps the answers of fields that both have, with the same code and kind. */
export function sharedAnswers(
  answers: Answers,
  before: AppealType | undefined,
  after: AppealType | undefined,
): Answers {
  const kinds = new Map(before?.fields.map((field) => [field.code, field.type]))
  const shared = after?.fields.filter((field) => kinds.get(field.code) === field.type) ?? []
  const kept = new Set(shared.map(({ code }) => code))
  return Object.fromEntries(Object.entries(answers).filter(([code]) => kept.has(code)))
}

/** Answers to fields that the type does not have are not kept. */
function onlyAsked(answers: Answers, type: AppealType | undefined): Answers {
  const codes = new Set(type?.fields.map(({ code }) => code))
  return Object.fromEntries(Object.entries(answers).filter(([code]) => codes.has(code)))
}
