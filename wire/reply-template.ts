import { z } from 'zod'
import { replyKinds } from '../domain/appeal/reply-kind.ts'
import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId } from './appeal.ts'
import type { Route } from './route.ts'

const inBoth = z.object({ kk: z.string(), ru: z.string() })
const passage = z.object({ code: z.string(), name: inBoth, text: inBoth })

/** What a letter about this appeal can begin with, filled for it; placeholders without a value are left as they are. */
export const ReplyTemplates = z.object({
  templates: z.array(passage.extend({ /** For this type of appeal, not for any. */ forType: z.boolean() })),
  modules: z.array(passage),
})
export type ReplyTemplates = z.infer<typeof ReplyTemplates>

export const replyTemplateRoutes = {
  'GET /api/office/appeals/:id/reply-templates': {
    who: [
      ...new Set([...rolesFor('writeReply'), ...rolesFor('writeForwarding'), ...rolesFor('writeCorrection')]),
    ],
    params: AppealId,
    query: z.object({ kind: z.enum(replyKinds) }),
    response: ReplyTemplates,
  },
} as const satisfies Record<string, Route>
