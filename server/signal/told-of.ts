import { type ActedEvent, audienceOf, isOver, namedBy } from '../../domain/signal/event-signals.ts'
import { kindOfStep } from '../../domain/signal/kind.ts'
import { type Recipient, toldOfDay, toldOfDuty, toldPerson } from '../../domain/signal/recipients.ts'
import { type OpeningHours, type PlannedStep, placeOf, tellingOf } from '../../domain/signal/step.ts'
import { chainOfDuty, type OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import { asHistory, chainOf } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import type { DueEvent, DuePlan, DueStep } from './due-plan-store.ts'
import type { Sight } from './sight.ts'
import type { NewSignal } from './signal-store.ts'

type Signal = Omit<NewSignal, 'inOffice' | 'mailId'>

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
  readonly office: OfficeOn
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
  const told = await seeing(sight, plan.appealId, (sees) => toldOfDay(track, step, chain, office, sees))
  const common = { day, step: placeOf(day, now, hours), merged, kind: kindOfStep(track, step) }
  return { outcome: 'told', step, next, signals: told.map((one) => ({ ...signalTo(plan, one), ...common })) }
}

async function ofEvent(db: Db, plan: DueEvent, { office, sight }: Now): Promise<ToldOf> {
  const history = await actedHistory(db, plan.appealId)
  const event = history.find(({ seq }) => seq === plan.seq)
  if (event === undefined || isOver(plan.kind, event, history)) return { outcome: 'over', step: null }
  const audience = audienceOf[plan.kind]
  const named = namedBy(plan.kind, event, history).flatMap((id) => toldPerson(id, event.by, office) ?? [])
  const duty =
    audience === 'named'
      ? () => []
      : (sees: (id: string) => boolean) => {
          const work = event.type === 'asked' ? { executorId: null, unitId: event.data.unitId } : plan
          return toldOfDuty(
            audience === 'unit' ? 'unit' : 'head',
            event.by,
            chainOfDuty(work, office),
            office,
            sees,
          )
        }
  const told = await seeing(sight, plan.appealId, (sees) => [
    ...named.filter(({ staffId }) => sees(staffId)),
    ...duty(sees),
  ])
  const once = told.filter((one, index) => told.findIndex(({ staffId }) => staffId === one.staffId) === index)
  const common = { day: null, step: null, merged: 0, kind: plan.kind }
  return {
    outcome: 'told',
    step: null,
    next: null,
    signals: once.map((one) => ({ ...signalTo(plan, one), ...common })),
  }
}

const signalTo = (plan: DuePlan, { staffId, insteadOf }: Recipient) => ({
  planId: plan.id,
  appealId: plan.appealId,
  staffId,
  insteadOf,
})

/**
 * Whom a rule would tell, asked until everybody it names sees the appeal: only those who would be told are looked at.
 * Administrators are told without it, where nobody else is there.
 */
async function seeing(
  sight: Sight,
  appealId: string,
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
      if (!(await sight.sees(staffId, appealId))) blind.add(staffId)
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
