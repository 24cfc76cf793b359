import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { isInForce } from '../../domain/contract/mandate.ts'
import { maskIin } from '../../domain/person/iin.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { findOwnAppeal } from '../appeal/appeal-store.ts'
import { draftAttachments, draftsOf } from '../appeal/draft-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { followUpOf } from '../appeal/follow-up-store.ts'
import { leftBehindBy, ownAppealIds } from '../appeal/open-store.ts'
import { ownAppealInFull } from '../appeal/show-appeal.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { mandatesOf } from '../contract/contract-store.ts'
import { listContracts } from '../contract/list-contracts.ts'
import type { FileAnswer } from '../http/handler.ts'
import { listNotices } from '../notice/list-notices.ts'
import { submissionDraftsOf } from '../submission/submission-draft-store.ts'
import { sentInOthersBy, submissionsBy } from '../submission/submission-store.ts'
import { contactChangesOf } from './contact-store.ts'
import { showProfile } from './show-profile.ts'

/**
 * docs/domain.md 2.3: everything that is kept about the client, as one JSON file that they may take away: profile with
 * consents, contacts as they changed, contracts, mandates held and given, drafts, appeals with every text, history, and
 * who of the staff looked, what they write and have sent in anybody's appeal, notices. What they wrote by a mandate
 * that has ended is the party's: of it they take what is about themselves (docs/decisions/0049). Somebody whose
 * mandates have all ended takes their own all the same.
 */
export async function showOwnData(context: Context, asker: Asker): Promise<FileAnswer> {
  const now = context.now()
  const today = localDate(now)
  const person = await showProfile(context, asker)
  const data = {
    madeAt: new Date(now).toISOString(),
    language: asker.language,
    person,
    contactChanges: (await contactChangesOf(context.db, asker.id)).map((change) => ({
      ...change,
      changedAt: new Date(change.changedAt).toISOString(),
    })),
    contracts: await listContracts(context, asker),
    mandates: await ownMandates(context, person.iin, today),
    drafts: await ownDrafts(context, asker, today),
    appeals: await ownAppeals(context, asker, today),
    submissionDrafts: (await submissionDraftsOf(context.db, asker.id, today)).map((draft) => ({
      appealId: draft.appeal.id,
      kind: draft.kind,
      text: draft.text,
      updatedAt: new Date(draft.updatedAt).toISOString(),
      files: draft.files.map(({ name, size }) => ({ name, size })),
    })),
    submissions: (await submissionsBy(context.db, asker.id, today)).map((one) => ({
      appealId: one.appealId,
      kind: one.kind,
      text: one.text,
      sentAt: new Date(one.sentAt).toISOString(),
      files: one.files.map(({ name, size }) => ({ name, size })),
    })),
    submittedForOthers: (await sentInOthersBy(context.db, asker.id, today)).map((sentAt) => ({
      sentAt: new Date(sentAt).toISOString(),
    })),
    writtenForOthers: (await leftBehindBy(context.db, asker.id, today)).map(
      ({ begunAt, sentAt, ...left }) => ({
        begunAt: new Date(begunAt).toISOString(),
        sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
        ...left,
      }),
    ),
    notices: await ownNotices(context, asker),
  }
  return {
    bytes: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
    mediaType: 'application/json; charset=utf-8',
    name: `otinish-${today}.json`,
  }
}

/** Held or given; the other side by its masked number. */
async function ownMandates({ db }: Context, iin: string, today: PlainDate) {
  return (await mandatesOf(db, iin)).map((mandate) => ({
    ...(mandate.person === iin ? { heldOf: maskIin(mandate.party) } : { givenTo: maskIin(mandate.person) }),
    basis: mandate.basis,
    validFrom: mandate.validFrom,
    validTo: mandate.validTo,
    inForce: isInForce(mandate, today),
  }))
}

async function ownDrafts({ db }: Context, asker: Asker, today: PlainDate) {
  const drafts = []
  for (const draft of await draftsOf(db, asker.id, today)) {
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
      follows: await followUpOf(db, draft.id),
      files: files.map(({ name, size, document }) => ({ name, size, document })),
    })
  }
  return drafts
}

/** Staff's notes and questions to each other: that they exist is said, what they say is the company's to give. */
type WholeAppeal = OwnAppeal & { readonly internal: { readonly notes: number; readonly questions: number } }

async function internalOf({ db }: Context, appealId: string): Promise<WholeAppeal['internal']> {
  const history = await historyOf(db, appealId)
  const notes = history.flatMap((event) => (event.type === 'noted' ? [event.data.noteId] : []))
  const questions = history.filter(({ type }) => type === 'asked')
  return { notes: new Set(notes).size, questions: questions.length }
}

async function ownAppeals(context: Context, asker: Asker, today: PlainDate): Promise<WholeAppeal[]> {
  const appeals: WholeAppeal[] = []
  for (const id of await ownAppealIds(context.db, asker.id, today)) {
    const appeal = await findOwnAppeal(context.db, asker.id, id, today)
    // The mandate was taken back just now.
    if (appeal === null) continue
    const full = await ownAppealInFull(context, asker, appeal)
    appeals.push({ ...full, internal: await internalOf(context, id) })
  }
  return appeals
}

async function ownNotices(context: Context, asker: Asker) {
  const notices = []
  for (let page = 1; ; page += 1) {
    const { rows, total } = await listNotices(context, asker, { page, size: 50 })
    notices.push(...rows)
    if (rows.length === 0 || notices.length >= total) return notices
  }
}
