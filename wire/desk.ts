import { z } from 'zod'
import { appealGroups, letterGroups } from '../domain/mailbox/desk.ts'
import { Count, QueueRow } from './queue.ts'
import { ReplyListRow } from './reply.ts'

/** What came back to somebody: what happened, when, by whom, and in which words. */
export const CameBack = z.object({
  why: z.enum([
    'answered',
    'assigned',
    'givenBack',
    'sentBack',
    'approved',
    'reopened',
    'verdictGood',
    'verdictRevoked',
  ]),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  text: z.string().nullable(),
})
export type CameBack = z.infer<typeof CameBack>

/** One group of the desk: an address of the queue, with its count and its first rows. */
export const DeskPart = Count.extend({
  group: z.enum(appealGroups),
  query: z.string(),
  rows: z.array(QueueRow.extend({ back: CameBack.nullable() })),
})
export type DeskPart = z.infer<typeof DeskPart>

/** Letters that wait for the asker: a list of letters, with its count and its first rows. */
export const DeskLetters = Count.extend({
  group: z.enum(Object.keys(letterGroups) as (keyof typeof letterGroups)[]),
  replies: z.array(ReplyListRow),
})
export type DeskLetters = z.infer<typeof DeskLetters>

export const Desk = z.object({
  today: z.iso.date(),
  parts: z.array(DeskPart),
  letters: z.array(DeskLetters),
  /** The most urgent; null: nothing is. `number`: of the appeal; `replyId`: a letter on it that waits for the asker. */
  next: z.object({ id: z.uuid(), number: z.string().nullable(), replyId: z.uuid().nullable() }).nullable(),
  /** The coming working days, and how many of one's own are due on each; an address of the queue each. */
  days: z.array(z.object({ date: z.iso.date(), due: z.number(), query: z.string() })),
})
export type Desk = z.infer<typeof Desk>
