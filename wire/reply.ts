import { z } from 'zod'
import { replyKinds } from '../domain/appeal/reply-kind.ts'
import { letterLanguages } from '../domain/language.ts'
import { replyTerms } from '../domain/mailbox/queue.ts'
import { approvals, outcomes, replySignatures, replyStates } from '../domain/reply/reply.ts'
import { replySteps } from '../domain/reply/reply-step.ts'
import { replyActs } from '../domain/reply/why-not.ts'
import { FileRow, NearLimitRow } from './attachment.ts'
import { ReplyPreview } from './office.ts'
import { PageQuery } from './paging.ts'
import { LocalisedText } from './person.ts'
import { Count } from './queue.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const version = z.number().int().positive()
const Texts = z.object({ kk: z.string(), ru: z.string() })
const Receiver = z.object({ name: z.string(), address: z.string() })
/** What a letter asks of the client; what is half typed is kept as it is. */
const AskedPapers = z.object({
  by: z.iso.date().nullable(),
  slots: z.array(z.object({ name: z.string().max(400), note: z.string().max(1000) })).max(20),
})
const By = z.object({ name: z.string(), insteadOf: z.string().nullable() })

/** A letter of the company on its way (docs/office.md 6). Of the office alone, every bit of it. */
export const Reply = z.object({
  id: z.uuid(),
  appealId: z.uuid(),
  /** What a reader of the letter has to know of it, wherever they come from. */
  appeal: z.object({
    number: z.string(),
    client: z.string(),
    /** The day that the client was told. */
    due: z.iso.date().nullable(),
  }),
  kind: z.enum(replyKinds),
  state: z.enum(replyStates),
  version: z.number(),
  /** Of the appeal: a letter in it is required, the other one is offered. */
  language: z.enum(letterLanguages),
  texts: Texts,
  reason: z.string().nullable(),
  newDueDate: z.iso.date().nullable(),
  papers: AskedPapers.nullable(),
  outcome: z.enum(outcomes).nullable(),
  receiver: Receiver.nullable(),
  corrects: z.uuid().nullable(),
  files: z.array(FileRow),
  /** Of the asker's quotas, where they may still write; left out where nothing is near. */
  nearLimits: z.array(NearLimitRow).exactOptional(),
  author: z.object({ id: z.uuid(), name: z.string() }),
  /** Who writes it at this moment; null: nobody does. */
  writer: z.object({ id: z.uuid(), name: z.string(), mine: z.boolean(), until: z.iso.datetime() }).nullable(),
  /** The asker's token to save with; null: they have to ask for it. */
  lease: z.number().nullable(),
  contentDigest: z.string(),
  approval: z.enum(approvals),
  signature: z.enum(replySignatures),
  /** The term has lapsed: an interim reply counts as overdue, and only a head approves it. */
  late: z.boolean(),
  /** Of an interim reply that has not gone yet: how many working days it adds, and the last day that it may name. */
  extension: z.object({ workingDays: z.number().nullable(), cap: z.iso.date().nullable() }).nullable(),
  steps: z.array(
    z.object({
      step: z.enum(replySteps),
      by: By,
      at: z.iso.datetime(),
      version: z.number(),
      remark: z.string().nullable(),
      /** Of a letter that was given another author. */
      author: z.object({ before: z.string(), after: z.string() }).nullable(),
    }),
  ),
  /** What it was when it was last sent back: who mends it and who reads it again see what has changed since. */
  returned: z.object({ texts: Texts, remark: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  /** Another letter has moved the appeal on: this one can't go out any more, and waits for nobody. */
  overtaken: z.boolean(),
  /** Who says yes to it today, or signs it; nobody: it does not wait. */
  deciders: z.array(z.string()),
  /** Placeholders that are left in the texts, as they were typed. */
  unresolved: z.array(z.string()),
  outgoing: z.object({ number: z.string(), date: z.iso.date() }).nullable(),
  may: z.array(z.enum(replyActs)),
  /** Why not, in words; what makes no sense in this state is in neither. */
  whyNot: z.partialRecord(z.enum(replyActs), z.string()),
})
export type Reply = z.infer<typeof Reply>

/** The letters of an appeal, those in work first; what is offered to begin. What was sent is in its correspondence. */
export const Replies = z.object({
  replies: z.array(Reply),
  offered: z.array(
    z.object({
      kind: z.enum(replyKinds),
      may: z.boolean(),
      why: z.string().nullable(),
      /** Who says yes to this kind and who signs it, as of today. */
      approval: z.enum(approvals),
      signature: z.enum(replySignatures),
    }),
  ),
})
export type Replies = z.infer<typeof Replies>

/** Begins a letter; the one of this kind that is in work is it. `corrects`: which sent letter a correction is of. */
export const NewReply = z.object({ kind: z.enum(replyKinds), corrects: z.uuid().optional() })

/** Every keystroke is kept: what is still missing is refused at the proposal. */
export const ReplySave = z.object({
  lease: z.number().int(),
  version,
  texts: z.object({ kk: z.string().max(20_000), ru: z.string().max(20_000) }),
  reason: z.string().max(1000).nullable(),
  newDueDate: z.iso.date().nullable(),
  papers: AskedPapers.nullable(),
  outcome: z.enum(outcomes).nullable(),
  receiver: z.object({ name: z.string().max(200), address: z.string().max(300) }).nullable(),
})
export type ReplySave = z.infer<typeof ReplySave>

export const ReplyLeaseAsk = z.object({ takeOver: z.boolean() })

/** The letters as they will be sent, number and date blank; the digests are what an approval binds. */
export const ReplyLetters = ReplyPreview.extend({
  contentDigest: z.string(),
  previewDigests: z.array(z.string()),
  version: z.number(),
  blank: z.literal(true),
})
export type ReplyLetters = z.infer<typeof ReplyLetters>

export const ReplyProposal = z.object({ version, contentDigest: digest })
export const ReplyReturn = z.object({ version, remark: z.string().trim().min(5).max(2000) })
export const ReplyApproval = z.object({
  version,
  contentDigest: digest,
  previewDigests: z.array(digest).min(1).max(2),
})

/** What waits for the asker: to be approved, to be signed; their own letters in work; those that were overtaken. */
export const replyLists = ['proposed', 'toSign', 'mine', 'overtaken'] as const
/** By what such a list is narrowed. */
const ReplyFilter = z.object({
  kind: z.enum(replyKinds).optional(),
  /** Of the appeal; `none`: of no unit. */
  unit: z.union([z.uuid(), z.literal('none')]).optional(),
  author: z.uuid().optional(),
  due: z.enum(replyTerms).optional(),
})
export type ReplyFilter = z.infer<typeof ReplyFilter>
export const ReplyListQuery = PageQuery.pick({ page: true }).extend({
  ...ReplyFilter.shape,
  state: z.enum(replyLists),
})
export const ReplyListRow = z.object({
  id: z.uuid(),
  appealId: z.uuid(),
  appealNumber: z.string(),
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  client: z.string(),
  kind: z.enum(replyKinds),
  state: z.enum(replyStates),
  author: z.string(),
  proposedAt: z.iso.datetime().nullable(),
  due: z.iso.date().nullable(),
})
export type ReplyListRow = z.infer<typeof ReplyListRow>
export const ReplyList = Count.extend({
  replies: z.array(ReplyListRow),
  hasNext: z.boolean(),
  /** What the whole list may be narrowed to: units and writers that are in it. */
  choices: z.object({
    units: z.array(z.object({ id: z.union([z.uuid(), z.literal('none')]), name: LocalisedText.nullable() })),
    authors: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
})
export type ReplyList = z.infer<typeof ReplyList>

/** Whom of the staff an appeal is about, all of them; nobody: none. */
export const Concerned = z.object({
  staffIds: z.array(z.uuid()).max(20),
  reason: z.string().trim().min(5).max(2000),
})
