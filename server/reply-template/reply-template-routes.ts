import type { Handlers } from '../http/handler.ts'
import { showReplyTemplates } from './show-reply-templates.ts'

export const replyTemplateRoutes = {
  'GET /api/office/appeals/:id/reply-templates': ({ context, asker, params, query }) =>
    showReplyTemplates(context, asker, params.id, query.kind),
} satisfies Partial<Handlers>
