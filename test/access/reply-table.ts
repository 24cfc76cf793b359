import type { Asking } from '../test-browser.ts'
import type { Stage } from './stage.ts'
import type { Row } from './table.ts'

type Path = (stage: Stage) => string
const appeal =
  (rest: string): Path =>
  ({ ids }) =>
    `/api/office/appeals/${ids.appeal}${rest}`
const noReply =
  (rest = ''): Path =>
  () =>
    `/api/office/replies/${crypto.randomUUID()}${rest}`
const contentDigest = '0'.repeat(64)
const saved = {
  lease: 1,
  version: 1,
  texts: { kk: '', ru: '' },
  reason: null,
  newDueDate: null,
  papers: null,
  outcome: null,
  receiver: null,
}
const body = (value: unknown) => (): Asking => ({ body: value })
const part = (): Asking => ({
  body: new Uint8Array(1),
  headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
})

/** Letters of the company on their way. */
export const replyTable: Record<string, Row> = {
  'GET /api/office/appeals/:id/replies': { allowed: 'readers', path: appeal('/replies') },
  'POST /api/office/appeals/:id/replies': {
    allowed: 'linkers',
    // Which kinds a role writes is told by the matrix of the office.
    path: () => `/api/office/appeals/${crypto.randomUUID()}/replies`,
    asking: body({ kind: 'answer' }),
  },
  'PUT /api/office/appeals/:id/concerned': {
    allowed: 'assigners',
    path: appeal('/concerned'),
    asking: body({ staffIds: [crypto.randomUUID()], reason: 'Шағым осы туралы' }),
  },
  'GET /api/office/replies': { allowed: 'linkers', path: () => '/api/office/replies?state=mine' },
  'GET /api/office/replies/:replyId': { allowed: 'readers', path: noReply() },
  'PUT /api/office/replies/:replyId': { allowed: 'linkers', path: noReply(), asking: body(saved) },
  'POST /api/office/replies/:replyId/author': { allowed: 'linkers', path: noReply('/author') },
  'DELETE /api/office/replies/:replyId': { allowed: 'linkers', path: noReply() },
  'POST /api/office/replies/:replyId/lease': {
    allowed: 'linkers',
    path: noReply('/lease'),
    asking: body({ takeOver: false }),
  },
  'POST /api/office/replies/:replyId/uploads': {
    allowed: 'linkers',
    path: noReply('/uploads'),
    asking: body({ name: 'a.pdf', size: 5, sha256: contentDigest }),
  },
  'GET /api/office/replies/:replyId/uploads/:uploadId': {
    allowed: 'linkers',
    path: noReply(`/uploads/${crypto.randomUUID()}`),
  },
  'PATCH /api/office/replies/:replyId/uploads/:uploadId': {
    allowed: 'linkers',
    path: noReply(`/uploads/${crypto.randomUUID()}`),
    asking: part,
  },
  'DELETE /api/office/replies/:replyId/uploads/:uploadId': {
    allowed: 'linkers',
    path: noReply(`/uploads/${crypto.randomUUID()}`),
  },
  'GET /api/office/replies/:replyId/files/:fileId': {
    allowed: 'readers',
    path: noReply(`/files/${crypto.randomUUID()}`),
  },
  'DELETE /api/office/replies/:replyId/files/:fileId': {
    allowed: 'linkers',
    path: noReply(`/files/${crypto.randomUUID()}`),
  },
  'GET /api/office/replies/:replyId/preview': { allowed: 'readers', path: noReply('/preview') },
  'POST /api/office/replies/:replyId/proposal': {
    allowed: 'linkers',
    path: noReply('/proposal'),
    asking: body({ version: 1, contentDigest }),
  },
  'POST /api/office/replies/:replyId/taking-back': { allowed: 'linkers', path: noReply('/taking-back') },
  'POST /api/office/replies/:replyId/return': {
    allowed: 'askers',
    path: noReply('/return'),
    asking: body({ version: 1, remark: 'Қайта жазыңыз' }),
  },
  'POST /api/office/replies/:replyId/approval': {
    allowed: 'askers',
    path: noReply('/approval'),
    asking: body({ version: 1, contentDigest, previewDigests: [contentDigest] }),
  },
  'POST /api/office/replies/:replyId/freezing': {
    allowed: 'askers',
    path: noReply('/freezing'),
    asking: body({ version: 1 }),
  },
  'DELETE /api/office/replies/:replyId/freezing': { allowed: 'askers', path: noReply('/freezing') },
  'POST /api/office/replies/:replyId/signatures': {
    allowed: 'askers',
    path: noReply('/signatures'),
    asking: body({
      signatures: [{ letterId: crypto.randomUUID(), sha256: contentDigest, method: 'keyFile', cms: 'AA==' }],
    }),
  },
  'GET /api/office/replies/:replyId/signatures': { allowed: 'readers', path: noReply('/signatures') },
  'POST /api/office/replies/:replyId/egov-mobile-signing': {
    allowed: 'askers',
    path: noReply('/egov-mobile-signing'),
    asking: body({ letterId: crypto.randomUUID() }),
  },
}

/** Of these only the door is asked: there is no such letter. */
export const repliesNameNothing: readonly string[] = [
  'POST /api/office/appeals/:id/replies',
  'GET /api/office/replies/:replyId',
  'PUT /api/office/replies/:replyId',
  'POST /api/office/replies/:replyId/author',
  'DELETE /api/office/replies/:replyId',
  'POST /api/office/replies/:replyId/lease',
  'POST /api/office/replies/:replyId/uploads',
  'GET /api/office/replies/:replyId/uploads/:uploadId',
  'PATCH /api/office/replies/:replyId/uploads/:uploadId',
  'DELETE /api/office/replies/:replyId/uploads/:uploadId',
  'GET /api/office/replies/:replyId/files/:fileId',
  'DELETE /api/office/replies/:replyId/files/:fileId',
  'GET /api/office/replies/:replyId/preview',
  'POST /api/office/replies/:replyId/proposal',
  'POST /api/office/replies/:replyId/taking-back',
  'POST /api/office/replies/:replyId/return',
  'POST /api/office/replies/:replyId/approval',
  'POST /api/office/replies/:replyId/freezing',
  'DELETE /api/office/replies/:replyId/freezing',
  'POST /api/office/replies/:replyId/signatures',
  'GET /api/office/replies/:replyId/signatures',
  'POST /api/office/replies/:replyId/egov-mobile-signing',
]
