import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { checkChain, dailyHeadOf } from '../appeal/event-chain.ts'
import { asHistory, columnsOf, headsBefore } from '../appeal/event-store.ts'
import { endOfDay, noHead, rootOfDay } from '../appeal/head-store.ts'
import type { Context, Db } from '../context.ts'
import { chainsAfter, firstAppeal, headsOf, lateEvent, leavesOf, strayLeaf } from './journal-store.ts'

/** The first row that differs. Days are 'YYYY-MM-DD'. */
export type JournalFault =
  /** An event was changed, moved, added within, or one before it is gone. */
  | { readonly kind: 'event'; readonly appeal: string; readonly seq: number }
  /** What the lists show of an appeal is not what its history says. */
  | { readonly kind: 'column'; readonly appeal: string; readonly column: string }
  /** The head of a day is not that of what it covers, or follows another head than it says. */
  | { readonly kind: 'head'; readonly date: PlainDate }
  /** What a head covers is another event now, or none. */
  | { readonly kind: 'leaf'; readonly date: PlainDate; readonly appeal: string }
  /** An event of a day that has its head is covered by none. */
  | { readonly kind: 'late'; readonly appeal: string; readonly seq: number }

export interface JournalVerdict {
  readonly appeals: number
  readonly events: number
  readonly heads: number
  readonly fault: JournalFault | null
}

/**
 * Recomputes everything that proves itself: chains, what they add up to, and the heads of days (docs/decisions/0040).
 * Changes nothing. Chains are read a few hundred at a time, however many there are.
 */
export async function verifyJournal({ db }: Pick<Context, 'db'>): Promise<JournalVerdict> {
  // One moment of the database: what is recorded while it is read would look like a difference.
  return db.isTransaction
    ? await verified(db)
    : await db.transaction().setIsolationLevel('repeatable read').execute(verified)
}

async function verified(db: Db): Promise<JournalVerdict> {
  const counted = { appeals: 0, events: 0, heads: 0 }
  const fault =
    (await faultOfChains(db, counted)) ?? (await faultOfHeads(db, counted)) ?? (await faultOfCover(db))
  return { ...counted, fault }
}

async function faultOfChains(db: Db, counted: { appeals: number; events: number }) {
  let after = firstAppeal
  for (;;) {
    const page = await chainsAfter(db, after)
    for (const { appeal, columns, chain } of page) {
      after = appeal
      counted.appeals += 1
      counted.events += chain.length
      const seq = checkChain(chain)
      if (seq !== null) return { kind: 'event', appeal, seq } as const
      const column = differing(columns, columnsOf(asHistory(chain)))
      if (column !== null) return { kind: 'column', appeal, column } as const
    }
    if (page.length === 0) return null
  }
}

/** The first column that is not what the history adds up to. Times are compared as moments. */
function differing(
  kept: Readonly<Record<string, unknown>>,
  folded: Readonly<Record<string, unknown>>,
): string | null {
  const said = (value: unknown): string => JSON.stringify(value ?? null)
  return Object.keys(folded).find((column) => said(kept[column]) !== said(folded[column])) ?? null
}

async function faultOfHeads(db: Db, counted: { heads: number }): Promise<JournalFault | null> {
  let before: { date: PlainDate; head: string } | null = null
  for (const head of await headsOf(db)) {
    counted.heads += 1
    const date = plainDate(head.date)
    const right: string =
      head.kind === 'flat'
        ? dailyHeadOf(await headsBefore(db, endOfDay(date)))
        : rootOfDay(before, await leavesOf(db, head.date))
    const follows =
      head.kind === 'flat' ||
      (head.previous === (before?.head ?? noHead) && head.previousDate === (before?.date ?? null))
    if (right !== head.head || !follows) return { kind: 'head', date }
    before = { date, head: head.head }
  }
  return null
}

async function faultOfCover(db: Db): Promise<JournalFault | null> {
  const stray = await strayLeaf(db)
  if (stray !== null) return { kind: 'leaf', date: plainDate(stray.date), appeal: stray.appeal }
  const heads = await headsOf(db)
  const last = heads.at(-1)
  if (last === undefined || last.kind === 'flat') return null
  const flat = heads.findLast(({ kind }) => kind === 'flat')
  const from = flat === undefined ? 0 : endOfDay(plainDate(flat.date))
  const late = await lateEvent(db, { from, to: endOfDay(plainDate(last.date)) })
  return late === null ? null : { kind: 'late', ...late }
}
