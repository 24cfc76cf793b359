import type { StaffRole } from '../person/role.ts'
import { workSignals } from './kind.ts'

/** Who is in a chain of duty (domain/unit/chain-of-duty.ts), and so may be told something of work. */
export const toldRoles = [
  'executor',
  'head',
  'registrar',
  'administrator',
] as const satisfies readonly StaffRole[]

/** How somebody is told: in the office, by mail, both, or not at all. */
export const signalWays = ['office', 'mail', 'both', 'none'] as const
export type SignalWay = (typeof signalWays)[number]

/** What is chosen: a way for each kind, and the digest at opening, which is a mail or nothing. */
export const signalSubjects = [...workSignals, 'digest'] as const
export type SignalSubject = (typeof signalSubjects)[number]
export type SignalChoices = Readonly<Record<SignalSubject, SignalWay>>

/** docs/office.md 8: a mail at once only for what can't wait until the next digest. */
const usualChoices: SignalChoices = {
  dueSoon: 'office',
  dueToday: 'both',
  overdue: 'both',
  free: 'office',
  questionDue: 'office',
  papersDue: 'office',
  withdrawalDue: 'office',
  assigned: 'office',
  asked: 'office',
  answered: 'office',
  clientWrote: 'office',
  papersCame: 'office',
  withdrawalAsked: 'office',
  toApprove: 'office',
  toSign: 'both',
  sentBack: 'office',
  approved: 'office',
  numberAnnulled: 'office',
  digest: 'mail',
}

/** What may be chosen. Of what is overdue everybody is told somehow: else escalation would end with nobody. */
export function waysOf(subject: SignalSubject): readonly SignalWay[] {
  if (subject === 'digest') return ['mail', 'none']
  return subject === 'overdue' ? signalWays.filter((way) => way !== 'none') : signalWays
}

/** Somebody's choices: what they chose and may, else the usual. */
export function choicesOf(chosen: Readonly<Partial<Record<string, unknown>>>): SignalChoices {
  const pick = (subject: SignalSubject): SignalWay =>
    waysOf(subject).find((way) => way === chosen[subject]) ?? usualChoices[subject]
  return Object.fromEntries(signalSubjects.map((subject) => [subject, pick(subject)])) as Record<
    SignalSubject,
    SignalWay
  >
}

/** Where a signal appears. Who is reached by no mail is told in the office, unless they want nothing. */
export function placesOf(
  way: SignalWay,
  reachable: boolean,
): { readonly office: boolean; readonly mail: boolean } {
  if (way === 'none') return { office: false, mail: false }
  const mail = way !== 'office' && reachable
  return { office: way !== 'mail' || !mail, mail }
}
