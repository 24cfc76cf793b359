import type { Handlers } from '../http/handler.ts'
import { approveReply } from './approve-reply.ts'
import { becomeAuthor } from './become-author.ts'
import { beginReply } from './begin-reply.ts'
import { discardReply } from './discard-reply.ts'
import { listReplies } from './list-replies.ts'
import { nameConcerned } from './name-concerned.ts'
import { previewReply } from './preview-reply.ts'
import { proposeReply } from './propose-reply.ts'
import { discardReplyFile, openReplyFile } from './reply-files.ts'
import { beginReplyUpload, cancelReplyUpload, showReplyUpload, takeReplyPart } from './reply-uploads.ts'
import { keepReply } from './save-reply.ts'
import { sendBackReply, takeBackReply } from './send-back-reply.ts'
import { showReplies, showReply } from './show-reply.ts'
import { takeLease } from './take-lease.ts'

export const replyRoutes = {
  'GET /api/office/appeals/:id/replies': ({ context, asker, params }) =>
    showReplies(context, asker, params.id),
  'POST /api/office/appeals/:id/replies': ({ context, asker, params, body }) =>
    beginReply(context, asker, params.id, body),
  'PUT /api/office/appeals/:id/concerned': async ({ context, asker, params, body }) => {
    await nameConcerned(context, asker, params.id, body)
    return {}
  },
  'GET /api/office/replies': ({ context, asker, query }) => listReplies(context, asker, query),
  'GET /api/office/replies/:replyId': ({ context, asker, params }) =>
    showReply(context, asker, params.replyId),
  'PUT /api/office/replies/:replyId': ({ context, asker, params, body }) =>
    keepReply(context, asker, params.replyId, body),
  'POST /api/office/replies/:replyId/lease': ({ context, asker, params, body }) =>
    takeLease(context, asker, params.replyId, body),
  'POST /api/office/replies/:replyId/author': ({ context, asker, params }) =>
    becomeAuthor(context, asker, params.replyId),
  'DELETE /api/office/replies/:replyId': async ({ context, asker, params }) => {
    await discardReply(context, asker, params.replyId)
    return {}
  },
  'POST /api/office/replies/:replyId/uploads': ({ context, asker, params, body }) =>
    beginReplyUpload(context, asker, params.replyId, body),
  'GET /api/office/replies/:replyId/uploads/:uploadId': ({ context, asker, params }) =>
    showReplyUpload(context, asker, params.replyId, params.uploadId),
  'PATCH /api/office/replies/:replyId/uploads/:uploadId': ({ context, asker, params, part }) =>
    takeReplyPart(context, asker, params.replyId, params.uploadId, part),
  'DELETE /api/office/replies/:replyId/uploads/:uploadId': async ({ context, asker, params }) => {
    await cancelReplyUpload(context, asker, params.replyId, params.uploadId)
    return {}
  },
  'GET /api/office/replies/:replyId/files/:fileId': ({ context, asker, params }) =>
    openReplyFile(context, asker, params.replyId, params.fileId),
  'DELETE /api/office/replies/:replyId/files/:fileId': async ({ context, asker, params }) => {
    await discardReplyFile(context, asker, params.replyId, params.fileId)
    return {}
  },
  'GET /api/office/replies/:replyId/preview': ({ context, asker, params }) =>
    previewReply(context, asker, params.replyId),
  'POST /api/office/replies/:replyId/proposal': ({ context, asker, params, body }) =>
    proposeReply(context, asker, params.replyId, body),
  'POST /api/office/replies/:replyId/taking-back': ({ context, asker, params }) =>
    takeBackReply(context, asker, params.replyId),
  'POST /api/office/replies/:replyId/return': ({ context, asker, params, body }) =>
    sendBackReply(context, asker, params.replyId, body),
  'POST /api/office/replies/:replyId/approval': ({ context, asker, params, body }) =>
    approveReply(context, asker, params.replyId, body),
} satisfies Partial<Handlers>
