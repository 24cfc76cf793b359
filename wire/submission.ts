import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { submissionKinds } from '../domain/appeal/submission-kind.ts'
import { AppealId } from './appeal.ts'
import { FileRow, NewSubmissionUpload, SubmissionUploadRow } from './attachment.ts'
import { EgovMobileSigned } from './egov-mobile.ts'
import type { Route } from './route.ts'

// A draft may hold more than may be sent: what is too long is said, and nothing typed is lost.
const Text = z.string().max(20_000)

/** What a client writes in a sent appeal and has not sent yet. */
export const SubmissionDraft = z.object({
  id: z.uuid(),
  appealId: z.uuid(),
  kind: z.enum(submissionKinds),
  version: z.number(),
  updatedAt: z.iso.datetime(),
  text: z.string(),
  /** `hold` says what of its virus check keeps it from being sent. */
  files: z.array(
    FileRow.extend({
      hold: z.enum(['waiting', 'infected']).nullable(),
      /** The asked paper that it is sent for; null: of a message. */
      slotId: z.uuid().nullable(),
    }),
  ),
  /** Files that still wait for bytes: from a closed page, another device, or this one. */
  uploads: z.array(SubmissionUploadRow),
  /** §8.2: of what is signed: a phone has, and nobody has sent it. */
  egovMobileSigned: EgovMobileSigned.nullable(),
})
export type SubmissionDraft = z.infer<typeof SubmissionDraft>
export const NewSubmission = z.object({ kind: z.enum(submissionKinds) })
export const SubmissionSave = z.object({
  text: Text,
  /** Sent again after a lost answer it is known, and not done twice. */
  saveId: z.uuid().optional(),
  /** An earlier save of the same page, still without an answer: if it alone came between, this is not stale. */
  after: z.uuid().optional(),
})
export type SubmissionSave = z.infer<typeof SubmissionSave>

/** The receipt of what was sent. */
export const Submitted = z.object({ id: z.uuid(), sentAt: z.iso.datetime(), files: z.number() })
export type Submitted = z.infer<typeof Submitted>

/** `seen`: the last that who writes has seen of what the client sent in the appeal; null: nothing. */
export const NewMessage = z.object({ text: Text, seen: z.uuid().nullable() })

const client = ['client'] as const
const writing = rolesFor('writeMessage')
const SubmissionId = z.object({ id: z.uuid() })
const FileId = z.object({ id: z.uuid(), fileId: z.uuid() })
const UploadId = z.object({ id: z.uuid(), uploadId: z.uuid() })
const Nothing = z.object({})

/** What a client sends in an appeal after its letter, and messages of the company (docs/office.md 11). */
export const submissionRoutes = {
  'GET /api/appeals/:id/submission-draft': {
    who: client,
    params: AppealId,
    query: z.object({ kind: z.enum(submissionKinds).default('message') }),
    response: z.object({ draft: SubmissionDraft.nullable() }),
  },
  /** Begins one of a kind, or answers the one that is there. */
  'POST /api/appeals/:id/submissions': {
    who: client,
    params: AppealId,
    body: NewSubmission,
    response: SubmissionDraft,
    idempotent: true,
  },
  'GET /api/submissions/:id': { who: client, params: SubmissionId, response: SubmissionDraft },
  'PATCH /api/submissions/:id': {
    who: client,
    params: SubmissionId,
    body: SubmissionSave,
    response: SubmissionDraft,
    ifMatch: true,
  },
  /** The same file said again goes on where it stopped. */
  'POST /api/submissions/:id/uploads': {
    who: client,
    params: SubmissionId,
    body: NewSubmissionUpload,
    response: SubmissionUploadRow,
    idempotent: true,
  },
  'GET /api/submissions/:id/uploads/:uploadId': {
    who: client,
    params: UploadId,
    response: SubmissionUploadRow,
  },
  'PATCH /api/submissions/:id/uploads/:uploadId': {
    who: client,
    params: UploadId,
    response: SubmissionUploadRow,
    part: true,
  },
  'DELETE /api/submissions/:id/uploads/:uploadId': { who: client, params: UploadId, response: Nothing },
  'GET /api/submissions/:id/files/:fileId': { who: client, params: FileId, file: true },
  'DELETE /api/submissions/:id/files/:fileId': { who: client, params: FileId, response: Nothing },
  /** Sends what was seen: another version answers 412. Pressed again it answers the same receipt. */
  'POST /api/submissions/:id/sending': {
    who: client,
    params: SubmissionId,
    response: Submitted,
    ifMatch: true,
    idempotent: true,
  },
  'DELETE /api/submissions/:id': { who: client, params: SubmissionId, response: Nothing },
  'POST /api/office/appeals/:id/messages': {
    who: writing,
    params: AppealId,
    body: NewMessage,
    response: Nothing,
    idempotent: true,
  },
  /** What the client wrote needs no answer, `seen` being the last of it; written more meanwhile: 409. */
  'POST /api/office/appeals/:id/no-answer-needed': {
    who: writing,
    params: AppealId,
    body: z.object({ seen: z.uuid() }),
    response: Nothing,
    idempotent: true,
  },
} as const satisfies Record<string, Route>
