import { z } from 'zod'
import { replyKinds } from '../../domain/appeal/reply-kind.ts'

const inBoth = (most: number) => {
  const words = z.string().trim().min(1).max(most)
  return z.strictObject({ kk: words, ru: words })
}
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/)
const kind = z.enum(replyKinds)
const name = inBoth(120)

/** Of a whole letter; what a row of `reply_template` and a file such as data/reply-templates.json hold. */
export const TemplateInFile = z.strictObject({
  code,
  kind,
  types: z.array(z.string().min(1).max(100)).min(1).exactOptional(),
  name,
  text: inBoth(10_000),
})
/** Of a passage. */
export const ModuleInFile = z.strictObject({
  code,
  kinds: z.array(kind).min(1).exactOptional(),
  name,
  text: inBoth(4_000),
})

export const ReplyTextsFile = z.strictObject({
  templates: z.array(TemplateInFile),
  modules: z.array(ModuleInFile),
})
export type ReplyTextsFile = z.infer<typeof ReplyTextsFile>
