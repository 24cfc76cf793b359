import {
  type ClosingLetter,
  closingLetter,
  type FollowKind,
  whyNotFollow,
} from '../../domain/appeal/follow-up.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { complaintAnswers, complaintCode } from '../../domain/catalogue/complaint.ts'
import { startAnswers } from '../../domain/catalogue/kept-answers.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { Draft } from '../../wire/appeal.ts'
import { formatContractDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import { newFileKey } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { signedWriting } from '../signature/signature-store.ts'
import { lockAppealFacts } from './appeal-store.ts'
import { findDraft, insertDraft, saveNextVersion } from './draft-store.ts'
import { historyOf } from './event-store.ts'
import { keepFollowUp, objectedLetters, unsentFollowUp } from './follow-up-store.ts'
import { offeredType } from './offered-type-store.ts'
import { takeDraft } from './quota-store.ts'
import { ownAppeal } from './show-appeal.ts'
import { showDraft } from './show-draft.ts'

/**
 * docs/office.md 11: a draft that follows an appeal which is over, under the same contract. An objection is a complaint
 * that names the appeal, and the letter that its writer does not agree with; what it says is theirs to change, as in
 * any draft. Pressed again, also on another device, it answers the draft that is there. Throws NotFound, Refused
 * (`action_not_in_status`, `objected_already`, quotas of drafts).
 */
export async function beginFollowUp(
  context: Context,
  asker: Asker,
  appealId: string,
  kind: FollowKind,
): Promise<Draft> {
  return await inTransaction(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const first = await ownAppeal(inside, asker, appealId)
    // A press at the same time waits here, and finds the draft.
    await lockAppealFacts(tx, first.id)
    const history = await historyOf(tx, first.id)
    const refusal = whyNotFollow(kind, history, await objectedLetters(tx, first.id))
    if (refusal !== null) throw new Refused(refusal)
    const now = context.now()
    const today = localDate(now)
    const letter = kind === 'objection' ? closingLetter(history) : null
    const follow = { firstId: first.id, kind, letterId: letter?.id ?? null }
    const begun = await unsentFollowUp(tx, asker.id, follow, today)
    if (begun !== null) return await showDraft(inside, asker, begun)
    const { contractId } = await signedWriting(tx, first.id)
    const contract = await contractOf(tx, asker.id, contractId, today, first.partyId)
    const client = await clientById(tx, asker.id)
    if (contract === null || client === null) throw new NotFound()
    await takeDraft(tx, asker.id, now)
    const { letterLanguage } = first
    const id = await insertDraft(
      tx,
      {
        personId: asker.id,
        partyId: contract.partyId,
        contractId: contract.id,
        fileKeyId: await newFileKey(tx, inside),
        letterLanguage,
        address: client.address,
        email: client.email ?? '',
        answers: {},
      },
      now,
    )
    await keepFollowUp(tx, id, follow)
    if (letter !== null) await beginComplaint(tx, { id, personId: asker.id, firstId: first.id, letter }, now)
    return await showDraft(inside, asker, id)
  })
}

interface Complaint {
  readonly id: string
  readonly personId: string
  readonly firstId: string
  readonly letter: ClosingLetter
}

/** Where the catalogue offers no complaint today, the type is the client's to choose. */
async function beginComplaint(
  tx: Db,
  { id, personId, firstId, letter }: Complaint,
  now: number,
): Promise<void> {
  const today = localDate(now)
  const draft = await findDraft(tx, personId, id, today)
  const contract = draft && (await contractOf(tx, personId, draft.contractId, today, draft.partyId))
  const type = contract && (await offeredType(tx, complaintCode, contract, today))
  if (draft === null || type === null) return
  const words = objecting(letter, draft.letterLanguage)
  const answers = {
    ...startAnswers(type.type, today),
    ...complaintAnswers(type.type, { appealId: firstId, words }),
  }
  await saveNextVersion(tx, { ...draft, typeId: type.id, answers }, now)
}

/** «Ш-26-000123 … жауаппен келіспеймін»: which letter it is, as the letter names itself. */
function objecting({ sentAt, outgoing }: ClosingLetter, language: LetterLanguage): string {
  const words = language === 'kk' ? kk : ru
  const date = formatContractDate(localDate(Date.parse(sentAt)), language)
  return outgoing === null
    ? fill(words.objectsUnnumbered, { date })
    : fill(words.objects, { number: outgoing, date })
}
