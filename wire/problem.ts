import { z } from 'zod'

/** One thing wrong at one field; `code` is a RefusalCode or a code of words/<language>/refusals.ts. */
export const FieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  detail: z.string(),
})

/** RFC 9457 problem: `title` and `detail` in the caller's language, `code` stable for programs. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z.array(FieldProblem).optional(),
  /** Of a fault of ours: the id under which it was logged. */
  instance: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
export type FieldProblem = z.infer<typeof FieldProblem>
