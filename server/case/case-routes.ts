import type { Handlers } from '../http/handler.ts'
import { answerQuestion, withdrawQuestion } from './answer-question.ts'
import { askUnit } from './ask-unit.ts'
import { bePresent, leave } from './be-present.ts'
import { deleteNote, restoreNote } from './delete-note.ts'
import { keepNoteDraft } from './keep-note-draft.ts'
import { leaveNote } from './leave-note.ts'
import { linkAppeals, unlinkAppeals } from './link-appeals.ts'
import { lookUp } from './look-up.ts'
import { officeStreamOf } from './office-stream.ts'
import { discardQuestionFile, openQuestionFile, uploadQuestionFile } from './question-files.ts'
import { showInternal } from './show-internal.ts'
import { showNotes } from './show-notes.ts'

export const caseRoutes = {
  'GET /api/office/stream': async ({ context, asker }) => officeStreamOf(context).listen(asker),
  'GET /api/office/appeals/:id/internal': ({ context, asker, params }) =>
    showInternal(context, asker, params.id),
  'PUT /api/office/appeals/:id/presence': async ({ context, asker, params, body }) => {
    await bePresent(context, asker, params.id, body.doing)
    return {}
  },
  'DELETE /api/office/appeals/:id/presence': async ({ context, asker, params }) => {
    await leave(context, asker, params.id)
    return {}
  },
  'GET /api/office/appeals/:id/notes': ({ context, asker, params }) => showNotes(context, asker, params.id),
  'POST /api/office/appeals/:id/notes': async ({ context, asker, params, body }) => {
    await leaveNote(context, asker, params.id, body)
    return await showNotes(context, asker, params.id)
  },
  'PUT /api/office/appeals/:id/note-draft': async ({ context, asker, params, body }) => {
    await keepNoteDraft(context, asker, params.id, body.text)
    return {}
  },
  'DELETE /api/office/appeals/:id/notes/:noteId': async ({ context, asker, params }) => {
    await deleteNote(context, asker, params.id, params.noteId)
    return await showNotes(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/notes/:noteId/restoration': async ({ context, asker, params }) => {
    await restoreNote(context, asker, params.id, params.noteId)
    return await showNotes(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/questions': async ({ context, asker, params, body }) => {
    await askUnit(context, asker, params.id, body)
    return await showInternal(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/questions/:questionId/answer': async ({ context, asker, params, body }) => {
    // Afterwards the appeal may be out of their sight.
    await answerQuestion(context, asker, params.id, params.questionId, body)
    return {}
  },
  'POST /api/office/appeals/:id/questions/:questionId/withdrawal': async ({ context, asker, params }) => {
    await withdrawQuestion(context, asker, params.id, params.questionId)
    return await showInternal(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/question-files': ({ context, asker, params, upload }) =>
    uploadQuestionFile(context, asker, params.id, upload),
  'GET /api/office/appeals/:id/question-files/:fileId': ({ context, asker, params }) =>
    openQuestionFile(context, asker, params.id, params.fileId),
  'DELETE /api/office/appeals/:id/question-files/:fileId': async ({ context, asker, params }) => {
    await discardQuestionFile(context, asker, params.id, params.fileId)
    return {}
  },
  'POST /api/office/appeals/:id/links': async ({ context, asker, params, body }) => {
    await linkAppeals(context, asker, params.id, body)
    return await showInternal(context, asker, params.id)
  },
  'DELETE /api/office/appeals/:id/links/:linkId': async ({ context, asker, params }) => {
    await unlinkAppeals(context, asker, params.id, params.linkId)
    return await showInternal(context, asker, params.id)
  },
  'POST /api/office/calls': ({ context, asker, body }) => lookUp(context, asker, body.query),
} satisfies Partial<Handlers>
