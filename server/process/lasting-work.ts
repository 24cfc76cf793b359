import { scanFiles } from '../attachment/scan-files.ts'
import { checkBooks } from '../book/check-numbers.ts'
import { makeDueEditions } from '../book/make-edition.ts'
import type { Context } from '../context.ts'
import { mailDeliveryOf } from '../notice/deliver-mail.ts'
import { runBulks } from '../office/bulk/run-bulks.ts'
import { type OneAtATime, oneAtATime } from '../one-at-a-time.ts'
import { startRound } from '../outside-round.ts'
import type { JobName } from '../queue-job.ts'
import { sendSigned } from '../reply/send-signed.ts'
import { keepSearch } from '../search/keep-search.ts'
import { closeSignalMails } from '../signal/close-signal-mails.ts'
import { tellDue } from '../signal/tell-due.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { stampSignatures } from '../signature/stamp-signatures.ts'
import { runHandOvers } from '../unit/run-hand-overs.ts'

/** The jobs that may take long, because somebody outside is asked or because there is much to do. */
export const lastingJobs = [
  'scan-files',
  'check-revocation',
  'stamp-signatures',
  'tell-signals',
  'send-mail',
  'run-bulks',
  'run-hand-overs',
  'send-signed',
  'make-editions',
  'check-books',
  'keep-search',
] as const satisfies readonly JobName[]

/** What of it is looked after each minute and when the clock was moved; the rest is queued with what needs it. */
export const sweptJobs = [
  'tell-signals',
  'run-bulks',
  'run-hand-overs',
  'check-revocation',
  // What was just decided goes in the same round.
  'send-signed',
  'stamp-signatures',
  'scan-files',
  'check-books',
  'make-editions',
] as const satisfies readonly (typeof lastingJobs)[number][]

export type LastingWork = Readonly<Record<(typeof lastingJobs)[number], OneAtATime>>

/**
 * Work that never holds up registrations, notices and heads: each kind runs once at a time, so that it has one place
 * of the worker and no more, and what asks somebody outside does it in rounds (server/outside-round.ts).
 */
export function lastingWork(context: Context): LastingWork {
  return {
    'scan-files': oneAtATime((stopping) => scanFiles(context, startRound(stopping))),
    'check-revocation': oneAtATime((stopping) => checkRevocations(context, startRound(stopping))),
    'stamp-signatures': oneAtATime((stopping) => stampSignatures(context, startRound(stopping))),
    'tell-signals': oneAtATime((stopping) => tellDue(context, () => stopping.aborted)),
    'send-mail': mailDeliveryOf(context, () => closeSignalMails(context)),
    'run-bulks': oneAtATime((stopping) => runBulks(context, () => stopping.aborted)),
    'run-hand-overs': oneAtATime((stopping) => runHandOvers(context, { isEnding: () => stopping.aborted })),
    'send-signed': oneAtATime(() => sendSigned(context)),
    'make-editions': oneAtATime((stopping) => makeDueEditions(context, startRound(stopping))),
    'check-books': oneAtATime(() => checkBooks(context)),
    'keep-search': oneAtATime((stopping) => keepSearch(context, 'lacking', () => stopping.aborted)),
  }
}

/** Begins a round of what is looked after each minute, and waits for none of it: a fault is logged. */
export function beginSwept(context: Context, lasting: LastingWork): void {
  for (const job of sweptJobs) {
    lasting[job].run().catch((error: unknown) => {
      context.log({ level: 'error', message: 'a due act failed', act: job, reason: String(error) })
    })
  }
}
