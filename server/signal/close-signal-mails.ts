import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { finishStaffMail } from '../notice/mail-store.ts'
import { Sight } from './sight.ts'
import { closeSignalMail, takeOpenMail } from './signal-mail-store.ts'
import { signalsOfMail } from './signal-store.ts'

/**
 * Closes the mails of signals that are due: from then on each says one thing under one Message-ID, however often it is
 * tried, and what comes later goes with the next. What its reader does not see any more is left out.
 */
export async function closeSignalMails(context: Context): Promise<void> {
  while (await inTransaction(context.db, (trx) => closeNext({ ...context, db: trx }))) {
    // Each in a transaction of its own.
  }
}

async function closeNext({ db, now }: Context): Promise<boolean> {
  const mail = await takeOpenMail(db, now())
  if (mail === null) return false
  const signals = await signalsOfMail(db, mail.id)
  const ids = signals.flatMap(({ appealId }) => appealId ?? [])
  const sight = new Sight(db, now(), [...new Set(ids)])
  const lines = []
  for (const one of signals) {
    if (one.appealId !== null && !(await sight.mayBeTold(mail.staffId, one.appealId))) continue
    const { kind, appealNumber: number, day, step, insteadOf, about, at } = one
    const account = about === null ? {} : { account: { ...about, at: at.getTime() } }
    lines.push({ kind, number, day, step, deputy: insteadOf !== null, ...account })
  }
  await closeSignalMail(db, mail.id, { signals: lines }, now())
  if (lines.length === 0) await finishStaffMail(db, mail.id, now())
  return true
}
