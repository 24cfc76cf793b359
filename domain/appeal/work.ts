import type { PlainDate } from '../calendar/plain-date.ts'
import type { WorkingCalendar } from '../calendar/working-days.ts'
import type { Absence } from '../person/absence.ts'
import type { PersonName } from '../person/name.ts'
import type { Refusal } from '../refusal.ts'
import type { Worker } from '../unit/assignable.ts'
import type { Unit } from '../unit/unit.ts'
import type { AppealFacts } from './can.ts'
import type { Act } from './rights.ts'

/** Whose an appeal is within the office, and what was settled about it. */
export interface Work {
  /** Null: on the registrar's desk. */
  readonly unitId: string | null
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  readonly internalDay: PlainDate | null
  /** The last words on what is to be done (бұрыштама); null: none. */
  readonly instruction: string | null
}

/** What the office has settled beside the executor, as a page showed it. */
export type Settled = Pick<Work, 'coExecutorIds' | 'internalDay'>

/**
 * What is to become of the work. A part that is left out stays as it is. `seen`: the executor that the page showed,
 * `settled`: who helped then, and the internal day; somebody else's newer decision is not overwritten unseen.
 */
export type WorkOrder =
  | {
      readonly act: 'assign'
      readonly executorId: string
      /** Of the executor; another than the appeal's: it is routed there too. Left out: where they may hold it. */
      readonly unitId?: string | undefined
      readonly coExecutorIds?: readonly string[] | undefined
      readonly internalDay?: PlainDate | null | undefined
      readonly instruction?: string | undefined
      readonly reason?: string | undefined
      readonly seen?: string | null | undefined
      readonly settled?: Settled | undefined
    }
  | {
      readonly act: 'route'
      readonly unitId: string | null
      readonly reason: string
      readonly seen?: string | null | undefined
    }
  | { readonly act: 'takeIntoWork' }
  | { readonly act: 'takeOver'; readonly reason: string }
  | { readonly act: 'giveBack'; readonly reason: string }
  /** Brings back what an act of many has changed; `undone` is that act. */
  | { readonly act: 'undo'; readonly undone: BulkAct; readonly before: Work; readonly reason: string }

/** What can be done to many at once. */
export const bulkActs = ['assign', 'route', 'takeIntoWork', 'giveBack'] as const
export type BulkAct = (typeof bulkActs)[number]

// An undoing is asked as the act that leads back.
const back = { assign: 'assign', route: 'route', takeIntoWork: 'giveBack', giveBack: 'takeIntoWork' } as const

/** The right that an order needs. */
export const rightFor = (order: WorkOrder): Act => (order.act === 'undo' ? back[order.undone] : order.act)

/** An appeal whose work is ordered. */
export interface Workable {
  readonly facts: AppealFacts
  readonly work: Work
  readonly dueDate: PlainDate | null
}

/** The company on the day of the order. */
export interface OfficeDay {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
  readonly workers: readonly (Worker & { readonly name: PersonName })[]
  /** Those that were not cancelled. */
  readonly absences: readonly Absence[]
  readonly units: readonly Pick<Unit, 'id' | 'closed' | 'closesTo'>[]
}

/** A no; `field` of the order where it is about one. */
export interface WorkRefusal {
  readonly refusal: Refusal
  readonly field?: 'executorId' | 'unitId' | 'coExecutorIds' | 'internalDay' | 'reason'
}
export const no = (refusal: Refusal, field?: WorkRefusal['field']): WorkRefusal =>
  field === undefined ? { refusal } : { refusal, field }

export const isPlan = (one: Work | WorkRefusal): one is Work => !('refusal' in one)

/** Whether nothing would change: the executor is named again, the unit is the same. */
export const isSameWork = (one: Work, other: Work): boolean =>
  one.unitId === other.unitId && one.executorId === other.executorId && isSettledAlike(one, other)

/** The same of what the event `workAssigned` says: co-executors, the internal day, the instruction. */
export const isSettledAlike = (one: Work, other: Work): boolean =>
  one.internalDay === other.internalDay &&
  one.instruction === other.instruction &&
  isSameHelp(one.coExecutorIds, other.coExecutorIds)

/** The same people help. */
export const isSameHelp = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** The ids but those that are gone. */
export const without = (ids: readonly string[], gone: readonly string[]) =>
  ids.filter((id) => !gone.includes(id))
