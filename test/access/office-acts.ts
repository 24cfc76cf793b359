import { type AppealFacts, type Asker, can, isKnownTo, standingFor } from '../../domain/appeal/can.ts'
import type { Act } from '../../domain/appeal/rights.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { RouteName } from '../../wire/routes.ts'
import { pdf } from '../sample-files.ts'
import type { Asking } from '../test-browser.ts'
import type { StagedAppeal } from './office-stage.ts'
import { replyActRows } from './reply-acts.ts'

/** What the rules say of one person, one appeal and one route. */
export type Verdict =
  | { readonly in: true }
  /** They may not know of it. */
  | { readonly in: false; readonly refusal: Refusal | null }

export interface OfficeRow {
  /** The rights that open this route, any of them: where one of them does, the door is open too. */
  readonly acts: readonly Act[]
  readonly verdict: (asker: Asker, facts: AppealFacts, appeal: StagedAppeal) => Verdict
  readonly path: (appeal: StagedAppeal) => string
  readonly asking?: (appeal: StagedAppeal) => Asking
  /**
   * How the server says no to somebody who may do it: the body is wrong, or names nothing, so that nothing changes.
   * Left out: it is done, and changes nothing that the rules ask.
   */
  readonly stoppedBy?: readonly string[]
  /** It is done, and the executors or the unit are to be brought back. */
  readonly changes?: true
}

const yes: Verdict = { in: true }
const unknown: Verdict = { in: false, refusal: null }
const look =
  (act: 'card' | 'readLetter') =>
  (asker: Asker, facts: AppealFacts): Verdict =>
    standingFor(asker, act, facts).length > 0 ? yes : unknown
const judged = (asker: Asker, facts: AppealFacts, act: Act): Verdict => {
  const refusal = can(asker, act, facts)
  return refusal === null ? yes : { in: false, refusal }
}
const act =
  (which: Act) =>
  (asker: Asker, facts: AppealFacts): Verdict =>
    isKnownTo(asker, facts) ? judged(asker, facts, which) : unknown
/** Who may write a note of any kind, writes; else the refusal is that of the kind they would write. */
const noting = (asker: Asker, facts: AppealFacts): Verdict => {
  if (!isKnownTo(asker, facts)) return unknown
  return can(asker, 'callNote', facts) === null ? yes : judged(asker, facts, 'note')
}

const of =
  (rest: string) =>
  ({ id }: StagedAppeal): string =>
    `/api/office/appeals/${id}${rest}`
const body = (value: unknown) => (): Asking => ({ body: value })
const form = (): Asking => {
  const data = new FormData()
  data.append('file', new Blob([new Uint8Array(pdf)]), 'a.pdf')
  return { body: data }
}
const nobody = '00000000-0000-4000-8000-000000000000'
const reason = 'Қайта бөлу керек'
const reading = { acts: ['readLetter'], verdict: look('readLetter') } as const
const notes = { acts: ['note', 'callNote'], verdict: noting } as const
/** A thing that is not there: everybody who is let in finds nothing, whatever they may do. */
const nothing = (acts: readonly Act[]) => ({ acts, verdict: () => unknown }) as const

/** Every route of the office that names an appeal. A route that is not here fails the test. */
export const officeActRows: Readonly<Partial<Record<RouteName, OfficeRow>>> = {
  'GET /api/office/appeals/:id': { ...reading, path: of('') },
  'GET /api/office/appeals/:id/files/:fileId': {
    ...reading,
    path: (appeal) => of(`/files/${appeal.fileId}`)(appeal),
  },
  'GET /api/office/appeals/:id/archive': { ...reading, path: of('/archive') },
  'GET /api/office/appeals/:id/evidence': { ...reading, path: of('/evidence') },
  'GET /api/office/appeals/:id/letter/pages/:page': { ...reading, path: of('/letter/pages/1') },
  'GET /api/office/appeals/:id/internal': { ...reading, path: of('/internal') },
  'PUT /api/office/appeals/:id/presence': {
    ...reading,
    path: of('/presence'),
    asking: body({ doing: 'reading' }),
  },
  // Takes away only the asker's own row, and says the same where there is none.
  'DELETE /api/office/appeals/:id/presence': {
    acts: ['readLetter'],
    verdict: () => yes,
    path: of('/presence'),
  },
  'POST /api/office/appeals/:id/take-into-work': {
    acts: ['takeIntoWork'],
    verdict: act('takeIntoWork'),
    path: of('/take-into-work'),
    changes: true,
  },
  'POST /api/office/appeals/:id/assignment': {
    acts: ['assign'],
    verdict: act('assign'),
    path: of('/assignment'),
    asking: body({ executorId: nobody }),
    stoppedBy: ['staff_not_executor', 'unit_needed'],
  },
  'POST /api/office/appeals/:id/giving-back': {
    acts: ['giveBack'],
    verdict: act('giveBack'),
    path: of('/giving-back'),
    asking: body({ reason }),
    changes: true,
  },
  'POST /api/office/appeals/:id/taking-over': {
    acts: ['takeOver'],
    verdict: act('takeOver'),
    path: of('/taking-over'),
    asking: body({ reason }),
    changes: true,
  },
  'POST /api/office/appeals/:id/routing': {
    acts: ['route'],
    verdict: act('route'),
    path: of('/routing'),
    asking: body({ unitId: nobody, reason }),
    stoppedBy: ['unit_closed'],
  },
  'POST /api/office/appeals/:id/reopening': {
    acts: ['reopen'],
    verdict: act('reopen'),
    path: of('/reopening'),
    asking: body({ reason }),
    changes: true,
  },
  ...replyActRows,
  'GET /api/office/appeals/:id/notes': { acts: ['card'], verdict: look('card'), path: of('/notes') },
  'POST /api/office/appeals/:id/notes': { ...notes, path: of('/notes'), asking: body({ text: 'Қаралды' }) },
  'POST /api/office/appeals/:id/messages': {
    acts: ['writeMessage'],
    verdict: act('writeMessage'),
    path: of('/messages'),
    asking: body({ text: 'Құжатты алдық', seen: null }),
  },
  'POST /api/office/appeals/:id/no-answer-needed': {
    acts: ['writeMessage'],
    verdict: act('writeMessage'),
    path: of('/no-answer-needed'),
    asking: body({ seen: nobody }),
  },
  // Nobody asks for one back here, nor was asked for anything.
  'POST /api/office/appeals/:id/withdrawal-decision': {
    acts: ['withdraw'],
    verdict: act('withdraw'),
    path: of('/withdrawal-decision'),
    asking: body({ accepted: true, submissionId: nobody }),
    stoppedBy: ['withdrawal_none'],
  },
  'POST /api/office/appeals/:id/papers/:slotId/decisions': {
    acts: ['writeReply'],
    verdict: act('writeReply'),
    path: of(`/papers/${nobody}/decisions`),
    asking: body({ decision: 'accepted' }),
    stoppedBy: ['paper_settled'],
  },
  'PUT /api/office/appeals/:id/note-draft': {
    acts: ['note', 'callNote'],
    verdict: look('card'),
    path: of('/note-draft'),
    asking: body({ text: 'Қар' }),
  },
  'DELETE /api/office/appeals/:id/notes/:noteId': {
    ...notes,
    path: of(`/notes/${nobody}`),
    stoppedBy: ['not_found'],
  },
  'POST /api/office/appeals/:id/notes/:noteId/restoration': {
    ...notes,
    path: of(`/notes/${nobody}/restoration`),
    stoppedBy: ['not_found'],
  },
  'POST /api/office/appeals/:id/questions': {
    acts: ['ask'],
    verdict: act('ask'),
    path: of('/questions'),
    asking: body({ unitId: nobody, text: 'Не дейсіз?', answerBy: '2026-01-13', fileIds: [] }),
    stoppedBy: ['option_unknown'],
  },
  'POST /api/office/appeals/:id/questions/:questionId/answer': {
    acts: ['answerQuestion'],
    // Those who were asked may know of it, also when it is over.
    verdict: (asker, facts, { question, situation }) => {
      if (question === null || !asker.duty.units.includes(question.unitId)) return unknown
      if (situation === 'answered by b') return { in: false, refusal: refuse('question_answered') }
      if (situation === 'withdrawn from b') return { in: false, refusal: refuse('question_withdrawn') }
      return judged(asker, facts, 'answerQuestion')
    },
    path: (appeal) => of(`/questions/${appeal.question?.id ?? nobody}/answer`)(appeal),
    asking: body({ text: 'Түсті.', fileIds: [nobody] }),
    stoppedBy: ['file_upload'],
  },
  'POST /api/office/appeals/:id/questions/:questionId/withdrawal': {
    acts: ['ask'],
    verdict: act('ask'),
    path: of(`/questions/${nobody}/withdrawal`),
    stoppedBy: ['not_found'],
  },
  'POST /api/office/appeals/:id/question-files': {
    acts: ['ask', 'answerQuestion'],
    verdict: (asker, facts) => {
      if (!look('readLetter')(asker, facts).in) return unknown
      return can(asker, 'answerQuestion', facts) === null ? yes : judged(asker, facts, 'ask')
    },
    path: of('/question-files'),
    asking: form,
  },
  'GET /api/office/appeals/:id/question-files/:fileId': {
    acts: ['readLetter'],
    verdict: (asker, facts, { question }) => (question === null ? unknown : look('readLetter')(asker, facts)),
    path: (appeal) => of(`/question-files/${appeal.question?.fileId ?? nobody}`)(appeal),
  },
  'DELETE /api/office/appeals/:id/question-files/:fileId': {
    ...nothing(['ask', 'answerQuestion']),
    path: of(`/question-files/${nobody}`),
  },
  // The other one is looked for first: an unknown one says nothing of this one. Linking is a test of its own.
  'POST /api/office/appeals/:id/links': {
    acts: ['link'],
    verdict: () => ({ in: false, refusal: refuse('link_unknown') }),
    path: of('/links'),
    asking: body({ kind: 'related', other: { appealId: nobody } }),
  },
  'POST /api/office/appeals/:id/register-corrections': {
    acts: ['correctRegister'],
    verdict: act('correctRegister'),
    path: of('/register-corrections'),
    // A letter has an addressee; an appeal has none.
    asking: body({ field: 'addressee', value: 'Басқа', reason, basis: 'Бұйрық № 1' }),
    stoppedBy: ['option_unknown'],
  },
  'POST /api/office/appeals/:id/register-corrections/:correctionId/decision': {
    ...nothing(['correctRegister', 'approveCorrection']),
    path: of(`/register-corrections/${nobody}/decision`),
    asking: body({ decision: 'approve' }),
  },
  'DELETE /api/office/appeals/:id/links/:linkId': { ...nothing(['link']), path: of(`/links/${nobody}`) },
}

/** The routes of the office that name no appeal: lists and what is made of them. Each has a test of its own. */
export const officeListRoutes: readonly RouteName[] = [
  'GET /api/office/desk',
  'GET /api/office/queue',
  'GET /api/office/queue/choices',
  'GET /api/office/queue/export',
  'GET /api/office/queue/preference',
  'PUT /api/office/queue/preference',
  'GET /api/office/queue/views',
  'POST /api/office/queue/views',
  'DELETE /api/office/queue/views/:id',
  'GET /api/office/queue/neighbours',
  'GET /api/office/jump',
  'GET /api/office/books/:book',
  'GET /api/office/books/:book/file',
  'GET /api/office/books/:book/editions',
  'POST /api/office/books/:book/editions',
  'GET /api/office/books/:book/editions/:id',
  'GET /api/office/books/:book/editions/:id/seal',
  'GET /api/office/assignees',
  'GET /api/office/figures',
  'GET /api/office/figures/export',
  'GET /api/office/ratings',
  'GET /api/office/security-log',
  'GET /api/office/signals',
  'GET /api/office/signals/news',
  'GET /api/office/signals/settings',
  'POST /api/office/signals/:id/reading',
  'POST /api/office/signals/reading',
  'PUT /api/office/signals/settings',
  'POST /api/office/account/password',
  'GET /api/office/replies',
  'GET /api/office/stream',
  'POST /api/office/calls',
  'POST /api/office/bulks/preview',
  'POST /api/office/bulks',
  'GET /api/office/bulks/:id',
  'POST /api/office/bulks/:id/undo',
]
