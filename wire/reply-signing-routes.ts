import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { EgovMobileSigning, NewEgovMobileSigning } from './egov-mobile.ts'
import { Reply } from './reply.ts'
import { FrozenLetters, NewFreezing, NewReplySignatures, ReplySignatures } from './reply-signing.ts'
import type { Route } from './route.ts'

const ReplyId = z.object({ replyId: z.uuid() })
/** Who acts for a head signs too, whatever their own role. */
const signing = rolesFor('writeReply')

/** Signing letters of the company (docs/signature.md); who may sign which says domain/reply. */
export const replySigningRoutes = {
  /** The same letters again until midnight. */
  'POST /api/office/replies/:replyId/freezing': {
    who: signing,
    params: ReplyId,
    body: NewFreezing,
    response: FrozenLetters,
    heavy: 'letter',
  },
  'DELETE /api/office/replies/:replyId/freezing': { who: signing, params: ReplyId, response: Reply },
  /** 412 `reply_not_shown` for other letters than were shown. */
  'POST /api/office/replies/:replyId/signatures': {
    who: signing,
    params: ReplyId,
    body: NewReplySignatures,
    response: Reply,
    heavy: 'verification',
    idempotent: true,
  },
  'GET /api/office/replies/:replyId/signatures': {
    who: rolesFor('readLetter'),
    params: ReplyId,
    response: ReplySignatures,
  },
  'POST /api/office/replies/:replyId/egov-mobile-signing': {
    who: signing,
    params: ReplyId,
    body: NewEgovMobileSigning,
    response: EgovMobileSigning,
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Route>
