import { localDate } from '../../domain/calendar/instant.ts'
import { recordDailyHeads } from '../appeal/daily-head.ts'
import { forgetDrafts } from '../appeal/forget-drafts.ts'
import { forgetUploads } from '../attachment/forget-uploads.ts'
import { forgetPresence } from '../case/presence-store.ts'
import type { Context } from '../context.ts'
import { forgetEgovMobileSignings } from '../egov-mobile/old-codes-store.ts'
import { remindToSend } from '../egov-mobile/remind-to-send.ts'
import { forgetDays } from '../http/day-use-store.ts'
import { forgetAnswers } from '../http/idempotency.ts'
import { forgetTries } from '../http/try-store.ts'
import { forgetConfirmations } from '../notice/notice-setting-store.ts'
import { queueDueMail } from '../notice/queue-mail.ts'
import { remindOfPapers } from '../paper/remind-of-papers.ts'
import { forgetSecurityEvents } from '../person/security-event-store.ts'
import { forgetSessions } from '../person/session-store.ts'
import { registerDue } from '../registry/register.ts'
import { forgetReplyDrafts } from '../reply/forget-drafts.ts'
import { unfreezeReplies } from '../reply/send-signed.ts'
import { foldChanges } from '../sight/folded-store.ts'
import { forgetChecks } from '../signature/certificate-check-store.ts'
import { forgetSubmissionDrafts } from '../submission/forget-submission-drafts.ts'

import { lastingWork, sweptJobs } from './lasting-work.ts'

type DueActs = [string, () => Promise<unknown>][]

/**
 * Does what the injected clock has brought due and what needs nobody outside: registrations at opening, the day's head
 * at midnight. Run each minute and at every start, so a process that was away for days catches up. A fault in one kind
 * of act is logged and doesn't keep the others from their turn.
 */
export async function sweepDue(context: Context): Promise<void> {
  await doAll(context, [
    ['dailyHead', () => recordDailyHeads(context)],
    ['register', () => registerDue(context)],
    ['unfreezeReplies', () => unfreezeReplies(context)],
    ['remindToSend', () => remindToSend(context)],
    ['remindOfPapers', () => remindOfPapers(context)],
    ['foldSight', () => foldChanges(context.db)],
    ['forgetEgovMobileSignings', () => forgetEgovMobileSignings(context.db, context.now())],
    ['forgetUploads', () => forgetUploads(context)],
    ['forgetDrafts', () => forgetDrafts(context)],
    ['forgetSubmissionDrafts', () => forgetSubmissionDrafts(context)],
    ['forgetReplyDrafts', () => forgetReplyDrafts(context)],
    ['queueMail', () => queueDueMail(context)],
    ['forgetConfirmations', () => forgetConfirmations(context.db, context.now())],
    ['forgetSecurityEvents', () => forgetSecurityEvents(context)],
    ['forgetSessions', () => forgetSessions(context)],
    ['forgetTries', () => forgetTries(context.db, context.now())],
    ['forgetDays', () => forgetDays(context.db, localDate(context.now()))],
    ['forgetAnswers', () => forgetAnswers(context)],
    ['forgetPresence', () => forgetPresence(context.db, context.now())],
    ['forgetChecks', () => forgetChecks(context.db, context.now())],
  ])
}

/** The same, and then a round of what may take long, one after another. The worker begins it beside (beginSwept). */
export async function sweep(context: Context): Promise<void> {
  await sweepDue(context)
  const lasting = lastingWork(context)
  await doAll(
    context,
    sweptJobs.map((job): DueActs[number] => [job, lasting[job].run]),
  )
}

async function doAll(context: Context, acts: DueActs): Promise<void> {
  for (const [act, run] of acts) {
    try {
      await run()
    } catch (error) {
      context.log({ level: 'error', message: 'a due act failed', act, reason: String(error) })
    }
  }
}
