import { type AppealFacts, can } from '../../domain/appeal/can.ts'
import { firstExtensionDay } from '../../domain/appeal/extension.ts'
import type { Act } from '../../domain/appeal/rights.ts'
import type { WorkOrder } from '../../domain/appeal/work.ts'
import { addDays, type PlainDate, weekday } from '../../domain/calendar/plain-date.ts'
import { absenceReasons } from '../../domain/person/absence.ts'
import { staffRoles } from '../../domain/person/role.ts'
import { approversOf } from '../../domain/reply/may-approve.ts'
import { answerQuestion, withdrawQuestion } from '../../server/case/answer-question.ts'
import { askUnit } from '../../server/case/ask-unit.ts'
import type { Asker, Context } from '../../server/context.ts'
import { beginBulk } from '../../server/office/bulk/begin-bulk.ts'
import { runBulks } from '../../server/office/bulk/run-bulks.ts'
import { undoBulk } from '../../server/office/bulk/undo-bulk.ts'
import { pressWork } from '../../server/office/work/press-work.ts'
import { cancelAbsence } from '../../server/person/cancel-absence.ts'
import { changeMember } from '../../server/person/change-member.ts'
import { changeRole } from '../../server/person/change-role.ts'
import { leave } from '../../server/person/leave.ts'
import { recordAbsence } from '../../server/person/record-absence.ts'
import { setStaffActive } from '../../server/person/staff-access.ts'
import type { NamedWorker } from '../../server/person/worker-store.ts'
import { NotFound } from '../../server/refused.ts'
import { approveReply } from '../../server/reply/approve-reply.ts'
import { beginReply } from '../../server/reply/begin-reply.ts'
import { previewReply } from '../../server/reply/preview-reply.ts'
import { proposeReply } from '../../server/reply/propose-reply.ts'
import { keepReply } from '../../server/reply/save-reply.ts'
import { addUnit } from '../../server/unit/add-unit.ts'
import { changeUnit } from '../../server/unit/change-unit.ts'
import { closeUnit } from '../../server/unit/close-unit.ts'
import { type Office, signedIn } from './office.ts'
import type { Random } from './random.ts'

/** One act that somebody tries: what it is called, its kind first, with what of what, and the trying. */
export interface TriedAct {
  readonly called: string
  readonly run: (context: Context) => Promise<unknown>
}

type Make = (random: Random, office: Office) => TriedAct | null
const reason = 'Жұмысты қайта бөлу керек'
const text = 'Құрметті клиент, өтінішіңіз қаралды, жауап беріледі.'

const short = (id: string | null | undefined): string => (id == null ? '-' : id.slice(0, 4))

/**
 * Somebody who tries an act on an appeal: mostly one whom the rules of the office let do it, sometimes anybody. Asked
 * again when it is tried, as a request would be.
 */
function onAppeal(
  act: Act,
  of: (random: Random, office: Office, facts: AppealFacts) => WorkOrder | null,
): Make {
  return (random, office) => {
    if (office.appeals.length === 0) return null
    const { id, facts } = random.pick(office.appeals)
    const order = of(random, office, facts)
    const who = whoTries(random, office, act, facts)
    if (order === null || who === null) return null
    const detail =
      'executorId' in order
        ? ` ${short(order.executorId)}`
        : 'unitId' in order
          ? ` ${short(order.unitId)}`
          : ''
    return {
      called: `${act} ${short(id)} by ${who.login}${detail}`,
      run: async (context) => pressWork(context, await asked(context, who), id, order),
    }
  }
}

const asked = async (context: Context, who: NamedWorker): Promise<Asker> => await signedIn(context, who)

function whoTries(random: Random, office: Office, act: Act, facts: AppealFacts): NamedWorker | null {
  const active = office.workers.filter((one) => one.active)
  const able = active.filter((one) => {
    const duty = {
      units: one.units,
      unitsBelow: one.unitsBelow,
      insteadOf: [],
      unitsFor: [],
      atTop: false,
      seesAll: false,
    }
    return can({ id: one.id, roles: one.roles, duty }, act, facts) === null
  })
  const from = able.length > 0 && random.chance(0.85) ? able : active
  return from.length === 0 ? null : random.pick(from)
}

const anyUnit = (random: Random, office: Office) => (random.chance(0.15) ? null : random.pick(office.open).id)
const someday = (random: Random, day: PlainDate, back: number, ahead: number): PlainDate =>
  addDays(day, random.below(back + ahead + 1) - back)

const assign: Make = onAppeal('assign', (random, { workers, open }, facts) => {
  const unitId = random.chance(0.4) ? random.pick(open).id : undefined
  const fit = workers.filter(({ units, active }) => active && units.includes(unitId ?? facts.unitId ?? ''))
  const executorId = random.pick(fit.length > 0 && random.chance(0.8) ? fit : workers).id
  const helpers = random.chance(0.5) ? [random.pick(workers).id, random.pick(workers).id] : undefined
  return { act: 'assign', executorId, unitId, coExecutorIds: helpers, reason, instruction: 'Қараңыз' }
})

const ask: Make = (random, office) => {
  if (office.appeals.length === 0) return null
  const { id, facts } = random.pick(office.appeals)
  const who = whoTries(random, office, 'ask', facts)
  const unit = random.pick(office.units)
  if (who === null) return null
  const question = { unitId: unit.id, text: 'Не дейсіз?', answerBy: office.day, fileIds: [] }
  return {
    called: `ask ${short(id)} of ${unit.code} by ${who.login}`,
    run: async (context) => askUnit(context, await asked(context, who), id, question),
  }
}

const endQuestion: Make = (random, office) => {
  if (office.questions.length === 0) return null
  const question = random.pick(office.questions)
  const of = office.workers.filter(({ active, units }) => active && units.includes(question.unitId))
  const who = random.pick(of.length > 0 ? of : office.workers)
  const answers = random.chance(0.7)
  const answer = { text: 'Келісеміз.', fileIds: [] }
  return {
    called: `${answers ? 'answerQuestion' : 'withdrawQuestion'} ${short(question.id)} by ${who.login}`,
    run: async (context) =>
      answers
        ? answerQuestion(context, await asked(context, who), question.appealId, question.id, answer)
        : withdrawQuestion(
            context,
            await asked(context, random.pick(office.workers)),
            question.appealId,
            question.id,
          ),
  }
}

/** A letter the whole way, mostly one that can go it: written by one, approved by another who is there. */
const letter =
  (kind: 'answer' | 'interim'): Make =>
  (random, office) => {
    if (office.appeals.length === 0) return null
    const { id, facts, dueDate } = random.pick(office.appeals)
    const who = whoTries(random, office, 'writeReply', facts)
    const heads = office.workers.filter(({ active, roles }) => active && roles.includes('head'))
    if (who === null || heads.length === 0) return null
    const may = approversOf(facts.unitId, office).map((one) => one.id)
    const fit = office.workers.filter((one) => may.includes(one.id) && one.id !== who.id)
    const approver = random.pick(fit.length > 0 && random.chance(0.85) ? fit : heads)
    const newDueDate = kind === 'interim' ? laterDay(random, office.day, dueDate) : null
    const said = { texts: { kk: text, ru: '' }, reason, newDueDate, outcome: 'explained' } as const
    return {
      called: `${kind} on ${short(id)} by ${who.login}, approved by ${approver.login}`,
      run: async (context) => {
        const writer = await asked(context, who)
        const begun = await beginReply(context, writer, id, { kind })
        const { lease, version } = begun
        const save = { ...said, lease: lease ?? 0, version, papers: null, receiver: null }
        const kept = await keepReply(context, writer, begun.id, save)
        await proposeReply(context, writer, begun.id, kept)
        const head = await asked(context, approver)
        await approveReply(context, head, begun.id, await previewReply(context, head, begun.id))
      },
    }
  }

/** A day that mostly may be the new term: soon after the one there is, and rarely on a Saturday or Sunday. */
function laterDay(random: Random, today: PlainDate, dueDate: PlainDate | null): PlainDate {
  const day = addDays(firstExtensionDay(dueDate ?? today, today), random.below(5))
  return weekday(day) > 5 && random.chance(0.85) ? addDays(day, 2) : day
}

const goAway: Make = (random, { workers, day }) => {
  const [away, deputy] = [random.pick(workers), random.pick(workers)]
  const from = someday(random, day, 3, 6)
  const to = someday(random, from, 0, 8)
  const work = random.chance(0.3) ? 'handOver' : 'deputy'
  const wanted = {
    staffId: away.id,
    deputyId: deputy.id,
    from,
    to,
    reason: random.pick(absenceReasons),
    work,
  } as const
  return {
    called: `away ${away.login} ${from}…${to}, ${deputy.login} instead, ${work}`,
    run: (context) => recordAbsence(context, null, wanted),
  }
}

const comeBack: Make = (random, { absences }) => {
  if (absences.length === 0) return null
  const { id, staffId } = random.pick(absences)
  return { called: `back ${short(staffId)}`, run: (context) => cancelAbsence(context, null, id) }
}

const access: Make = (random, { workers }) => {
  const off = workers.filter(({ active }) => !active)
  // Who is off comes back soon: an office of nobody tells little.
  const one = off.length > 0 && random.chance(0.7) ? random.pick(off) : random.pick(workers)
  return {
    called: `${one.active ? 'disable' : 'enable'} ${one.login}`,
    run: (context) => setStaffActive(context, one.login, !one.active),
  }
}

const role: Make = (random, { workers }) => {
  const one = random.pick(workers)
  const which = random.chance(0.7) ? random.pick(['executor', 'head'] as const) : random.pick(staffRoles)
  const change = one.roles.includes(which) && random.chance(0.6) ? 'withdrawn' : 'granted'
  return {
    called: `${change} ${which} ${one.login}`,
    run: (context) => changeRole(context, null, one.id, which, change),
  }
}

const member: Make = (random, { workers, open }) => {
  const [one, unit] = [random.pick(workers), random.pick(open)]
  const change = one.units.includes(unit.id) && random.chance(0.7) ? 'left' : 'joined'
  return {
    called: `${change} ${one.login} ${unit.code}`,
    run: (context) => changeMember(context, null, one.id, unit.id, change),
  }
}

const units: Make = (random, { open, units: all, workers }) => {
  const unit = random.pick(open)
  if (open.length < 4 && random.chance(0.6)) {
    const code = `u${all.length}`
    const made = {
      code,
      name: { kk: code, ru: code, en: code },
      parentId: random.chance(0.5) ? unit.id : null,
    }
    return { called: `open ${code}`, run: (context) => addUnit(context, null, made) }
  }
  if (random.chance(0.3)) {
    const taker = random.chance(0.8) ? random.pick(open) : null
    const how = { takerId: taker?.id ?? null, withPeople: random.chance(0.5) }
    return {
      called: `close ${unit.code}, ${taker?.code} takes`,
      run: (context) => closeUnit(context, null, unit.id, how),
    }
  }
  const above = random.chance(0.3) ? null : random.pick(open)
  const head = random.chance(0.2) ? null : random.pick(workers)
  const change = random.chance(0.5) ? { parentId: above?.id ?? null } : { headId: head?.id ?? null }
  return {
    called: `change ${unit.code} ${'headId' in change ? `head ${head?.login}` : `below ${above?.code}`}`,
    run: (context) => changeUnit(context, null, unit.id, change),
  }
}

const goForGood: Make = (random, { workers }) => {
  const [one, heir] = [random.pick(workers), random.pick(workers)]
  return {
    called: `leave ${one.login}, ${heir.login} is the heir`,
    run: (context) => leave(context, null, one.id, { all: heir.id, each: {} }, true),
  }
}

const timePasses: Make = (random) => {
  const hours = 1 + random.below(40)
  return {
    called: `pass ${hours} hours`,
    run: (context) => context.moveClock(context.now() + hours * 3_600_000),
  }
}

/** Many at once, done at once; or the last of somebody's undone. */
const many: Make = (random, office) => {
  const who = random.pick(office.workers.filter(({ active }) => active))
  if (random.chance(0.4)) {
    return {
      called: `undo of ${who.login}`,
      run: async (context) => {
        const last = await lastBulkOf(context, who.id)
        if (last === undefined) throw new NotFound()
        await undoBulk(context, await asked(context, who), last, reason, 'kk')
        await runBulks(context)
      },
    }
  }
  if (office.appeals.length === 0) return null
  const appeals = Array.from({ length: 4 }, () => ({ id: random.pick(office.appeals).id }))
  const orders = [
    { act: 'takeIntoWork' },
    { act: 'giveBack', reason },
    { act: 'route', unitId: anyUnit(random, office), reason },
    { act: 'assign', executorId: random.pick(office.workers).id, reason },
  ] as const
  const order = random.pick(orders)
  return {
    called: `many ${order.act} by ${who.login}`,
    run: async (context) => {
      await beginBulk(context, await asked(context, who), { appeals, query: '', order }, 'kk')
      await runBulks(context)
    },
  }
}

const lastBulkOf = async ({ db }: Context, staffId: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('bulk')
      .select('id')
      .where('asked_by', '=', staffId)
      .where('undoes', 'is', null)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id

const makers: readonly { readonly weight: number; readonly one: Make }[] = [
  { weight: 16, one: onAppeal('takeIntoWork', () => ({ act: 'takeIntoWork' })) },
  { weight: 16, one: assign },
  { weight: 6, one: onAppeal('giveBack', () => ({ act: 'giveBack', reason })) },
  { weight: 6, one: onAppeal('takeOver', () => ({ act: 'takeOver', reason })) },
  {
    weight: 8,
    one: onAppeal('route', (random, office) => ({ act: 'route', unitId: anyUnit(random, office), reason })),
  },
  { weight: 6, one: ask },
  { weight: 4, one: endQuestion },
  { weight: 4, one: many },
  { weight: 1, one: letter('answer') },
  { weight: 1.5, one: letter('interim') },
  { weight: 8, one: goAway },
  { weight: 4, one: comeBack },
  { weight: 5, one: access },
  { weight: 6, one: role },
  { weight: 6, one: member },
  { weight: 3, one: units },
  { weight: 1.5, one: goForGood },
  { weight: 4, one: timePasses },
]

/** The next act that somebody tries in this office. */
export function nextAct(random: Random, office: Office): TriedAct {
  for (;;) {
    const act = random.weighted(makers)(random, office)
    if (act !== null) return act
  }
}
