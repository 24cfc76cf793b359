import { z } from 'zod'
import { accountRoutes } from './account.ts'
import { AppealId, Draft, DraftSave, Drafts, NewDraft, NewSignature, PreparedLetter, Sent } from './appeal.ts'
import { FileRow, NewUpload, UploadRow, Uploads } from './attachment.ts'
import { bookRoutes } from './book-routes.ts'
import { Calendar } from './calendar.ts'
import {
  Calls,
  Internal,
  NewAnswer,
  NewLink,
  NewLookup,
  NewNote,
  NewPresence,
  NewQuestion,
  NoteDraft,
  Notes,
} from './case.ts'
import { Offer } from './catalogue.ts'
import { Contracts } from './contract.ts'
import {
  DemoPhoneAsk,
  DemoPhoneScreen,
  EgovMobileDocuments,
  EgovMobileErrand,
  EgovMobileNews,
  EgovMobilePut,
  EgovMobileSecret,
  EgovMobileSignIn,
  EgovMobileSigning,
  EgovMobileThanks,
  NewEgovMobileSigning,
} from './egov-mobile.ts'
import { followUpRoutes, OwnAppeal } from './follow-up.ts'
import { listRoutes } from './list-routes.ts'
import { Incoming, MailboxQuery, Outgoing } from './mailbox.ts'
import {
  AllRead,
  DemoMails,
  EmailConfirmed,
  EmailToken,
  News,
  NoticeSettings,
  NoticeSettingsChange,
  Notices,
  NoticesQuery,
} from './notice.ts'
import { OfficeAppeal } from './office.ts'
import { paperRoutes } from './paper.ts'
import { peopleRoutes } from './people-routes.ts'
import { DemoPeople, LanguageCode, Session, SignInByKey, SignInChallenge, StaffSignIn } from './person.ts'
import { Consent, Contacts, NewConsent, Profile } from './profile.ts'
import { proofRoutes } from './proof.ts'
import { ratingRoutes } from './rating.ts'
import { replyRoutes } from './reply-routes.ts'
import { replySigningRoutes } from './reply-signing-routes.ts'
import { replyTemplateRoutes } from './reply-template.ts'
import type { Route } from './route.ts'
import { securityRoutes } from './security-log.ts'
import { signalRoutes } from './signal-routes.ts'
import { submissionRoutes } from './submission.ts'
import { submissionSigningRoutes } from './submission-signing.ts'
import { TariffDocumentQuery, Tariffs } from './tariff.ts'
import { workRoutes } from './work-routes.ts'

const client = ['client'] as const
/** Who reads what staff write beside an appeal. */
const reading = ['registrar', 'executor', 'head', 'auditor'] as const
const asking = ['executor', 'head'] as const
const linking = ['registrar', 'executor', 'head'] as const
const anyone = ['anyone'] as const

const FileId = z.object({ id: z.uuid(), fileId: z.uuid() })
const UploadId = z.object({ id: z.uuid(), uploadId: z.uuid() })
const NoteId = z.object({ id: z.uuid(), noteId: z.uuid() })
const QuestionId = z.object({ id: z.uuid(), questionId: z.uuid() })
const LinkId = z.object({ id: z.uuid(), linkId: z.uuid() })
const PageNumber = z.object({ id: z.uuid(), page: z.coerce.number().int().min(1).max(100) })
const Nothing = z.object({})

/** Every URL: who may call it and what crosses. The server refuses to start with a route that is not here. */
export const routes = {
  'GET /api/session': { who: anyone, response: Session },
  'PATCH /api/session': { who: anyone, body: z.object({ language: LanguageCode }), response: Nothing },
  'DELETE /api/session': { who: anyone, response: Nothing },
  'POST /api/session': {
    who: anyone,
    body: SignInByKey,
    response: Session,
    heavy: 'verification',
    signIn: true,
  },
  'POST /api/sign-in-challenge': { who: anyone, response: SignInChallenge },
  /** The same for the office, over a text of its own (docs/decisions/0024). */
  'POST /api/staff-sign-in-challenge': { who: anyone, response: SignInChallenge },
  'POST /api/staff-key-session': {
    who: anyone,
    body: SignInByKey,
    response: Session,
    heavy: 'verification',
    signIn: true,
  },
  'POST /api/staff-session': { who: anyone, body: StaffSignIn, response: Session, signIn: true },

  'GET /api/demo/people': { who: anyone, response: DemoPeople, demo: true },
  'POST /api/demo/session': {
    who: anyone,
    body: z.object({ personId: z.uuid() }),
    response: Session,
    demo: true,
  },
  'GET /api/demo/keys/:fileName': {
    who: anyone,
    params: z.object({ fileName: z.string().max(200) }),
    file: true,
    demo: true,
  },
  /** The played eGov Mobile of a demo person looks at a QR, signs or cancels. */
  'POST /api/demo/phone': { who: anyone, body: DemoPhoneAsk, response: DemoPhoneScreen, demo: true },
  'POST /api/demo/clock': {
    who: anyone,
    body: z.object({ now: z.iso.datetime({ offset: true }) }),
    response: z.object({ now: z.iso.datetime() }),
    demo: true,
  },

  'GET /api/tariffs': { who: anyone, response: Tariffs },
  'GET /api/tariffs/document': { who: anyone, query: TariffDocumentQuery, file: true },

  'GET /api/consent': { who: client, response: Consent, beforeConsent: true },
  'POST /api/consent': { who: client, body: NewConsent, response: Consent, beforeConsent: true },
  'GET /api/profile': { who: client, response: Profile },
  'PATCH /api/profile': { who: client, body: Contacts, response: Profile, account: 'saveContacts' },
  /** Everything kept about the client, as JSON; also for those who do not agree. */
  'GET /api/profile/data': { who: client, file: true, heavy: 'export', beforeConsent: true },
  'DELETE /api/profile/sessions': {
    who: client,
    response: Nothing,
    beforeConsent: true,
    account: 'endAllSessions',
  },

  ...accountRoutes,
  ...proofRoutes,

  'GET /api/calendar': { who: anyone, response: Calendar },

  'GET /api/contracts': { who: client, response: Contracts },
  'GET /api/contracts/:id/offer': { who: client, params: AppealId, response: Offer },

  'GET /api/drafts': { who: client, response: Drafts },
  'POST /api/drafts': { who: client, body: NewDraft, response: Draft, idempotent: true },
  'GET /api/drafts/:id': { who: client, params: AppealId, response: Draft },
  'PATCH /api/drafts/:id': {
    who: client,
    params: AppealId,
    body: DraftSave,
    response: Draft,
    ifMatch: true,
  },
  'DELETE /api/drafts/:id': { who: client, params: AppealId, response: Nothing },
  'GET /api/drafts/:id/uploads': { who: client, params: AppealId, response: Uploads },
  'POST /api/drafts/:id/uploads': {
    who: client,
    params: AppealId,
    body: NewUpload,
    response: UploadRow,
    idempotent: true,
  },
  'GET /api/drafts/:id/uploads/:uploadId': { who: client, params: UploadId, response: UploadRow },
  'PATCH /api/drafts/:id/uploads/:uploadId': {
    who: client,
    params: UploadId,
    response: UploadRow,
    part: true,
  },
  'DELETE /api/drafts/:id/uploads/:uploadId': { who: client, params: UploadId, response: Nothing },
  'DELETE /api/drafts/:id/attachments/:fileId': { who: client, params: FileId, response: Nothing },
  'GET /api/drafts/:id/attachments/:fileId': { who: client, params: FileId, file: true },
  'POST /api/drafts/:id/letter': { who: client, params: AppealId, response: PreparedLetter, heavy: 'letter' },
  'GET /api/drafts/:id/letter/document': { who: client, params: AppealId, file: true },
  'GET /api/drafts/:id/letter/pages/:page': { who: client, params: PageNumber, file: true },
  'POST /api/drafts/:id/signature': {
    who: client,
    params: AppealId,
    body: NewSignature,
    response: Sent,
    idempotent: true,
    heavy: 'verification',
  },

  'POST /api/drafts/:id/egov-mobile-signing': {
    who: client,
    params: AppealId,
    body: NewEgovMobileSigning,
    response: EgovMobileSigning,
  },

  'POST /api/egov-mobile-sign-in': { who: anyone, response: EgovMobileSigning },
  /**
   * Of the client whose draft it is, or of the browser that began the sign-in; for everybody else there is none.
   */
  'GET /api/egov-mobile-signings/:id': { who: anyone, params: AppealId, response: EgovMobileNews },
  'GET /api/egov-mobile-signings/:id/stream': { who: anyone, params: AppealId, events: true },
  'DELETE /api/egov-mobile-signings/:id': { who: anyone, params: AppealId, response: Nothing },
  'POST /api/egov-mobile-session': { who: anyone, body: EgovMobileSignIn, response: Session, signIn: true },
  'POST /api/staff-egov-mobile-sign-in': { who: anyone, response: EgovMobileSigning },
  'POST /api/staff-egov-mobile-session': {
    who: anyone,
    body: EgovMobileSignIn,
    response: Session,
    signIn: true,
  },
  /** API №1 and №2 of eGov Mobile (docs/signature-facts.md 5.1). */
  'GET /api/mgov/:secret': {
    who: anyone,
    params: EgovMobileSecret,
    response: EgovMobileErrand,
    egovMobile: true,
  },
  'GET /api/mgov/:secret/document': {
    who: anyone,
    params: EgovMobileSecret,
    response: EgovMobileDocuments,
    egovMobile: true,
  },
  'PUT /api/mgov/:secret/document': {
    who: anyone,
    params: EgovMobileSecret,
    body: EgovMobilePut,
    response: EgovMobileThanks,
    egovMobile: true,
    heavy: 'verification',
  },

  'GET /api/incoming': { who: client, query: MailboxQuery, response: Incoming },
  'GET /api/outgoing': { who: client, query: MailboxQuery, response: Outgoing },
  'GET /api/appeals/:id': { who: client, params: AppealId, response: OwnAppeal },
  'POST /api/appeals/:id/reading': { who: client, params: AppealId, response: Nothing },
  'POST /api/appeals/:id/copy': { who: client, params: AppealId, response: Draft, idempotent: true },
  'GET /api/appeals/:id/files/:fileId': { who: client, params: FileId, file: true },
  'GET /api/appeals/:id/archive': { who: client, params: AppealId, file: true, heavy: 'archive' },
  'GET /api/appeals/:id/evidence': { who: client, params: AppealId, file: true, heavy: 'package' },
  'GET /api/appeals/:id/letter/pages/:page': { who: client, params: PageNumber, file: true },
  'GET /api/appeals/:id/viewing-copy': { who: client, params: AppealId, file: true, heavy: 'letter' },

  ...followUpRoutes,
  ...ratingRoutes,
  ...submissionRoutes,
  ...paperRoutes,
  ...submissionSigningRoutes,

  'GET /api/notices': { who: client, query: NoticesQuery, response: Notices },
  'GET /api/notices/news': { who: client, response: News },
  'GET /api/notices/stream': { who: client, events: true },
  'POST /api/notices/reading': { who: client, body: AllRead, response: Nothing },
  'POST /api/notices/:id/reading': { who: client, params: AppealId, response: Nothing },
  'GET /api/notice-settings': { who: client, response: NoticeSettings },
  'PATCH /api/notice-settings': {
    who: client,
    body: NoticeSettingsChange,
    response: NoticeSettings,
    account: 'changeNoticeSettings',
  },
  'POST /api/notice-settings/link': { who: client, response: NoticeSettings, account: 'confirmEmail' },
  'POST /api/email-confirmations': { who: anyone, body: EmailToken, response: EmailConfirmed },
  'GET /api/demo/mails': { who: anyone, response: DemoMails, demo: true },

  ...listRoutes,
  'GET /api/office/appeals/:id': { who: reading, params: AppealId, response: OfficeAppeal },
  'GET /api/office/appeals/:id/files/:fileId': { who: reading, params: FileId, file: true },
  'GET /api/office/appeals/:id/archive': { who: reading, params: AppealId, file: true, heavy: 'archive' },
  'GET /api/office/appeals/:id/evidence': { who: reading, params: AppealId, file: true, heavy: 'package' },
  'GET /api/office/appeals/:id/letter/pages/:page': { who: reading, params: PageNumber, file: true },
  ...workRoutes,
  ...signalRoutes,
  ...securityRoutes,
  ...replyTemplateRoutes,
  ...replyRoutes,
  ...replySigningRoutes,
  'GET /api/office/stream': { who: reading, events: true },
  'GET /api/office/appeals/:id/internal': { who: reading, params: AppealId, response: Internal },
  'PUT /api/office/appeals/:id/presence': {
    who: reading,
    params: AppealId,
    body: NewPresence,
    response: Nothing,
  },
  'DELETE /api/office/appeals/:id/presence': { who: reading, params: AppealId, response: Nothing },
  /** The call centre writes notes of its calls, and reads those alone. */
  'GET /api/office/appeals/:id/notes': {
    who: [...reading, 'callCentre'],
    params: AppealId,
    response: Notes,
  },
  'POST /api/office/appeals/:id/notes': {
    who: [...linking, 'callCentre'],
    params: AppealId,
    body: NewNote,
    response: Notes,
    idempotent: true,
  },
  'PUT /api/office/appeals/:id/note-draft': {
    who: [...linking, 'callCentre'],
    params: AppealId,
    body: NoteDraft,
    response: Nothing,
  },
  'DELETE /api/office/appeals/:id/notes/:noteId': {
    who: [...linking, 'callCentre'],
    params: NoteId,
    response: Notes,
  },
  'POST /api/office/appeals/:id/notes/:noteId/restoration': {
    who: [...linking, 'callCentre'],
    params: NoteId,
    response: Notes,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/questions': {
    who: asking,
    params: AppealId,
    body: NewQuestion,
    response: Internal,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/questions/:questionId/answer': {
    who: asking,
    params: QuestionId,
    body: NewAnswer,
    response: Nothing,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/questions/:questionId/withdrawal': {
    who: asking,
    params: QuestionId,
    response: Internal,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/question-files': {
    who: asking,
    params: AppealId,
    response: FileRow,
    multipart: true,
  },
  'GET /api/office/appeals/:id/question-files/:fileId': { who: reading, params: FileId, file: true },
  'DELETE /api/office/appeals/:id/question-files/:fileId': {
    who: asking,
    params: FileId,
    response: Nothing,
  },
  'POST /api/office/appeals/:id/links': {
    who: linking,
    params: AppealId,
    body: NewLink,
    response: Internal,
    idempotent: true,
  },
  'DELETE /api/office/appeals/:id/links/:linkId': {
    who: linking,
    params: LinkId,
    response: Internal,
  },
  /** An IIN or a phone is in no address. */
  'POST /api/office/calls': { who: ['callCentre'], body: NewLookup, response: Calls },

  ...peopleRoutes,
  ...bookRoutes,

  'GET /health/live': { who: anyone, response: z.object({ live: z.literal(true) }) },
  'GET /health/ready': { who: anyone, response: z.object({ ready: z.literal(true) }) },
  'GET /api/openapi.json': { who: anyone, file: true },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes
