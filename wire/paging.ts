import { z } from 'zod'

/** §2: a page of a list, in the URL. */
export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(10), z.literal(25), z.literal(50)]))
    .default(10),
  q: z.string().trim().max(200).default(''),
})

/** A page of rows with the total, so that the pager tells the truth. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), page: z.number(), size: z.number(), total: z.number() })
