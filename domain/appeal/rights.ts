import { type StaffRole, staffRoles } from '../person/role.ts'
import type { Action } from './status.ts'

/** What staff do with an appeal beside moving its status; the first four only look. */
export const officeActs = [
  'list',
  'card',
  'readLetter',
  'export',
  'route',
  'assign',
  'takeOver',
  'giveBack',
  'note',
  'callNote',
  'ask',
  'answerQuestion',
  'link',
  'writeReply',
  'writeForwarding',
  'writeCorrection',
  'approveReply',
  'writeMessage',
  'nameConcerned',
  'readRegister',
  'correctRegister',
  'approveCorrection',
  'readRating',
] as const
export type OfficeAct = (typeof officeActs)[number]
export type Act = Action | OfficeAct

/**
 * What somebody of the staff is to an appeal. `own`: its executor or a co-executor, or acting for one who is away.
 * `free`: it is their unit's, and nobody's. `asked`: their unit has been asked about it and has not answered.
 * `standIn`: a letter of it waits for a head whom they replace today, or, on the registrar's desk, for a topmost head.
 * `unit`: it is that of their unit or of one below.
 * `all`: none of these is needed.
 */
const relations = ['own', 'free', 'asked', 'standIn', 'unit', 'all'] as const
export type Relation = (typeof relations)[number]

/** Those that end with the appeal, also where a question was never answered: what is over stays with who did it. */
export const whileOpen: readonly Relation[] = ['asked']

const look = { list: true, card: true, readLetter: true, export: true } as const
/** What a setting widens to all appeals for those who may do it at all. */
const widened: ReadonlySet<Act> = new Set<Act>([...(Object.keys(look) as Act[]), 'readRegister'])
type Rights = Readonly<Partial<Record<Act, readonly Relation[]>>>
const looking = (...those: Relation[]): Rights =>
  Object.fromEntries(Object.keys(look).map((act) => [act, those]))

/** docs/office.md 3: role × act × relation. Gates, lists, counts, search, files and exports all ask this table. */
const rights: Readonly<Record<StaffRole, Rights>> = {
  registrar: {
    ...looking('all'),
    route: ['all'],
    assign: ['all'],
    note: ['all'],
    link: ['all'],
    writeForwarding: ['all'],
    nameConcerned: ['all'],
    readRegister: ['all'],
    correctRegister: ['all'],
    forward: ['all'],
  },
  executor: {
    ...looking('own', 'free', 'asked', 'standIn'),
    takeIntoWork: ['free'],
    execute: ['own'],
    forward: ['own'],
    returnByCompany: ['own'],
    withdraw: ['own'],
    giveBack: ['own'],
    note: ['own', 'free', 'asked'],
    ask: ['own'],
    answerQuestion: ['asked'],
    link: ['own'],
    writeReply: ['own'],
    writeMessage: ['own'],
    writeForwarding: ['own'],
    writeCorrection: ['own'],
  },
  head: {
    ...looking('unit', 'own', 'asked', 'standIn'),
    takeIntoWork: ['free'],
    execute: ['own'],
    forward: ['unit', 'own'],
    returnByCompany: ['unit', 'own'],
    reopen: ['unit'],
    withdraw: ['unit', 'own'],
    giveBack: ['own'],
    replyInterim: ['unit'],
    route: ['unit'],
    assign: ['unit'],
    takeOver: ['unit'],
    note: ['unit', 'own', 'asked'],
    ask: ['unit', 'own'],
    answerQuestion: ['asked'],
    link: ['unit', 'own'],
    writeReply: ['unit', 'own'],
    writeMessage: ['unit', 'own'],
    writeForwarding: ['unit', 'own'],
    writeCorrection: ['unit', 'own'],
    approveReply: ['unit'],
    nameConcerned: ['unit'],
    readRegister: ['unit'],
    approveCorrection: ['unit'],
    readRating: ['unit'],
  },
  callCentre: { card: ['all'], callNote: ['all'] },
  auditor: { ...looking('all'), readRegister: ['all'] },
  catalogueKeeper: {},
  administrator: {},
}

/**
 * By which relations somebody with these roles may do this; none: their roles don't do it. `seesAll`: the setting
 * office.visibility lets those who work on appeals look at all of them; it widens what they see, never what they do.
 */
export function relationsFor(roles: readonly string[], act: Act, seesAll: boolean): ReadonlySet<Relation> {
  const found = new Set<Relation>()
  for (const [role, own] of Object.entries(rights)) {
    if (!roles.includes(role)) continue
    for (const relation of own[act] ?? []) found.add(relation)
  }
  if (seesAll && widened.has(act) && found.size > 0) found.add('all')
  return found
}

/** The roles that may do this at all, on some appeal: who is let in where it is done. */
export function rolesFor(act: Act): StaffRole[] {
  return staffRoles.filter((role) => (rights[role][act] ?? []).length > 0)
}
