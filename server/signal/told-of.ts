import { approversOf, type ReplyOffice } from '../../domain/reply/may-approve.ts'
import {
  type ActedEvent,
  audienceOf,
  isOver,
  isToldToDoer,
  namedBy,
  proposedBy,
} from '../../domain/signal/event-signals.ts'
import { kindOfStep, type WorkSignal } from '../../domain/signal/kind.ts'
import { type Recipient, toldOfDay, toldOfDuty, toldPerson } from '../../domain/signal/recipients.ts'
import { type OpeningHours, type PlannedStep, placeOf, tellingOf } from '../../domain/signal/step.ts'
import { chainOfDuty, type DutyLink, type OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import { asHistory, chainOf } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import type { DueEvent, DuePlan, DueStep } from './due-plan-store.ts'
import { approverOf } from './letters-that-wait.ts'
import type { Sight } from './sight.ts'
import type { NewSignal } from './signal-store.ts'

type Signal = Omit<NewSignal, 'inOffice' | 'mailId' | 'kind'> & { readonly kind: WorkSignal }

/** What somebody is told, and what comes next. `step`: the last step of the day that is told with it. */
export interface Told {
  readonly outcome: 'told'
  readonly signals: readonly Signal[]
  readonly step: number | null
  readonly next: PlannedStep | null
}
type ToldOf =
  | Told
  | { readonly outcome: 'over'; readonly step: null }
  | { readonly outcome: 'early'; readonly next: PlannedStep }

interface Now {
  readonly office: ReplyOffice
  readonly hours: OpeningHours
  readonly sight: Sight
  readonly now: number
}

/** What a plan that is due comes to: whom it tells, and of what. It is early where the calendar moved its moment. */
export async function toldOf(db: Db, plan: DuePlan, at: Now): Promise<ToldOf> {
  return plan.track === 'event' ? await ofEvent(db, plan, at) : await ofStep(plan, at)
}

async function ofStep(plan: DueStep, { office, hours, sight, now }: Now): Promise<ToldOf> {
  const { track, day } = plan
  const { step, merged, next } = tellingOf(track, plan, now, hours)
  if (step === null) {
    if (next === null) throw new Error('a step that is early has no moment')
    return { outcome: 'early', next }
  }
  const chain = chainOfDuty(plan, office)
  const told = await seeing(
    (id) => sight.sees(id, plan.appealId),
    (sees) => toldOfDay(track, step, chain, office, sees),
  )
  const common = { day, step: placeOf(day, now, hours), merged, kind: kindOfStep(track, step) }
  return { outcome: 'told', step, next, signals: told.map((one) => ({ ...signalTo(plan, one), ...common })) }
}

async function ofEvent(db: Db, plan: DueEvent, at: Now): Promise<ToldOf> {
  const { sight } = at
  const { kind, appealId } = plan
  const history = await actedHistory(db, appealId)
  const event = history.find(({ seq }) => seq === plan.seq)
  if (event === undefined || isOver(kind, event, history)) return { outcome: 'over', step: null }
  const told = await toldOfEvent(db, plan, event, history, at)
  const seen: Recipient[] = []
  for (const one of told) {
    const isTwice = seen.some(({ staffId }) => staffId === one.staffId)
    if (!isTwice && (await sight.mayBeTold(one.staffId, appealId))) seen.push(one)
  }
  const common = { day: null, step: null, merged: 0, kind }
  return {
    outcome: 'told',
    step: null,
    next: null,
    signals: seen.map((one) => ({ ...signalTo(plan, one), ...common })),
  }
}

async function toldOfEvent(
  db: Db,
  { kind, appealId, executorId, unitId }: DueEvent,
  event: ActedEvent,
  history: readonly ActedEvent[],
  { office, sight, now }: Now,
): Promise<Recipient[]> {
  if (audienceOf[kind] === 'named') {
    const by = isToldToDoer(kind) ? null : event.by
    return namedBy(kind, event, history).flatMap((id) => toldPerson(id, by, office) ?? [])
  }
  if (audienceOf[kind] === 'duty') {
    const told = executorId === null ? null : toldPerson(executorId, event.by, office)
    if (told !== null) return [told]
    const chain = chainOfDuty({ executorId, unitId }, office)
    return await seeing(
      (id) => sight.sees(id, appealId),
      (sees) => toldOfDuty('unit', event.by, chain, office, sees),
    )
  }
  if (event.type === 'asked') {
    const chain = chainOfDuty({ executorId: null, unitId: event.data.unitId }, office)
    return await seeing(
      (id) => sight.sees(id, appealId),
      (sees) => toldOfDuty('unit', event.by, chain, office, sees),
    )
  }
  const chain = chainOfDuty({ executorId, unitId }, office)
  const heads = unitId === null ? [topHeads(office)] : chain.filter(({ by }) => by === 'head')
  const told: Recipient[] = []
  for (const replyId of proposedBy(event, history)) {
    const approves = await approverOf(db, replyId, office, sight, now)
    if (approves === null) continue
    const those = await seeing(approves, (sees) => toldOfDuty('head', event.by, heads, office, sees))
    // Nobody may say yes to it today: registrars and administrators hear of it, who can find somebody.
    const last = chain.filter(({ by }) => by === 'registrar' || by === 'administrator')
    const others = (sees: (id: string) => boolean) => toldOfDuty('head', event.by, last, office, sees)
    told.push(...(those.length > 0 ? those : await seeing((id) => sight.mayBeTold(id, appealId), others)))
  }
  return told
}

/** Who says yes to what lies on the registrar's desk. */
function topHeads(office: OfficeOn): DutyLink {
  const approvers = approversOf(null, office)
  return {
    by: 'head',
    unitId: null,
    ids: [...new Set(approvers.map(({ id }) => id))],
    owners: [...new Set(approvers.map(({ id, insteadOf }) => insteadOf ?? id))],
  }
}

const signalTo = (plan: DuePlan, { staffId, insteadOf }: Recipient) => ({
  planId: plan.id,
  appealId: plan.appealId,
  staffId,
  insteadOf,
})

/**
 * Whom a rule would tell, asked until everybody it names may be told: only those who would be are looked at.
 * Administrators are told without it, where nobody else is there.
 */
async function seeing(
  may: (staffId: string) => Promise<boolean>,
  rule: (sees: (staffId: string) => boolean) => Recipient[],
): Promise<Recipient[]> {
  const blind = new Set<string>()
  const asked = new Set<string>()
  for (;;) {
    const told = rule((staffId) => !blind.has(staffId))
    const unknown = told.filter(({ staffId }) => !asked.has(staffId))
    if (unknown.length === 0) return told
    for (const { staffId } of unknown) {
      asked.add(staffId)
      if (!(await may(staffId))) blind.add(staffId)
    }
  }
}

/** The history with who did each thing. */
async function actedHistory(db: Db, appealId: string): Promise<ActedEvent[]> {
  const chain = await chainOf(db, appealId)
  return asHistory(chain).map((event, index) => {
    const [kind, id = null] = chain[index]?.actor.split(':') ?? []
    return { ...event, by: kind === 'staff' ? id : null }
  })
}
