import { localDate } from '../../domain/calendar/instant.ts'
import { textOf } from '../../domain/catalogue/answer.ts'
import type { DraftRow } from '../../wire/appeal.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { signedOnDraft } from '../egov-mobile/egov-mobile-store.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { draftsOf } from './draft-store.ts'
import { draftKeptUntil } from './show-draft.ts'

/** The client's drafts, the one last changed first. */
export async function listDrafts(context: Context, asker: Asker): Promise<DraftRow[]> {
  const { db } = context
  const settings = await currentSettings(context)
  const rows: DraftRow[] = []
  const today = localDate(context.now())
  for (const draft of await draftsOf(db, asker.id, today)) {
    const contract = await contractOf(db, asker.id, draft.contractId, today, draft.partyId)
    if (contract === null) continue
    const type = draft.typeId === null ? null : await typeById(db, draft.typeId)
    const own = textOf(draft.answers.subject)
    rows.push({
      id: draft.id,
      subject:
        type?.type.form === 'free' && own !== '' ? { kk: own, ru: own, en: own } : (type?.type.name ?? null),
      typeCode: type?.type.code ?? null,
      contractId: contract.id,
      contractNumber: contract.number,
      updatedAt: new Date(draft.updatedAt).toISOString(),
      keptUntil: draftKeptUntil(draft, settings),
      egovMobileSigned: (await signedOnDraft(db, draft.id, context.now())) !== null,
    })
  }
  return rows
}
