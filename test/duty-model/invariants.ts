import { noDuty } from '../../domain/appeal/can.ts'
import { factsBy } from '../../domain/appeal/facts-by.ts'
import { absenceOn, actingWay } from '../../domain/person/absence.ts'
import { mayWork, whyMayNotHold } from '../../domain/unit/assignable.ts'
import { chainOfDuty, whoMustAct } from '../../domain/unit/chain-of-duty.ts'
import { checkChain } from '../../server/appeal/event-chain.ts'
import { asHistory, chainOf, columnsOf } from '../../server/appeal/event-store.ts'
import { readCalendar } from '../../server/calendar/calendar-store.ts'
import type { Context } from '../../server/context.ts'
import { checkOffice } from '../../server/doctor/check-office.ts'
import { idsOf, queueFilter } from '../../server/office/queue-store.ts'
import { QueueAsked } from '../../wire/queue.ts'
import type { Office } from './office.ts'

/** What is wrong with the office as it is, in words; empty: nothing is. */
export function wrongWith(office: Office): string[] {
  const { workers, absences, units, open, appeals, questions, day, handedOver } = office
  const wrong: string[] = []
  const byId = new Map(workers.map((one) => [one.id, one]))
  const isOpen = (id: string) => open.some((unit) => unit.id === id)
  const duty = { day, workers, units, absences }
  for (const { id, facts } of appeals) {
    const { unitId, executorId, coExecutorIds } = facts
    if (unitId !== null && !isOpen(unitId)) wrong.push(`appeal ${id} lies in a closed unit`)
    const executor = byId.get(executorId ?? '')
    if (executorId !== null && !handedOver.has(id)) {
      const refusal = executor === undefined ? 'unknown' : whyMayNotHold(executor, unitId)?.code
      if (refusal !== undefined) wrong.push(`appeal ${id}: ${executor?.login} executes it, ${refusal}`)
    }
    for (const helper of handedOver.has(id) ? [] : coExecutorIds) {
      const worker = byId.get(helper)
      if (worker === undefined || !mayWork(worker))
        wrong.push(`appeal ${id}: ${worker?.login} helps and can't`)
      if (helper === executorId) wrong.push(`appeal ${id}: its executor helps themselves`)
    }
    if (new Set(coExecutorIds).size < coExecutorIds.length) wrong.push(`appeal ${id}: one helps twice`)
    const acts = whoMustAct(chainOfDuty(facts, duty))
    if (acts === undefined) wrong.push(`appeal ${id}: its chain of duty ends with nobody`)
    for (const one of acts?.ids ?? []) {
      const worker = byId.get(one)
      const away = absenceOn(absences, one, day)
      if (worker?.active !== true || away !== null)
        wrong.push(`appeal ${id}: ${worker?.login} must act, is not here`)
    }
  }
  for (const { id, unitId } of questions)
    if (!isOpen(unitId)) wrong.push(`question ${id} is of a closed unit`)
  for (const { code, headId, closed, parentId } of units) {
    const head = byId.get(headId ?? '')
    if (headId !== null && (closed || head?.active !== true || !head.roles.includes('head'))) {
      wrong.push(`unit ${code}: ${head?.login} is its head and can't be`)
    }
    if (!closed && parentId !== null && !isOpen(parentId)) wrong.push(`unit ${code} is below a closed one`)
  }
  const days = [day, ...absences.map(({ from }) => from).filter((from) => from > day)]
  for (const one of days) {
    for (const { staffId } of absences.filter(({ from, to }) => from <= one && one <= to)) {
      if (actingWay(absences, staffId, one, () => true) === null) {
        wrong.push(`${byId.get(staffId)?.login}: their deputies make a circle or are too many on ${one}`)
      }
    }
  }
  return wrong
}

/** What `otinish doctor --office` says, and where an appeal is in more than one queue, or in none. */
export async function wrongToDoctor(context: Context, office: Office): Promise<string[]> {
  const { faults } = await checkOffice(context)
  const asker = {
    kind: 'staff',
    id: nobody,
    sessionId: '',
    roles: ['auditor'],
    language: 'kk',
    duty: noDuty,
  } as const
  const day = { today: office.day, calendar: await readCalendar(context.db) }
  const queues = ['none', ...office.open.map(({ id }) => id)]
  const found: string[] = []
  for (const unit of queues) {
    found.push(...(await idsOf(context.db, queueFilter(asker, QueueAsked.parse({ unit }), day))))
  }
  const lists = found.sort().join()
  const appeals = office.appeals.map(({ id }) => id)
  return [
    ...faults.map(({ work, fault }) => `the doctor finds ${fault} of ${work.id}`),
    ...(lists === appeals.sort().join()
      ? []
      : ['the queues of the units and the desk are not all appeals, each once']),
  ]
}

const nobody = '00000000-0000-4000-8000-000000000000'

/** The columns are the fold, the chains are whole, open questions are those of the events. */
export async function wrongWithHistories({ db }: Context): Promise<string[]> {
  const wrong: string[] = []
  const rows = await db.selectFrom('appeal').selectAll().where('sent_at', 'is not', null).execute()
  const questions = await db
    .selectFrom('question')
    .select(['appeal_id', 'unit_id'])
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  for (const row of rows) {
    const chain = await chainOf(db, row.id)
    const broken = checkChain(chain)
    if (broken !== null) wrong.push(`appeal ${row.id}: its chain is broken at ${broken}`)
    const history = asHistory(chain)
    const { unit_id, executor_id, co_executor_ids, internal_day, status, due_date } = columnsOf(history)
    const said = JSON.stringify({ unit_id, executor_id, co_executor_ids, internal_day, status, due_date })
    const kept = JSON.stringify({
      unit_id: row.unit_id,
      executor_id: row.executor_id,
      co_executor_ids: row.co_executor_ids,
      internal_day: row.internal_day,
      status: row.status,
      due_date: row.due_date,
    })
    if (said !== kept) wrong.push(`appeal ${row.id}: events say ${said}, columns ${kept}`)
    const asked = questions.filter(({ appeal_id }) => appeal_id === row.id).map(({ unit_id: unit }) => unit)
    const told = [...factsBy(history).askedUnitIds].sort().join()
    if (asked.sort().join() !== told) wrong.push(`appeal ${row.id}: asked are ${asked}, events say ${told}`)
  }
  return wrong
}

/**
 * Who was named since then, executor or helper, and was not here. Who takes work themselves is here, whatever an
 * absence says. `before`: the office as it was then.
 */
export async function wronglyNamed(
  { db }: Context,
  before: Office,
  office: Office,
  after: Date,
): Promise<string[]> {
  const events = await db
    .selectFrom('event')
    .select(['appeal_id', 'actor', 'data'])
    .where('type', 'in', ['takenIntoWork', 'executorChanged', 'workAssigned'])
    .where('recorded_at', '>=', after)
    .execute()
  return events.flatMap(({ appeal_id, actor, data }) => {
    const { executorId = null, coExecutorIds = [] } = data as {
      executorId?: string | null
      coExecutorIds?: readonly string[]
    }
    const was = before.appeals.find(({ id }) => id === appeal_id)?.facts.coExecutorIds ?? []
    const named = [executorId, ...coExecutorIds.filter((id) => !was.includes(id))]
    return named.flatMap((one) => {
      if (one === null || actor === `staff:${one}` || absenceOn(office.absences, one, office.day) === null)
        return []
      const login = office.workers.find(({ id }) => id === one)?.login
      return [`appeal ${appeal_id}: ${login} was named by ${actor}, and is away`]
    })
  })
}
