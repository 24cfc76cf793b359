import { randomUUID } from 'node:crypto'
import { connect } from '../db/connect.ts'
import type { Context } from '../server/context.ts'
import { mailDeliveryOf } from '../server/notice/deliver-mail.ts'
import type { MailProcess } from './mail-process.ts'
import type { World } from './world.ts'

/** So many mails of signals to the staff of a world are due now. Answers their Message-IDs. */
export async function plannedMails({ context, database, people }: World, count: number): Promise<string[]> {
  const owner = connect(database.ownerUrl, { max: 1 })
  try {
    const staff = [people.executor, people.otherExecutor, people.head, people.registrar]
    for (const { id, login } of staff) {
      await owner
        .updateTable('staff')
        .set({ email: `${login}@example.kz` })
        .where('id', '=', id)
        .execute()
    }
    const at = new Date(context.now())
    const ids = Array.from({ length: count }, () => randomUUID())
    for (let from = 0; from < count; from += 500) {
      const rows = ids.slice(from, from + 500).map((id, index) => {
        const number = from + index + 1
        const line = { kind: 'dueToday', number, day: '2026-01-12', step: 0, deputy: false }
        const staffId = staff[number % staff.length]?.id ?? ''
        return { id, staffId, content: JSON.stringify({ signals: [line] }) }
      })
      await owner
        .insertInto('signal_mail')
        .values(
          rows.map(({ id, staffId, content }) => ({
            id,
            staff_id: staffId,
            kind: 'signals',
            content,
            closed_at: at,
            created_at: at,
          })),
        )
        .execute()
      await owner
        .insertInto('mail')
        .values(
          rows.map(({ id, staffId }) => ({
            id: randomUUID(),
            staff_id: staffId,
            signal_mail_id: id,
            created_at: at,
            due_at: at,
          })),
        )
        .execute()
    }
    return ids.map((id) => `<${id}@cabinet.example.kz>`)
  } finally {
    await owner.destroy()
  }
}

export async function waitingMails({ db }: Context): Promise<number> {
  const { n } = await db
    .selectFrom('mail')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** Lets the leases of dead takers pass at once. Nobody sends meanwhile. */
export async function endLeases({ db }: Context): Promise<void> {
  await db
    .updateTable('mail')
    .set({ taken_until: new Date(Date.now() - 60_000) })
    .where('taken_until', 'is not', null)
    .execute()
}

/** Message-IDs of mails of which our rows can't say whether they arrived once. */
export async function unsureIds({ db }: Context): Promise<Set<string>> {
  const rows = await db.selectFrom('mail').select('signal_mail_id').where('unsure', '>', 0).execute()
  return new Set(rows.map(({ signal_mail_id: id }) => `<${id}@cabinet.example.kz>`))
}

/** What was kept twice, and whether each copy says the same. */
export async function twiceKept(mail: MailProcess): Promise<{ ids: string[]; differing: string[] }> {
  const texts = new Map<string, string[]>()
  for (const { messageId, text } of await mail.kept()) {
    texts.set(messageId, [...(texts.get(messageId) ?? []), text])
  }
  const twice = [...texts].filter(([, copies]) => copies.length > 1)
  return {
    ids: twice.map(([id]) => id),
    differing: twice.filter(([, copies]) => new Set(copies).size > 1).map(([id]) => id),
  }
}

/** Two processes' worth of delivery at once; `stop` breaks both off where they are. */
export function twoDeliveries(contexts: readonly Context[]) {
  const deliveries = contexts.map((context) => mailDeliveryOf(context))
  return {
    run: async () => {
      await Promise.all(deliveries.map((one) => one.run()))
    },
    stop: async (graceMs: number) => {
      await Promise.all(deliveries.map((one) => one.stop(graceMs)))
    },
  }
}
