import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId } from './appeal.ts'
import { NewReplyUpload, ReplyUploadRow } from './attachment.ts'
import {
  Concerned,
  NewReply,
  Replies,
  Reply,
  ReplyApproval,
  ReplyLeaseAsk,
  ReplyLetters,
  ReplyList,
  ReplyListQuery,
  ReplyProposal,
  ReplyReturn,
  ReplySave,
} from './reply.ts'
import type { Route } from './route.ts'

const ReplyId = z.object({ replyId: z.uuid() })
const ReplyFileId = z.object({ replyId: z.uuid(), fileId: z.uuid() })
const ReplyUploadId = z.object({ replyId: z.uuid(), uploadId: z.uuid() })
const Nothing = z.object({})

const reading = rolesFor('readLetter')
const writing = [
  ...new Set([...rolesFor('writeReply'), ...rolesFor('writeForwarding'), ...rolesFor('writeCorrection')]),
]
/** Who acts for a head approves too, whatever their own role. */
const approving = rolesFor('writeReply')

/** Letters of the company on their way (docs/office.md 6); who may do it with which says domain/reply. */
export const replyRoutes = {
  'GET /api/office/appeals/:id/replies': { who: reading, params: AppealId, response: Replies },
  'POST /api/office/appeals/:id/replies': {
    who: writing,
    params: AppealId,
    body: NewReply,
    response: Reply,
    idempotent: true,
  },
  'PUT /api/office/appeals/:id/concerned': {
    who: rolesFor('nameConcerned'),
    params: AppealId,
    body: Concerned,
    response: Nothing,
  },
  'GET /api/office/replies': { who: writing, query: ReplyListQuery, response: ReplyList },
  'GET /api/office/replies/:replyId': { who: reading, params: ReplyId, response: Reply },
  /** 409 `reply_stale` or `reply_taken_over` say who and when; the kept letter is there to be asked for. */
  'PUT /api/office/replies/:replyId': { who: writing, params: ReplyId, body: ReplySave, response: Reply },
  'POST /api/office/replies/:replyId/lease': {
    who: writing,
    params: ReplyId,
    body: ReplyLeaseAsk,
    response: Reply,
  },
  /** Of one whose author is away or has left. */
  'POST /api/office/replies/:replyId/author': { who: writing, params: ReplyId, response: Reply },
  'DELETE /api/office/replies/:replyId': { who: writing, params: ReplyId, response: Nothing },
  /** The same file said again goes on where it stopped. */
  'POST /api/office/replies/:replyId/uploads': {
    who: writing,
    params: ReplyId,
    body: NewReplyUpload,
    response: ReplyUploadRow,
    idempotent: true,
  },
  'GET /api/office/replies/:replyId/uploads/:uploadId': {
    who: writing,
    params: ReplyUploadId,
    response: ReplyUploadRow,
  },
  'PATCH /api/office/replies/:replyId/uploads/:uploadId': {
    who: writing,
    params: ReplyUploadId,
    response: ReplyUploadRow,
    part: true,
  },
  'DELETE /api/office/replies/:replyId/uploads/:uploadId': {
    who: writing,
    params: ReplyUploadId,
    response: Nothing,
  },
  'GET /api/office/replies/:replyId/files/:fileId': { who: reading, params: ReplyFileId, file: true },
  'DELETE /api/office/replies/:replyId/files/:fileId': {
    who: writing,
    params: ReplyFileId,
    response: Nothing,
  },
  'GET /api/office/replies/:replyId/preview': {
    who: reading,
    params: ReplyId,
    response: ReplyLetters,
    heavy: 'preview',
  },
  'POST /api/office/replies/:replyId/proposal': {
    who: writing,
    params: ReplyId,
    body: ReplyProposal,
    response: Reply,
    idempotent: true,
  },
  'POST /api/office/replies/:replyId/taking-back': {
    who: writing,
    params: ReplyId,
    response: Reply,
    idempotent: true,
  },
  'POST /api/office/replies/:replyId/return': {
    who: approving,
    params: ReplyId,
    body: ReplyReturn,
    response: Reply,
    idempotent: true,
  },
  'POST /api/office/replies/:replyId/approval': {
    who: approving,
    params: ReplyId,
    body: ReplyApproval,
    response: Reply,
    heavy: 'letter',
    idempotent: true,
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Route>
