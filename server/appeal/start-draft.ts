import { localDate } from '../../domain/calendar/instant.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Draft } from '../../wire/appeal.ts'
import { newFileKey } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { insertDraft } from './draft-store.ts'
import { takeDraft } from './quota-store.ts'
import { showDraft } from './show-draft.ts'

/** §3: a draft under a contract, kept by the server from the first keystroke. Address and e-mail are the profile's. */
export async function startDraft(
  context: Context,
  asker: Asker,
  input: { contractId: string; letterLanguage: LetterLanguage },
): Promise<Draft> {
  return await inTransaction(context.db, async (tx) => {
    const now = context.now()
    const client = await clientById(tx, asker.id)
    const contract = await contractOf(tx, asker.id, input.contractId, localDate(now))
    if (client === null || contract === null) throw new NotFound()
    if (contract.partyKind === 'legalEntity') throw new Refused(refuse('legal_entity_contract'))
    await takeDraft(tx, asker.id, now)
    const inside = { ...context, db: tx }
    const id = await insertDraft(
      tx,
      {
        personId: asker.id,
        partyId: contract.partyId,
        contractId: contract.id,
        fileKeyId: await newFileKey(tx, inside),
        letterLanguage: input.letterLanguage,
        address: client.address,
        email: client.email ?? '',
        answers: {},
      },
      now,
    )
    return await showDraft(inside, asker, id)
  })
}
