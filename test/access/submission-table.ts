import type { Asking } from '../test-browser.ts'
import type { Stage } from './stage.ts'
import type { Row } from './table.ts'

const draft =
  (rest = '') =>
  ({ ids }: Stage): string =>
    `/api/submissions/${ids.submission}${rest}`
const withdrawal =
  (rest: string) =>
  ({ ids }: Stage): string =>
    `/api/submissions/${ids.withdrawal}${rest}`
const upload = ({ ids }: Stage): string =>
  `/api/submissions/${ids.submission}/uploads/${ids.submissionUpload}`
const appeal =
  (rest: string) =>
  ({ ids }: Stage): string =>
    `/api/appeals/${ids.appeal}${rest}`
const office =
  (rest: string) =>
  ({ ids }: Stage): string =>
    `/api/office/appeals/${ids.appeal}${rest}`
const body = (value: unknown) => (): Asking => ({ body: value })

/** What is sent in an appeal after its letter, and messages of the company: a part of the table. */
export const submissionTable: Record<string, Row> = {
  'GET /api/appeals/:id/submission-draft': { allowed: 'owner', path: appeal('/submission-draft') },
  'POST /api/appeals/:id/submissions': {
    allowed: 'owner',
    path: appeal('/submissions'),
    asking: body({ kind: 'message' }),
  },
  // It is open: nothing follows it yet.
  'POST /api/appeals/:id/follow-ups': {
    allowed: 'owner',
    path: appeal('/follow-ups'),
    asking: body({ kind: 'again' }),
  },
  'PUT /api/appeals/:id/rating': {
    allowed: 'owner',
    path: appeal('/rating'),
    asking: body({ letterId: crypto.randomUUID(), step: 5 }),
  },
  'GET /api/submissions/:id': { allowed: 'owner', path: draft() },
  'PATCH /api/submissions/:id': {
    allowed: 'owner',
    path: draft(),
    asking: () => ({ body: { text: 'Сөз' }, version: 1 }),
  },
  'POST /api/submissions/:id/uploads': {
    allowed: 'owner',
    path: draft('/uploads'),
    asking: body({ name: 'b.pdf', size: 5, sha256: '0'.repeat(64) }),
  },
  'GET /api/submissions/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'PATCH /api/submissions/:id/uploads/:uploadId': {
    allowed: 'owner',
    path: upload,
    asking: () => ({
      body: new Uint8Array(1),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'DELETE /api/submissions/:id/uploads/:uploadId': { allowed: 'owner', path: upload },
  'GET /api/submissions/:id/files/:fileId': {
    allowed: 'owner',
    path: ({ ids }) => `/api/submissions/${ids.submission}/files/${ids.submissionFile}`,
  },
  'DELETE /api/submissions/:id/files/:fileId': {
    allowed: 'owner',
    path: ({ ids }) => `/api/submissions/${ids.submission}/files/${ids.submissionDetached}`,
  },
  // What they saw is old: it stays a draft for those who ask next.
  'POST /api/submissions/:id/sending': {
    allowed: 'owner',
    path: draft('/sending'),
    asking: () => ({ version: 9999 }),
  },
  // The last of them: with it the draft is gone.
  'DELETE /api/submissions/:id': { allowed: 'owner', path: draft() },
  'POST /api/submissions/:id/letter': { allowed: 'owner', path: withdrawal('/letter') },
  'GET /api/submissions/:id/letter/document': { allowed: 'owner', path: withdrawal('/letter/document') },
  'GET /api/submissions/:id/letter/pages/:page': { allowed: 'owner', path: withdrawal('/letter/pages/1') },
  'POST /api/submissions/:id/signature': {
    allowed: 'owner',
    path: withdrawal('/signature'),
    asking: ({ ids }) => ({ body: { letterId: ids.withdrawalLetter, method: 'keyFile', cms: 'AAAA' } }),
  },
  'POST /api/submissions/:id/egov-mobile-signing': {
    allowed: 'owner',
    path: withdrawal('/egov-mobile-signing'),
    asking: ({ ids }) => ({ body: { letterId: ids.withdrawalLetter } }),
  },
  'POST /api/office/appeals/:id/withdrawal-decision': {
    allowed: 'office',
    path: office('/withdrawal-decision'),
    asking: body({ accepted: true, submissionId: crypto.randomUUID() }),
  },
  'POST /api/office/appeals/:id/messages': {
    allowed: 'office',
    path: office('/messages'),
    asking: body({ text: 'Құжатты алдық.', seen: null }),
  },
  // Nobody may decide on what was never asked for; who may not is told so before.
  'POST /api/office/appeals/:id/papers/:slotId/decisions': {
    allowed: 'office',
    path: office(`/papers/${crypto.randomUUID()}/decisions`),
    asking: body({ decision: 'accepted' }),
  },
  'POST /api/office/appeals/:id/no-answer-needed': {
    allowed: 'office',
    path: office('/no-answer-needed'),
    asking: body({ seen: crypto.randomUUID() }),
  },
}
