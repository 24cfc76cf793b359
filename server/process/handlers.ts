import { appealRoutes } from '../appeal/appeal-routes.ts'
import { draftRoutes } from '../appeal/draft-routes.ts'
import { bookRoutes } from '../book/book-routes.ts'
import { calendarRoutes } from '../calendar/calendar-routes.ts'
import { caseRoutes } from '../case/case-routes.ts'
import { consentRoutes } from '../consent/consent-routes.ts'
import { contractRoutes } from '../contract/contract-routes.ts'
import { demoRoutes } from '../demo/demo-routes.ts'
import { egovMobileRoutes } from '../egov-mobile/egov-mobile-routes.ts'
import type { Handlers } from '../http/handler.ts'
import { healthRoutes } from '../http/health-routes.ts'
import { mailboxRoutes } from '../mailbox/mailbox-routes.ts'
import { noticeRoutes } from '../notice/notice-routes.ts'
import { bulkRoutes } from '../office/bulk/bulk-routes.ts'
import { officeRoutes } from '../office/office-routes.ts'
import { queueRoutes } from '../office/queue-routes.ts'
import { workRoutes } from '../office/work/work-routes.ts'
import { paperRoutes } from '../paper/paper-routes.ts'
import { accountRoutes } from '../person/account-routes.ts'
import { peopleRoutes } from '../person/people-routes.ts'
import { profileRoutes } from '../person/profile-routes.ts'
import { proofRoutes } from '../person/proof-routes.ts'
import { sessionRoutes } from '../person/session-routes.ts'
import { replyRoutes } from '../reply/reply-routes.ts'
import { replySigningRoutes } from '../reply/reply-signing-routes.ts'
import { replyTemplateRoutes } from '../reply-template/reply-template-routes.ts'
import { sightRoutes } from '../sight/sight-routes.ts'
import { signalRoutes } from '../signal/signal-routes.ts'
import { signatureRoutes } from '../signature/signature-routes.ts'
import { submissionRoutes } from '../submission/submission-routes.ts'
import { submissionSigningRoutes } from '../submission/submission-signing-routes.ts'
import { withdrawalRoutes } from '../submission/withdrawal-routes.ts'
import { tariffRoutes } from '../tariff/tariff-routes.ts'

/** Every URL with its verb: a missing or an extra one does not compile. */
export const handlers: Omit<Handlers, 'GET /api/openapi.json'> = {
  ...sessionRoutes,
  ...consentRoutes,
  ...profileRoutes,
  ...accountRoutes,
  ...peopleRoutes,
  ...tariffRoutes,
  ...calendarRoutes,
  ...contractRoutes,
  ...draftRoutes,
  ...signatureRoutes,
  ...egovMobileRoutes,
  ...proofRoutes,
  ...mailboxRoutes,
  ...appealRoutes,
  ...noticeRoutes,
  ...officeRoutes,
  ...caseRoutes,
  ...replyRoutes,
  ...replySigningRoutes,
  ...submissionRoutes,
  ...paperRoutes,
  ...submissionSigningRoutes,
  ...withdrawalRoutes,
  ...queueRoutes,
  ...sightRoutes,
  ...workRoutes,
  ...signalRoutes,
  ...bulkRoutes,
  ...bookRoutes,
  ...replyTemplateRoutes,
  ...healthRoutes,
  ...demoRoutes,
}
