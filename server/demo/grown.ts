import { z } from 'zod'
import type { Db } from '../context.ts'
import { readDemo, recordDemo } from '../setting/setting-store.ts'

/**
 * What a demo world was asked to grow to (demo/grow/). `appeals` with those whose files are real, `files` of them;
 * years are those in which the others were sent. `shared`: the appeal whose letter and signature the others show.
 */
const Grown = z.object({
  clients: z.int().positive(),
  appeals: z.int().positive(),
  files: z.int().positive(),
  firstYear: z.int(),
  lastYear: z.int(),
  /** Epoch milliseconds. */
  begunAt: z.int(),
  shared: z.uuid().nullable(),
})
export type Grown = z.output<typeof Grown>

/** Null: nobody has asked this world to grow. */
export async function grownTo(db: Db): Promise<Grown | null> {
  const left = await readDemo(db, 'demo.grown')
  return left === null ? null : Grown.parse(left)
}

export async function keepGrown(db: Db, grown: Grown, at: number): Promise<void> {
  await recordDemo(db, 'demo.grown', grown, at)
}

/** How many appeals of the years are there: each has taken a coupon of its year. */
export async function appealsGrown(db: Db, { firstYear, lastYear }: Grown): Promise<number> {
  const row = await db
    .selectFrom('coupon_counter')
    .select(({ fn }) => fn.sum<string | null>('last_number').as('n'))
    .where('year', '>=', firstYear)
    .where('year', '<=', lastYear)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** How many letters show the file of another one, which is marked so. */
export async function lettersSharing(db: Db, shared: string): Promise<number> {
  const row = await db
    .selectFrom('prepared_letter as letter')
    .innerJoin('prepared_letter as marked', 'marked.file_id', 'letter.file_id')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('marked.appeal_id', '=', shared)
    .whereRef('letter.appeal_id', '<>', 'marked.appeal_id')
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
