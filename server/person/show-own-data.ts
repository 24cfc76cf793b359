import { localDate } from '../../domain/calendar/instant.ts'
import { outgoingStatuses } from '../../domain/mailbox/columns.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { draftAttachments, draftsOf } from '../appeal/draft-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { showAppeal } from '../appeal/show-appeal.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { listContracts } from '../contract/list-contracts.ts'
import type { FileAnswer } from '../http/handler.ts'
import { findMailboxPage } from '../mailbox/mailbox-store.ts'
import { listNotices } from '../notice/list-notices.ts'
import { contactChangesOf } from './contact-store.ts'
import { showProfile } from './show-profile.ts'

/**
 * docs/domain.md 2.3: everything that is kept about the client, as one JSON file that they may take away: profile with
 * consents, contacts as they changed, contracts, drafts, appeals with every text, history, and who of the staff looked,
 * notices.
 */
export async function showOwnData(context: Context, asker: Asker): Promise<FileAnswer> {
  const now = context.now()
  const data = {
    madeAt: new Date(now).toISOString(),
    language: asker.language,
    person: await showProfile(context, asker),
    contactChanges: (await contactChangesOf(context.db, asker.id)).map((change) => ({
      ...change,
      changedAt: new Date(change.changedAt).toISOString(),
    })),
    contracts: await listContracts(context, asker),
    drafts: await ownDrafts(context, asker),
    appeals: await ownAppeals(context, asker),
    notices: await ownNotices(context, asker),
  }
  return {
    bytes: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
    mediaType: 'application/json; charset=utf-8',
    name: `otinish-${localDate(now)}.json`,
  }
}

async function ownDrafts({ db }: Context, asker: Asker) {
  const drafts = []
  for (const draft of await draftsOf(db, asker.id)) {
    const type = draft.typeId === null ? null : await typeById(db, draft.typeId)
    const files = await draftAttachments(db, draft.id)
    drafts.push({
      id: draft.id,
      contractId: draft.contractId,
      type: type?.type.name ?? null,
      letterLanguage: draft.letterLanguage,
      address: draft.address,
      email: draft.email,
      answers: draft.answers,
      updatedAt: new Date(draft.updatedAt).toISOString(),
      files: files.map(({ name, size, document }) => ({ name, size, document })),
    })
  }
  return drafts
}

/** Staff's notes and questions to each other: that they exist is said, what they say is the company's to give. */
type OwnAppeal = Appeal & { readonly internal: { readonly notes: number; readonly questions: number } }

async function internalOf({ db }: Context, appealId: string): Promise<OwnAppeal['internal']> {
  const history = await historyOf(db, appealId)
  const notes = history.flatMap((event) => (event.type === 'noted' ? [event.data.noteId] : []))
  const questions = history.filter(({ type }) => type === 'asked')
  return { notes: new Set(notes).size, questions: questions.length }
}

async function ownAppeals(context: Context, asker: Asker): Promise<OwnAppeal[]> {
  const appeals: OwnAppeal[] = []
  for (let page = 1; ; page += 1) {
    const filter = {
      personId: asker.id,
      search: '',
      searched: [],
      statuses: outgoingStatuses,
      page,
      size: 100,
    }
    const { rows, total } = await findMailboxPage(context.db, filter)
    for (const { id } of rows) {
      appeals.push({ ...(await showAppeal(context, asker, id)), internal: await internalOf(context, id) })
    }
    if (rows.length === 0 || appeals.length >= total) return appeals
  }
}

async function ownNotices(context: Context, asker: Asker) {
  const notices = []
  for (let page = 1; ; page += 1) {
    const { rows, total } = await listNotices(context, asker, { page, size: 50 })
    notices.push(...rows)
    if (rows.length === 0 || notices.length >= total) return notices
  }
}
