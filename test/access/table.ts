import { pdf } from '../sample-files.ts'
import type { Asking } from '../test-browser.ts'
import { bookTable } from './book-table.ts'
import type { sets } from './kinds.ts'
import { listTable } from './list-table.ts'
import { peopleTable } from './people-table.ts'
import { repliesNameNothing, replyTable } from './reply-table.ts'
import type { Stage } from './stage.ts'
import { submissionTable } from './submission-table.ts'
import { toldTable } from './told-table.ts'

type Path = (stage: Stage) => string
export interface Row {
  readonly allowed: keyof typeof sets
  /** Those who are not let in, signed in or not, find nothing there. */
  readonly hidden?: true
  readonly path?: Path
  readonly asking?: (stage: Stage) => Asking
}
const draft =
  (rest = ''): Path =>
  ({ ids }) =>
    `/api/drafts/${ids.draft}${rest}`
const upload: Path = ({ ids }) => `/api/drafts/${ids.draft}/uploads/${ids.upload}`
const appeal =
  (rest = ''): Path =>
  ({ ids }) =>
    `/api/appeals/${ids.appeal}${rest}`
const officeAppeal =
  (rest = ''): Path =>
  ({ ids }) =>
    `/api/office/appeals/${ids.appeal}${rest}`
const egovMobileCode =
  (rest = ''): Path =>
  ({ ids }) =>
    `/api/egov-mobile-signings/${ids.code}${rest}`
const form = (): Asking => {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(pdf)]), 'a.pdf')
  return { body }
}
const body = (value: unknown) => (): Asking => ({ body: value })

/** The table that the running server must keep; a route that is not here fails the test. */
export const table: Record<string, Row> = {
  'GET /health/live': { allowed: 'everybody' },
  'GET /health/ready': { allowed: 'everybody' },
  'GET /api/openapi.json': { allowed: 'everybody' },
  'GET /api/session': { allowed: 'everybody' },
  'PATCH /api/session': { allowed: 'everybody', asking: body({ language: 'kk' }) },
  'DELETE /api/session': { allowed: 'everybody' },
  'POST /api/session': { allowed: 'everybody', asking: body({ cms: 'AAAA' }) },
  'POST /api/sign-in-challenge': { allowed: 'everybody' },
  'POST /api/staff-sign-in-challenge': { allowed: 'everybody' },
  'POST /api/staff-key-session': { allowed: 'everybody', asking: body({ cms: 'AAAA' }) },
  'POST /api/staff-session': {
    allowed: 'everybody',
    asking: body({ login: 'nobody', password: 'wrong', code: '000000' }),
  },
  'GET /api/demo/people': { allowed: 'everybody' },
  'POST /api/demo/session': {
    allowed: 'everybody',
    asking: ({ world }) => ({ body: { personId: world.people.daniyar.id } }),
  },
  'GET /api/demo/keys/:fileName': { allowed: 'everybody', path: () => '/api/demo/keys/a.p12' },
  'POST /api/demo/clock': { allowed: 'everybody', asking: body({ now: '2026-01-12T05:00:00Z' }) },
  'POST /api/demo/phone': {
    allowed: 'everybody',
    asking: ({ world }) => ({ body: { qr: 'x', personId: world.people.daniyar.id, act: 'look' } }),
  },
  'GET /api/tariffs': { allowed: 'everybody' },
  'GET /api/tariffs/document': { allowed: 'everybody' },
  'GET /api/calendar': { allowed: 'everybody' },

  'GET /api/consent': { allowed: 'clients' },
  'POST /api/consent': { allowed: 'clients', asking: body({ version: '2', language: 'kk' }) },
  'GET /api/profile': { allowed: 'clients' },
  'PATCH /api/profile': {
    allowed: 'clients',
    asking: body({ address: 'Астана қ., Сынақ көшесі, 5-үй', phone: '+77000000001', email: '' }),
  },
  'GET /api/profile/data': { allowed: 'clients' },
  'DELETE /api/profile/sessions': { allowed: 'clients' },

  'GET /api/contracts': { allowed: 'clients' },
  'GET /api/contracts/:id/offer': {
    allowed: 'parties',
    path: ({ world }) => `/api/contracts/${world.contracts.rent}/offer`,
  },
  'GET /api/drafts': { allowed: 'clients' },
  'POST /api/drafts': {
    allowed: 'parties',
    asking: ({ world }) => ({ body: { contractId: world.contracts.rent, letterLanguage: 'kk' } }),
  },
  'GET /api/drafts/:id': { allowed: 'owner', path: draft() },
  'PATCH /api/drafts/:id': { allowed: 'owner', path: draft(), asking: () => ({ body: {}, version: 1 }) },
  'DELETE /api/drafts/:id': { allowed: 'owner', path: ({ ids }) => `/api/drafts/${ids.discarded}` },
  'GET /api/drafts/:id/uploads': { allowed: 'owner', path: draft('/uploads') },
  'POST /api/drafts/:id/uploads': {
    allowed: 'owner',
    path: draft('/uploads'),
    asking: body({ document: 'other', name: 'a.pdf', size: 5, sha256: '0'.repeat(64) }),
  },
  'GET /api/drafts/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'PATCH /api/drafts/:id/uploads/:uploadId': {
    allowed: 'owner',
    path: upload,
    asking: () => ({
      body: new Uint8Array(1),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'DELETE /api/drafts/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'GET /api/drafts/:id/attachments/:fileId': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.draft}/attachments/${ids.attachment}`,
  },
  'DELETE /api/drafts/:id/attachments/:fileId': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.detached}/attachments/${ids.detachedFile}`,
  },
  'POST /api/drafts/:id/letter': { allowed: 'owner', path: draft('/letter') },
  'GET /api/drafts/:id/letter/document': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.signed}/letter/document`,
  },
  'GET /api/drafts/:id/letter/pages/:page': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.signed}/letter/pages/1`,
  },
  'POST /api/drafts/:id/signature': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.signed}/signature`,
    asking: ({ ids }) => ({ body: { letterId: ids.letter, method: 'keyFile', cms: 'AAAA' } }),
  },

  'POST /api/drafts/:id/egov-mobile-signing': {
    allowed: 'owner',
    path: ({ ids }) => `/api/drafts/${ids.signed}/egov-mobile-signing`,
    asking: ({ ids }) => ({ body: { letterId: ids.letter } }),
  },

  'POST /api/egov-mobile-sign-in': { allowed: 'everybody' },
  'GET /api/egov-mobile-signings/:id': { allowed: 'owner', hidden: true, path: egovMobileCode() },
  'GET /api/egov-mobile-signings/:id/stream': {
    allowed: 'owner',
    hidden: true,
    path: egovMobileCode('/stream'),
  },
  // A letter's code: there is none to sign in with, for anybody.
  'POST /api/egov-mobile-session': {
    allowed: 'none',
    hidden: true,
    asking: ({ ids }) => ({ body: { egovMobileSigningId: ids.code } }),
  },
  'POST /api/staff-egov-mobile-sign-in': { allowed: 'everybody' },
  'POST /api/staff-egov-mobile-session': {
    allowed: 'none',
    hidden: true,
    asking: ({ ids }) => ({ body: { egovMobileSigningId: ids.code } }),
  },
  // A phone has no session: it is let in by the address and, to the document, by the token.
  'GET /api/mgov/:secret': { allowed: 'everybody', path: ({ ids }) => `/api/mgov/${ids.secret}` },
  'GET /api/mgov/:secret/document': {
    allowed: 'everybody',
    path: ({ ids }) => `/api/mgov/${ids.secret}/document`,
    asking: ({ ids }) => ({ headers: { authorization: `Bearer ${ids.token}` } }),
  },
  'PUT /api/mgov/:secret/document': {
    allowed: 'everybody',
    path: ({ ids }) => `/api/mgov/${ids.secret}/document`,
    asking: ({ ids }) => ({
      headers: { authorization: `Bearer ${ids.token}` },
      body: { status: 'CANCELED', documentsToSign: [] },
    }),
  },
  'DELETE /api/egov-mobile-signings/:id': { allowed: 'owner', hidden: true, path: egovMobileCode() },

  'GET /api/incoming': { allowed: 'clients' },
  'GET /api/outgoing': { allowed: 'clients' },
  'GET /api/appeals/:id': { allowed: 'owner', path: appeal() },
  'POST /api/appeals/:id/reading': { allowed: 'owner', path: appeal('/reading') },
  'POST /api/appeals/:id/copy': { allowed: 'owner', path: appeal('/copy') },
  'GET /api/appeals/:id/files/:fileId': {
    allowed: 'owner',
    path: ({ ids }) => `/api/appeals/${ids.appeal}/files/${ids.file}`,
  },
  'GET /api/appeals/:id/archive': { allowed: 'owner', path: appeal('/archive') },
  'GET /api/appeals/:id/evidence': { allowed: 'owner', path: appeal('/evidence') },
  'GET /api/appeals/:id/letter/pages/:page': { allowed: 'owner', path: appeal('/letter/pages/1') },
  'GET /api/appeals/:id/viewing-copy': { allowed: 'owner', path: appeal('/viewing-copy') },

  'POST /api/email-confirmations': {
    allowed: 'everybody',
    asking: body({ token: 'a token that was never sent' }),
  },
  'GET /api/demo/mails': { allowed: 'everybody' },

  ...listTable,
  'GET /api/office/appeals/:id': { allowed: 'readers', path: officeAppeal() },
  'GET /api/office/appeals/:id/files/:fileId': {
    allowed: 'readers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/files/${ids.file}`,
  },
  'GET /api/office/appeals/:id/reply-templates': {
    allowed: 'assigners',
    path: officeAppeal('/reply-templates?kind=forwarding'),
  },
  'GET /api/office/appeals/:id/archive': { allowed: 'readers', path: officeAppeal('/archive') },
  'GET /api/office/appeals/:id/evidence': { allowed: 'readers', path: officeAppeal('/evidence') },
  'GET /api/office/appeals/:id/letter/pages/:page': {
    allowed: 'readers',
    path: officeAppeal('/letter/pages/1'),
  },
  'POST /api/office/appeals/:id/take-into-work': {
    allowed: 'office',
    path: officeAppeal('/take-into-work'),
  },
  'POST /api/office/appeals/:id/assignment': {
    allowed: 'assigners',
    path: officeAppeal('/assignment'),
    asking: ({ world }) => ({ body: { executorId: world.people.otherExecutor.id } }),
  },
  'POST /api/office/appeals/:id/giving-back': {
    allowed: 'office',
    path: officeAppeal('/giving-back'),
    asking: body({ reason: 'Басқа бөлімшенің ісі' }),
  },
  'POST /api/office/appeals/:id/reopening': {
    allowed: 'heads',
    path: officeAppeal('/reopening'),
    asking: body({ reason: 'Жауапта қате бар.' }),
  },
  'POST /api/office/appeals/:id/taking-over': {
    allowed: 'heads',
    path: officeAppeal('/taking-over'),
    asking: body({ reason: 'Өзім қараймын' }),
  },
  'POST /api/office/appeals/:id/routing': {
    allowed: 'assigners',
    path: officeAppeal('/routing'),
    asking: ({ ids }) => ({ body: { unitId: ids.unit, reason: 'Қайта бөлу керек' } }),
  },
  'GET /api/office/assignees': { allowed: 'assigners' },
  'POST /api/office/bulks/preview': {
    allowed: 'assigners',
    asking: ({ ids }) => ({ body: { appeals: [{ id: ids.appeal }], order: { act: 'takeIntoWork' } } }),
  },
  'POST /api/office/bulks': {
    allowed: 'assigners',
    asking: ({ ids }) => ({ body: { appeals: [{ id: ids.appeal }], order: { act: 'takeIntoWork' } } }),
  },
  'GET /api/office/bulks/:id': { allowed: 'assigners', path: ({ ids }) => `/api/office/bulks/${ids.appeal}` },
  'POST /api/office/bulks/:id/undo': {
    allowed: 'assigners',
    path: ({ ids }) => `/api/office/bulks/${ids.appeal}/undo`,
    asking: body({ reason: 'Қате басылды' }),
  },
  'GET /api/office/stream': { allowed: 'readers' },
  'GET /api/office/appeals/:id/internal': { allowed: 'readers', path: officeAppeal('/internal') },
  'PUT /api/office/appeals/:id/presence': {
    allowed: 'readers',
    path: officeAppeal('/presence'),
    asking: body({ doing: 'reading' }),
  },
  'DELETE /api/office/appeals/:id/presence': { allowed: 'readers', path: officeAppeal('/presence') },
  'GET /api/office/appeals/:id/notes': { allowed: 'noteReaders', path: officeAppeal('/notes') },
  'POST /api/office/appeals/:id/notes': {
    allowed: 'noters',
    path: officeAppeal('/notes'),
    asking: body({ text: 'Клиентке қоңырау шалдым.' }),
  },
  'PUT /api/office/appeals/:id/note-draft': {
    allowed: 'noters',
    path: officeAppeal('/note-draft'),
    asking: body({ text: 'Клиентке' }),
  },
  'DELETE /api/office/appeals/:id/notes/:noteId': {
    allowed: 'noters',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/notes/${crypto.randomUUID()}`,
  },
  'POST /api/office/appeals/:id/notes/:noteId/restoration': {
    allowed: 'noters',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/notes/${crypto.randomUUID()}/restoration`,
  },
  'POST /api/office/appeals/:id/questions': {
    allowed: 'askers',
    path: officeAppeal('/questions'),
    asking: body({ unitId: crypto.randomUUID(), text: 'Төлем түсті ме?', answerBy: '2026-01-13' }),
  },
  'POST /api/office/appeals/:id/questions/:questionId/answer': {
    allowed: 'askers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/questions/${crypto.randomUUID()}/answer`,
    asking: body({ text: 'Түсті.' }),
  },
  'POST /api/office/appeals/:id/questions/:questionId/withdrawal': {
    allowed: 'askers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/questions/${crypto.randomUUID()}/withdrawal`,
  },
  'POST /api/office/appeals/:id/question-files': {
    allowed: 'askers',
    path: officeAppeal('/question-files'),
    asking: form,
  },
  'GET /api/office/appeals/:id/question-files/:fileId': {
    allowed: 'readers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/question-files/${crypto.randomUUID()}`,
  },
  'DELETE /api/office/appeals/:id/question-files/:fileId': {
    allowed: 'askers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/question-files/${crypto.randomUUID()}`,
  },
  'POST /api/office/appeals/:id/links': {
    allowed: 'linkers',
    path: officeAppeal('/links'),
    asking: body({ kind: 'related', other: { number: '999999' } }),
  },
  'DELETE /api/office/appeals/:id/links/:linkId': {
    allowed: 'linkers',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/links/${crypto.randomUUID()}`,
  },
  'POST /api/office/calls': { allowed: 'callCentre', asking: body({ query: '26-000001' }) },
  ...peopleTable,
  ...bookTable,
  ...replyTable,
  ...toldTable,
  ...submissionTable,
}

/** Answers without an end: their heads say who is let in. */
export const stayOpen = [
  'GET /api/notices/stream',
  'GET /api/egov-mobile-signings/:id/stream',
  'GET /api/office/stream',
]

/** Those who are let in find nothing under the id: the door, not the thing behind it, is what is asked. */
export const namesNothing: readonly string[] = [
  'DELETE /api/account/sessions/:id',
  'GET /api/office/books/:book/editions/:id',
  'GET /api/office/books/:book/editions/:id/seal',
  'POST /api/office/appeals/:id/register-corrections/:correctionId/decision',
  'GET /api/office/bulks/:id',
  'POST /api/office/bulks/:id/undo',
  'POST /api/office/absences',
  'DELETE /api/office/absences/:id',
  'DELETE /api/office/queue/views/:id',
  'DELETE /api/office/appeals/:id/notes/:noteId',
  'POST /api/office/appeals/:id/notes/:noteId/restoration',
  'POST /api/office/appeals/:id/questions/:questionId/answer',
  'POST /api/office/appeals/:id/questions/:questionId/withdrawal',
  'GET /api/office/appeals/:id/question-files/:fileId',
  'DELETE /api/office/appeals/:id/question-files/:fileId',
  'DELETE /api/office/appeals/:id/links/:linkId',
  ...repliesNameNothing,
]
