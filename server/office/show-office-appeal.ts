import { messageWaitsSince } from '../../domain/appeal/awaits-word.ts'
import { openActions, openActs } from '../../domain/appeal/can.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import { lastSubmissionIn } from '../../domain/submission/submission.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import { appealInFull } from '../appeal/appeal-in-full.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { capOf } from '../appeal/extension-cap.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { noticeSettingsOf } from '../notice/notice-setting-store.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { markSubmissionsRead } from '../submission/submission-store.ts'
import { noteView } from './letter-view-store.ts'

/**
 * An appeal as staff see it: the client's view, and what this person may do now. The look is logged; what the client
 * sent after the letter is read by it, as far as it is shown.
 */
export async function showOfficeAppeal(
  context: Context,
  asker: Asker,
  appealId: string,
): Promise<OfficeAppeal> {
  const appeal = await openedByStaff(context, asker, appealId)
  const settings = await currentSettings(context)
  const { facts, signature } = appeal
  // Before the rest: what was sent meanwhile is shown and not taken for seen.
  const history = await historyOf(context.db, appeal.id)
  const full = await appealInFull(context, appeal, asker.language)
  const submissions = full.correspondence.filter(({ kind }) => kind === 'submission')
  await markSubmissionsRead(
    context.db,
    submissions.map(({ id }) => id),
    context.now(),
  )
  const version = await typeById(context.db, appeal.typeId)
  const { given, patronymic } = appeal.client.name
  const name = [given, patronymic ?? ''].filter((part) => part !== '').join(' ')
  return {
    ...full,
    actions: openActions(asker, facts),
    acts: openActs(asker, facts),
    awaitsWordSince: messageWaitsSince(history),
    lastSubmissionId: lastSubmissionIn(history),
    documentNames: Object.values(version?.documentNames ?? {}).map((name) => name[appeal.letterLanguage]),
    mine: facts.executorId === asker.id,
    verdict: {
      checks: signature.checks,
      nextAt:
        context.config.authority === null || signature.recheckAt === null ? null : toIso(signature.recheckAt),
    },
    extensionCap: capOf(appeal, settings['extension.capFrom'], await readCalendar(context.db)),
    mailRefused: await mailRefusedOf(context, appeal.personId),
    greeting: { kk: fill(kk.greeting, { name }), ru: fill(ru.greeting, { name }) },
  }
}

/** Mail does not reach the client: the person who works on the appeal may have to call. */
async function mailRefusedOf({ db }: Context, personId: string): Promise<OfficeAppeal['mailRefused']> {
  const { email, refused } = await noticeSettingsOf(db, personId)
  return email === null || refused === null
    ? null
    : { email, at: refused.at.toISOString(), reply: refused.reply }
}

/** A sent appeal that this member of staff opens: written down, and shown to the client. Throws NotFound. */
export async function openedByStaff(context: Context, asker: Asker, appealId: string): Promise<SentAppeal> {
  const appeal = await officeAppeal(context.db, asker, 'readLetter', appealId)
  const view = { appealId: appeal.id, staffId: asker.id, viewedAt: context.now() }
  await inTransaction(context.db, (tx) => noteView(tx, view))
  return appeal
}
