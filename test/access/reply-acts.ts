import { type AppealFacts, type Asker, can, isKnownTo, standingFor } from '../../domain/appeal/can.ts'
import { refuse } from '../../domain/refusal.ts'
import type { RouteName } from '../../wire/routes.ts'
import type { Asking } from '../test-browser.ts'
import type { OfficeRow, Verdict } from './office-acts.ts'
import type { StagedAppeal } from './office-stage.ts'

// Letters of the company on their way. Each staged appeal has the draft of an answer that nobody here has begun.
const yes: Verdict = { in: true }
const unknown: Verdict = { in: false, refusal: null }
const of =
  (rest = '') =>
  ({ replyId }: StagedAppeal): string =>
    `/api/office/replies/${replyId}${rest}`
const ofAppeal =
  (rest: string) =>
  ({ id }: StagedAppeal): string =>
    `/api/office/appeals/${id}${rest}`
const body = (value: unknown) => (): Asking => ({ body: value })
const nobody = '00000000-0000-4000-8000-000000000000'
const contentDigest = '0'.repeat(64)

const read = (asker: Asker, facts: AppealFacts): Verdict =>
  standingFor(asker, 'readLetter', facts).length > 0 ? yes : unknown
const judged = (asker: Asker, facts: AppealFacts, act: 'writeReply' | 'nameConcerned'): Verdict => {
  const refusal = can(asker, act, facts)
  return refusal === null ? yes : { in: false, refusal }
}
const known = (asker: Asker, facts: AppealFacts, verdict: Verdict): Verdict =>
  isKnownTo(asker, facts) ? verdict : unknown
const reading = { acts: ['readLetter'], verdict: read } as const
const writing = {
  acts: ['writeReply', 'writeForwarding'],
  verdict: (asker: Asker, facts: AppealFacts) => known(asker, facts, judged(asker, facts, 'writeReply')),
} as const
/** It is a draft of somebody else: nobody takes it back, approves it or throws it away. */
const refusing = (code: 'reply_moved_on' | 'reply_not_author' | 'reply_author_here') => ({
  verdict: (asker: Asker, facts: AppealFacts) => known(asker, facts, { in: false, refusal: refuse(code) }),
})
const saved = {
  lease: -1,
  version: 1,
  texts: { kk: 'а', ru: '' },
  reason: null,
  newDueDate: null,
  papers: null,
  outcome: null,
  receiver: null,
}

export const replyActRows: Readonly<Partial<Record<RouteName, OfficeRow>>> = {
  'GET /api/office/appeals/:id/replies': { ...reading, path: ofAppeal('/replies') },
  'POST /api/office/appeals/:id/replies': {
    ...writing,
    path: ofAppeal('/replies'),
    asking: body({ kind: 'answer' }),
  },
  'GET /api/office/appeals/:id/reply-templates': {
    acts: ['writeReply', 'writeForwarding'],
    verdict: (asker, facts) => (read(asker, facts).in ? judged(asker, facts, 'writeReply') : unknown),
    path: ofAppeal('/reply-templates?kind=answer'),
  },
  'PUT /api/office/appeals/:id/concerned': {
    acts: ['nameConcerned'],
    verdict: (asker, facts) => known(asker, facts, judged(asker, facts, 'nameConcerned')),
    path: ofAppeal('/concerned'),
    asking: body({ staffIds: [nobody], reason: 'Шағым осы туралы' }),
    stoppedBy: ['option_unknown'],
  },
  'GET /api/office/replies/:replyId': { ...reading, path: of() },
  'PUT /api/office/replies/:replyId': {
    ...writing,
    path: of(),
    asking: body(saved),
    stoppedBy: ['reply_taken_over'],
  },
  'DELETE /api/office/replies/:replyId': {
    acts: ['writeReply', 'writeForwarding'],
    ...refusing('reply_not_author'),
    path: of(),
  },
  'POST /api/office/replies/:replyId/author': {
    acts: ['writeReply', 'writeForwarding'],
    ...refusing('reply_author_here'),
    path: of('/author'),
  },
  'POST /api/office/replies/:replyId/lease': {
    ...writing,
    path: of('/lease'),
    asking: body({ takeOver: true }),
  },
  'POST /api/office/replies/:replyId/uploads': {
    ...writing,
    path: of('/uploads'),
    asking: body({ name: 'a.pdf', size: 0, sha256: '0'.repeat(64) }),
    stoppedBy: ['file_empty', 'reply_being_written'],
  },
  'GET /api/office/replies/:replyId/uploads/:uploadId': {
    acts: ['writeReply', 'writeForwarding'],
    verdict: () => unknown,
    path: of(`/uploads/${nobody}`),
  },
  'PATCH /api/office/replies/:replyId/uploads/:uploadId': {
    acts: ['writeReply', 'writeForwarding'],
    verdict: () => unknown,
    path: of(`/uploads/${nobody}`),
    asking: () => ({
      body: new Uint8Array(1),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    }),
  },
  'DELETE /api/office/replies/:replyId/uploads/:uploadId': {
    acts: ['writeReply', 'writeForwarding'],
    verdict: () => unknown,
    path: of(`/uploads/${nobody}`),
  },
  'GET /api/office/replies/:replyId/files/:fileId': {
    acts: ['readLetter'],
    verdict: () => unknown,
    path: of(`/files/${nobody}`),
  },
  'DELETE /api/office/replies/:replyId/files/:fileId': {
    acts: ['writeReply', 'writeForwarding'],
    verdict: () => unknown,
    path: of(`/files/${nobody}`),
  },
  'GET /api/office/replies/:replyId/preview': {
    ...reading,
    path: of('/preview'),
    stoppedBy: ['reply_language', 'action_not_in_status'],
  },
  'POST /api/office/replies/:replyId/proposal': {
    ...writing,
    path: of('/proposal'),
    asking: body({ version: 1, contentDigest }),
    stoppedBy: ['reply_changed', 'reply_being_written'],
  },
  'POST /api/office/replies/:replyId/taking-back': {
    acts: ['writeReply', 'writeForwarding'],
    ...refusing('reply_moved_on'),
    path: of('/taking-back'),
  },
  'POST /api/office/replies/:replyId/return': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/return'),
    asking: body({ version: 1, remark: 'Қайта жазыңыз' }),
  },
  'POST /api/office/replies/:replyId/approval': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/approval'),
    asking: body({ version: 1, contentDigest, previewDigests: [contentDigest] }),
  },
  'POST /api/office/replies/:replyId/freezing': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/freezing'),
    asking: body({ version: 1 }),
  },
  'DELETE /api/office/replies/:replyId/freezing': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/freezing'),
  },
  'POST /api/office/replies/:replyId/signatures': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/signatures'),
    asking: body({
      signatures: [{ letterId: nobody, sha256: contentDigest, method: 'keyFile', cms: 'AA==' }],
    }),
  },
  'GET /api/office/replies/:replyId/signatures': { ...reading, path: of('/signatures') },
  'POST /api/office/replies/:replyId/egov-mobile-signing': {
    acts: ['writeReply'],
    ...refusing('reply_moved_on'),
    path: of('/egov-mobile-signing'),
    asking: body({ letterId: nobody }),
  },
}
