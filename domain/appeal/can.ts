import { type Refusal, refuse } from '../refusal.ts'
import { type Act, type OfficeAct, type Relation, relationsFor, whileOpen } from './rights.ts'
import {
  type Action,
  type Actor,
  actions,
  numberedStatuses,
  openStatuses,
  type Status,
  sentStatuses,
  termStatuses,
  transitions,
} from './status.ts'

/** Where somebody of the staff works today. */
export interface Duty {
  /** Ids of the units that they belong to. */
  readonly units: readonly string[]
  /** The same and all below: a head's. */
  readonly unitsBelow: readonly string[]
  /** Ids of those who are away and for whom they act today. */
  readonly insteadOf: readonly string[]
  /** Ids of the units that heads answer for whom they replace today; those below are among them. */
  readonly unitsFor: readonly string[]
  /** They head a topmost unit, or act for who does: letters on the registrar's desk wait for them. */
  readonly atTop: boolean
  /** The setting office.visibility is `all`. */
  readonly seesAll: boolean
}

/** Clients, the system, and staff who belong nowhere. */
export const noDuty: Duty = {
  units: [],
  unitsBelow: [],
  insteadOf: [],
  unitsFor: [],
  atTop: false,
  seesAll: false,
}

/** Who asks: an id within the actor's own kind, the roles held, and where they work. */
export interface Asker {
  readonly id: string
  readonly roles: readonly Actor[]
  readonly duty: Duty
}

/** What a decision needs to know of an appeal. */
export interface AppealFacts {
  readonly status: Status
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  /** Whose work it is; null: on the registrar's desk. */
  readonly unitId: string | null
  /** Units that were asked about it and have not answered yet. */
  readonly askedUnitIds: readonly string[]
  /** A letter of the company that can go out as the appeal is waits for its approval or signature. */
  readonly replyWaits: boolean
  /** Staff whom it is about: the client themselves, and those who were named. They stay out of it. */
  readonly aboutIds: readonly string[]
  /** A signature finally known to be revoked, or not yet decided, blocks execution, not registration. */
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
}

/** What this person of the staff is to the appeal. The same in SQL: server/appeal/scope-store.ts. */
function relationsTo({ id, duty }: Asker, appeal: AppealFacts): ReadonlySet<Relation> {
  const { executorId, coExecutorIds, unitId, askedUnitIds } = appeal
  // A deputy does what is still to be done; what is over stays with those who did it.
  const open = openStatuses.some((status) => status === appeal.status)
  const selves = open ? [id, ...duty.insteadOf] : [id]
  const found = new Set<Relation>(['all'])
  if (selves.some((one) => one === executorId || coExecutorIds.includes(one))) found.add('own')
  if (executorId === null && unitId !== null && duty.units.includes(unitId)) found.add('free')
  if (askedUnitIds.some((one) => duty.units.includes(one))) found.add('asked')
  const standsIn = unitId === null ? duty.atTop : duty.unitsFor.includes(unitId)
  if (appeal.replyWaits && standsIn) found.add('standIn')
  if (unitId !== null && duty.unitsBelow.includes(unitId)) found.add('unit')
  for (const relation of open ? [] : whileOpen) found.delete(relation)
  return found
}

/** The same, of those that this act may be done by; empty: it is not for them. */
export function standingFor(asker: Asker, act: Act, appeal: AppealFacts): Relation[] {
  const related = relationsTo(asker, appeal)
  return [...relationsFor(asker.roles, act, asker.duty.seesAll)].filter((one) => related.has(one))
}

/**
 * Whether they may know that it exists: they may see it, or it lies in their unit. So somebody whose page is old is
 * told who was first, and not that there is nothing.
 */
export function isKnownTo(asker: Asker, appeal: AppealFacts): boolean {
  const { unitId } = appeal
  if (unitId !== null && asker.duty.units.includes(unitId)) return true
  return standingFor(asker, 'card', appeal).length > 0
}

// Looking, noting and linking are for everything sent; handing work around only while the term runs.
const officeFrom: Readonly<Record<OfficeAct, readonly Status[]>> = {
  list: sentStatuses,
  card: sentStatuses,
  readLetter: sentStatuses,
  export: sentStatuses,
  note: sentStatuses,
  callNote: sentStatuses,
  link: sentStatuses,
  answerQuestion: sentStatuses,
  route: termStatuses,
  assign: termStatuses,
  takeOver: termStatuses,
  giveBack: termStatuses,
  ask: termStatuses,
  writeReply: termStatuses,
  writeForwarding: termStatuses,
  writeCorrection: numberedStatuses,
  approveReply: termStatuses,
  writeMessage: openStatuses,
  nameConcerned: openStatuses,
  readRegister: sentStatuses,
  correctRegister: sentStatuses,
  approveCorrection: sentStatuses,
  readRating: sentStatuses,
}

// docs/office.md 3: whom it is about neither works on it, nor says who does or who that is. Giving it back they may:
// it chooses nobody.
const notAboutSelf: readonly Act[] = [
  'takeIntoWork',
  'assign',
  'route',
  'ask',
  'takeOver',
  'execute',
  'replyInterim',
  'writeReply',
  'forward',
  'returnByCompany',
  'reopen',
  'withdraw',
  'writeForwarding',
  'writeCorrection',
  'approveReply',
  'writeMessage',
  'nameConcerned',
  'correctRegister',
  'approveCorrection',
]

const isAction = (act: Act): act is Action => actions.some((one) => one === act)

/**
 * §10: in which statuses this is done. An appeal that was given back is taken again in the status that it has, so
 * taking is asked by the term, and only the first taking moves the status (`firstNaming`).
 */
function statusesFor(act: Act): readonly Status[] {
  if (act === 'takeIntoWork') return termStatuses
  return isAction(act) ? transitions[act].from : officeFrom[act]
}

/**
 * May this person do this now? One rule for the greyed-out button and for the refused request.
 * Whether they may know of it at all, is asked before: what they may not see does not exist for them (404).
 */
export function can(asker: Asker, act: Act, appeal: AppealFacts): Refusal | null {
  const by = isAction(act) ? transitions[act].by : 'staff'
  if (by === 'staff') {
    const allowed = relationsFor(asker.roles, act, asker.duty.seesAll)
    if (allowed.size === 0) return refuse('role_not_allowed')
    if (!statusesFor(act).includes(appeal.status)) return refuse('action_not_in_status')
    if (standingFor(asker, act, appeal).length === 0) return refuse(whyNotTheirs(act, allowed, appeal))
    if (notAboutSelf.includes(act) && appeal.aboutIds.includes(asker.id)) return refuse('about_self')
  } else {
    if (!asker.roles.includes(by)) return refuse('role_not_allowed')
    if (!statusesFor(act).includes(appeal.status)) return refuse('action_not_in_status')
  }
  return act === 'execute' ? whyNotConfirmed(appeal) : null
}

/** A signature that is finally known to be revoked, or not yet decided, is answered by nobody. */
export const whyNotConfirmed = ({ revocation }: Pick<AppealFacts, 'revocation'>): Refusal | null =>
  revocation === 'unknown' || revocation === 'revoked' ? refuse('signature_not_confirmed') : null

/** An executor's act, and somebody else is the executor; or the appeal is another unit's. */
function whyNotTheirs(act: Act, allowed: ReadonlySet<Relation>, appeal: AppealFacts) {
  const taken = act === 'takeIntoWork' && appeal.executorId !== null
  const executors = allowed.has('own') && !allowed.has('unit')
  return taken || (executors && act !== 'takeIntoWork') ? 'not_the_executor' : 'another_unit'
}

/**
 * Whether naming an executor now is the first naming: the act `takeIntoWork`, which moves the status and is told to the
 * client. Any later one is a change of executor (docs/office.md 2).
 */
export const firstNaming = (appeal: Pick<AppealFacts, 'status' | 'executorId'>): boolean =>
  appeal.executorId === null && transitions.takeIntoWork.from.includes(appeal.status)

/**
 * Whom somebody replaces by this act (`insteadOf` of the event); undefined where they may do it as who they are: by
 * their unit, by having been asked, by a role. So a head who is a deputy too does a head's acts as a head.
 */
export function replacedIn(asker: Asker, act: Act, appeal: AppealFacts): string | undefined {
  return standingFor(asker, act, appeal).every((one) => one === 'own') ? replacedBy(asker, appeal) : undefined
}

/**
 * For whom they would act on it, if it is not for themselves: one person, also where they replace several of those who
 * have it.
 */
export function replacedBy(
  asker: Asker,
  appeal: Pick<AppealFacts, 'executorId' | 'coExecutorIds'>,
): string | undefined {
  const { executorId, coExecutorIds } = appeal
  if (executorId === asker.id || coExecutorIds.includes(asker.id)) return undefined
  const { insteadOf } = asker.duty
  return executorId !== null && insteadOf.includes(executorId)
    ? executorId
    : coExecutorIds.find((one) => insteadOf.includes(one))
}

/** The actions open to this person now, in the table's order. */
export function openActions(asker: Asker, appeal: AppealFacts): Action[] {
  return actions.filter((action) => can(asker, action, appeal) === null)
}

/** What else staff may do with it now, in the table's order. */
export function openActs(asker: Asker, appeal: AppealFacts): OfficeAct[] {
  return (Object.keys(officeFrom) as OfficeAct[]).filter((act) => can(asker, act, appeal) === null)
}
