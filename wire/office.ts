import { z } from 'zod'
import { officeActs } from '../domain/appeal/rights.ts'
import { actions } from '../domain/appeal/status.ts'
import { letterLanguages } from '../domain/language.ts'
import { Appeal } from './appeal.ts'

/** An appeal as staff see it: the client's view and what may be done now. */
export const OfficeAppeal = Appeal.extend({
  actions: z.array(z.enum(actions)),
  /** What else may be done now: noting, asking, handing it around. */
  acts: z.array(z.enum(officeActs)),
  /** Since when the client waits for a word of the company; null: they do not. */
  awaitsWordSince: z.iso.datetime().nullable(),
  /** The last that the client has sent after the letter, as far as it is shown; null: nothing. */
  lastSubmissionId: z.uuid().nullable(),
  /** Names of the documents that its type may ask for, in the appeal's language. */
  documentNames: z.array(z.string()),
  mine: z.boolean(),
  /** How far the question to the national authority is: how often it stayed open, and when it is asked again. */
  verdict: z.object({ checks: z.number(), nextAt: z.iso.datetime().nullable() }),
  /** The latest day an interim reply may set. */
  extensionCap: z.iso.date().nullable(),
  /** The client's address that the mail server refused for good; null: there is no such trouble. */
  mailRefused: z.object({ email: z.string(), at: z.iso.datetime(), reply: z.number().nullable() }).nullable(),
  /** Ready openings of a reply: «Құрметті …!». */
  greeting: z.object({ kk: z.string(), ru: z.string() }),
})
export type OfficeAppeal = z.infer<typeof OfficeAppeal>

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
