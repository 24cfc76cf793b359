import type { Handlers } from '../http/handler.ts'
import { freezeReply } from './freeze-reply.ts'
import { openReplyCode } from './open-reply-code.ts'
import { refuseToSign } from './refuse-to-sign.ts'
import { showSignatures } from './show-signatures.ts'
import { signReply } from './sign-reply.ts'

export const replySigningRoutes = {
  'POST /api/office/replies/:replyId/freezing': ({ context, asker, params, body }) =>
    freezeReply(context, asker, params.replyId, body.version),
  'DELETE /api/office/replies/:replyId/freezing': ({ context, asker, params }) =>
    refuseToSign(context, asker, params.replyId),
  'POST /api/office/replies/:replyId/signatures': ({ context, asker, params, body }) =>
    signReply(context, asker, params.replyId, body.signatures),
  'GET /api/office/replies/:replyId/signatures': ({ context, asker, params }) =>
    showSignatures(context, asker, params.replyId),
  'POST /api/office/replies/:replyId/egov-mobile-signing': ({ context, asker, params, body, exchange }) =>
    openReplyCode(context, asker, { replyId: params.replyId, letterId: body.letterId }, exchange.origin()),
} satisfies Partial<Handlers>
