import { z } from 'zod'
import { followKinds } from '../domain/appeal/follow-up.ts'
import { eventTypes } from '../domain/appeal/history.ts'
import { sentStatuses } from '../domain/appeal/status.ts'
import { letterLanguages } from '../domain/language.ts'
import { FileRow, NearLimitRow } from './attachment.ts'
import { Day } from './day.ts'

/** Of an appeal, what is of the office alone: nothing here is in an answer to a client. */

/** Somebody of the staff, by the name that the office uses. */
const Member = z.object({ id: z.uuid(), name: z.string() })

/** A note; the text of a deleted one is there for those who may bring it back. */
export const NoteRow = z.object({
  id: z.uuid(),
  kind: z.enum(['note', 'call']),
  text: z.string().nullable(),
  by: z.string(),
  mine: z.boolean(),
  at: z.iso.datetime(),
  deleted: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  mayDelete: z.boolean(),
})
export type NoteRow = z.infer<typeof NoteRow>
/** `draft`: what the asker is writing and has not left yet. */
export const Notes = z.object({ notes: z.array(NoteRow), draft: z.string() })
export type Notes = z.infer<typeof Notes>

const noteText = z.string().trim().min(1).max(4000)
export const NewNote = z.object({ text: noteText })
/** What is being written; empty: nothing any more. */
export const NoteDraft = z.object({ text: z.string().max(4000) })

export const QuestionRow = z.object({
  id: z.uuid(),
  unit: z.string(),
  text: z.string(),
  answerBy: z.iso.date(),
  by: z.string(),
  at: z.iso.datetime(),
  files: z.array(FileRow),
  answer: z
    .object({ text: z.string(), by: z.string(), at: z.iso.datetime(), files: z.array(FileRow) })
    .nullable(),
  withdrawn: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type QuestionRow = z.infer<typeof QuestionRow>

const fileIds = z.array(z.uuid()).max(20).default([])
export const NewQuestion = z.object({ unitId: z.uuid(), text: noteText, answerBy: Day, fileIds })
export const NewAnswer = z.object({ text: noteText, fileIds })

const linkKinds = ['repeat', 'related'] as const
/** Another appeal, in the asker's sight. */
const Other = z.object({
  appealId: z.uuid(),
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  /** The register's number with its date, or the coupon's. */
  number: z.string(),
  status: z.enum(sentStatuses),
  executedAt: z.iso.datetime().nullable(),
  dueDate: z.iso.date().nullable(),
  /** It is theirs to link, or to take apart. */
  inReach: z.boolean(),
})
export const LinkRow = Other.extend({
  id: z.uuid(),
  kind: z.enum([...linkKinds, ...followKinds]),
  /** Null: the client, who sent the one after the other. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
})
export type LinkRow = z.infer<typeof LinkRow>
export const SimilarRow = Other.extend({ sameType: z.boolean(), sameContract: z.boolean() })
export type SimilarRow = z.infer<typeof SimilarRow>
/** Which appeal: one of the similar ones, or by the number of the register or of the coupon. */
export const NewLink = z.object({
  kind: z.enum(linkKinds),
  other: z.union([z.object({ appealId: z.uuid() }), z.object({ number: z.string().trim().min(1).max(60) })]),
})

/** One event, the client's and the office's alike. What is null is not said by its type. */
export const CaseEvent = z.object({
  seq: z.number(),
  type: z.enum(eventTypes),
  at: z.iso.datetime(),
  /** Null: the system, or the client where `source` is the cabinet. */
  by: z.string().nullable(),
  mine: z.boolean(),
  insteadOf: z.string().nullable(),
  source: z.enum(['cabinet', 'office', 'registry']),
  clientSees: z.boolean(),
  /** Whom it names: the executor, the co-executors. */
  people: z.array(z.string()),
  unit: z.string().nullable(),
  rule: z.string().nullable(),
  /** Why, or what is to be done. */
  remark: z.string().nullable(),
  day: z.iso.date().nullable(),
  number: z.string().nullable(),
  /** Which of the things that its type may be: papers and no message, accepted or not needed. */
  what: z.enum(['papers', 'withdrawal', 'accepted', 'notNeeded', 'revoked']).nullable(),
  /** A note that had been deleted was brought back. */
  again: z.boolean(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

export const presences = ['reading', 'writing'] as const
export const Present = z.object({ staffId: z.uuid(), name: z.string(), doing: z.enum(presences) })
export type Present = z.infer<typeof Present>
export const NewPresence = z.object({ doing: z.enum(presences) })

/** Everything of an appeal that no client is shown. */
export const Internal = z.object({
  /** The number of the last event: a page that knows a smaller one is old. */
  seq: z.number(),
  executor: Member.nullable(),
  /** Who acts today where the executor is away. */
  acting: Member.nullable(),
  unit: Member.nullable(),
  coExecutors: z.array(Member),
  instruction: z.object({ text: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  internalDay: z.iso.date().nullable(),
  notes: z.array(NoteRow),
  noteDraft: z.string(),
  questions: z.array(QuestionRow),
  /** Put up for a question or its answer, not sent yet. */
  uploads: z.array(FileRow),
  /** Of the asker's quotas of files; left out where nothing is near. */
  nearLimits: z.array(NearLimitRow).exactOptional(),
  unitsToAsk: z.array(Member),
  links: z.array(LinkRow),
  similar: z.array(SimilarRow),
  history: z.array(CaseEvent),
  present: z.array(Present),
})
export type Internal = z.infer<typeof Internal>

/** What the call centre looks for: the whole of a number, an IIN or a phone. */
export const NewLookup = z.object({ query: z.string().trim().min(1).max(60) })
/** What may be told on the phone; no letter, no subject, no file. */
export const CallRow = z.object({
  id: z.uuid(),
  number: z.string(),
  client: z.string(),
  status: z.enum(sentStatuses),
  sentAt: z.iso.datetime(),
  registrationDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  executedAt: z.iso.datetime().nullable(),
  executor: z.object({ name: z.string(), extension: z.string().nullable() }).nullable(),
})
export type CallRow = z.infer<typeof CallRow>
export const Calls = z.object({
  /** False: what was typed is no whole number, IIN or phone. */
  understood: z.boolean(),
  rows: z.array(CallRow),
})

/** What the office's live line says: appeals that changed, those no longer in sight, who has one open. */
export const OfficeNews = z.object({
  changed: z.array(z.object({ id: z.uuid(), seq: z.number() })),
  gone: z.array(z.uuid()),
})
export type OfficeNews = z.infer<typeof OfficeNews>
export const PresenceNews = z.object({ id: z.uuid(), present: z.array(Present) })
export type PresenceNews = z.infer<typeof PresenceNews>
