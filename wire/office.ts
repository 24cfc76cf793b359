import { z } from 'zod'
import { officeActs } from '../domain/appeal/rights.ts'
import { actions } from '../domain/appeal/status.ts'
import { letterLanguages } from '../domain/language.ts'
import { Appeal } from './appeal.ts'
import { FileRow } from './attachment.ts'

/** An appeal as staff see it: the client's view and what may be done now. */
export const OfficeAppeal = Appeal.extend({
  actions: z.array(z.enum(actions)),
  /** What else may be done now: noting, asking, handing it around. */
  acts: z.array(z.enum(officeActs)),
  mine: z.boolean(),
  /** How far the question to the national authority is: how often it stayed open, and when it is asked again. */
  verdict: z.object({ checks: z.number(), nextAt: z.iso.datetime().nullable() }),
  uploads: z.array(FileRow),
  /** The latest day an interim reply may set. */
  extensionCap: z.iso.date().nullable(),
  /** The client's address that the mail server refused for good; null: there is no such trouble. */
  mailRefused: z.object({ email: z.string(), at: z.iso.datetime(), reply: z.number().nullable() }).nullable(),
  /** Ready openings of a reply: «Құрметті …!». */
  greeting: z.object({ kk: z.string(), ru: z.string() }),
})
export type OfficeAppeal = z.infer<typeof OfficeAppeal>

/** A reply's letter in one language; at least one, at most one of each. */
export const ReplyLetter = z.object({
  language: z.enum(letterLanguages),
  text: z.string().trim().min(20).max(10_000),
})
const letters = z
  .array(ReplyLetter)
  .min(1)
  .max(2)
  .refine((all) => new Set(all.map((one) => one.language)).size === all.length)

/** SHA-256 of the letters as the preview showed them; other ones are refused with `reply_changed`. */
const shown = z
  .array(z.string().regex(/^[0-9a-f]{64}$/))
  .max(2)
  .optional()

/** §10: «Аралық жауап»: a letter, a reason, the new term. Only a head sends it. */
export const NewInterimReply = z.object({
  letters,
  reason: z.string().trim().min(5).max(1000),
  newDueDate: z.iso.date(),
  /** The letter asks the client for papers: the notice says so. */
  papersAsked: z.boolean().default(false),
  shown,
})
/** §10: «Орындалды»: the answer, with the files put up before. */
export const NewExecution = z.object({ letters, fileIds: z.array(z.uuid()).max(20), shown })

/** The letters of a reply as they would be sent now. */
export const ReplyPreview = z.object({
  letters: z.array(
    z.object({
      language: z.enum(letterLanguages),
      name: z.string(),
      text: z.string(),
      /** SVG, drawn from the very bytes of the PDF. */
      pages: z.array(z.string()),
      /** base64 */
      pdf: z.string(),
      /** bytes */
      size: z.number(),
      sha256: z.string(),
    }),
  ),
})
export type ReplyPreview = z.infer<typeof ReplyPreview>
