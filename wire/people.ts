import { z } from 'zod'
import { absenceReasons } from '../domain/person/absence.ts'
import { type StaffRole, staffRoles } from '../domain/person/role.ts'
import { discardWish } from '../domain/reply/reply-heir.ts'
import { Day } from './day.ts'
import { PageQuery, pageOf } from './paging.ts'
import { LanguageCode, LocalisedText } from './person.ts'

export const PersonId = z.object({ id: z.uuid() })
const Role = z.enum(staffRoles as [StaffRole, ...StaffRole[]])
const Named = z.object({ id: z.uuid(), name: z.string() })
const NamedUnit = z.object({ id: z.uuid(), name: LocalisedText })

/** The administrator's list of people: filters in the address. */
export const PeopleQuery = PageQuery.extend({
  role: Role.optional(),
  unit: z.uuid().optional(),
  /** Here today, away today, or with the account off. */
  state: z.enum(['here', 'away', 'off']).optional(),
})

/** From a day to a day, both included. */
export const AbsenceRow = z.object({
  id: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  reason: z.enum(absenceReasons),
  deputy: Named,
})
export type AbsenceRow = z.infer<typeof AbsenceRow>

export const PersonRow = z.object({
  id: z.uuid(),
  login: z.string(),
  fullName: z.string(),
  shortName: z.string(),
  extension: z.string().nullable(),
  roles: z.array(Role),
  units: z.array(NamedUnit),
  active: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  /** Today's absence; null: they are here. */
  away: AbsenceRow.nullable(),
  /** Who acts for them today, at the end of the chain; null: they themselves, or nobody. */
  acting: Named.nullable(),
  /** Of the two ways to sign in: a code was used since it was given, a national key is entered. */
  secondFactor: z.object({ code: z.boolean(), key: z.boolean() }),
  lastSignedInAt: z.iso.datetime().nullable(),
  /** Open appeals that are theirs as executor. */
  open: z.number(),
})
export type PersonRow = z.infer<typeof PersonRow>

export const People = pageOf(PersonRow).extend({
  /** Everybody whose account is on, and of them those who have not used a second factor yet. */
  active: z.number(),
  withoutFactor: z.number(),
  units: z.array(NamedUnit),
})

const Dated = z.object({ at: z.iso.datetime(), by: z.string().nullable() })
/** One person, whole: what they may do, since when and by whom. */
export const Person = PersonRow.extend({
  /** The asker's own page: another administrator changes it. */
  self: z.boolean(),
  iin: z.string().nullable(),
  roleChanges: z.array(Dated.extend({ role: Role, change: z.enum(['granted', 'withdrawn']) })),
  unitChanges: z.array(Dated.extend({ unit: LocalisedText, change: z.enum(['joined', 'left']) })),
  /** Of today and to come. */
  absences: z.array(AbsenceRow),
  sessions: z.array(z.object({ openedAt: z.iso.datetime(), lastSeenAt: z.iso.datetime() })),
  /** Who can act for them. */
  /** `open`: what they have to do, to those who may see that. */
  deputies: z.array(Named.extend({ open: z.number().nullable() })),
  allUnits: z.array(NamedUnit),
})
export type Person = z.infer<typeof Person>

export const NewPerson = z.object({
  login: z.string().trim().max(100),
  family: z.string().trim().max(100),
  given: z.string().trim().max(100),
  patronymic: z.string().trim().max(100),
  roles: z.array(Role).max(10),
  unitIds: z.array(z.uuid()).max(50),
  extension: z.string().trim().max(10),
  language: LanguageCode,
})
/** The secret of the one-time codes, base32, and the same as an address for authenticators: shown only now. */
export const CodeSecret = z.object({ secret: z.string(), uri: z.string() })
/** A password made for somebody, and until when it is good: shown only now. */
export const FirstPassword = z.object({ password: z.string(), passwordUntil: z.iso.datetime() })
export const AddedPerson = CodeSecret.extend(FirstPassword.shape).extend({ id: z.uuid() })

export const RoleChange = z.object({ role: Role, change: z.enum(['granted', 'withdrawn']) })
export const MemberChange = z.object({ unitId: z.uuid(), change: z.enum(['joined', 'left']) })
export const AccessChange = z.object({ active: z.boolean() })
export const KeyChange = z.object({ iin: z.string().trim().max(20).nullable() })

/** Who takes what of somebody who leaves: all, and single things by `kind:id`; null: nobody; `discard`: no letter. */
export const Heirs = z.object({
  all: z.uuid().nullable(),
  each: z.record(z.string().max(60), z.union([z.uuid(), z.literal(discardWish)]).nullable()).default({}),
})
/** Work that goes from somebody or from a unit: appeals, those that have not gone yet, those left with their unit. */
const HandOver = z.object({
  total: z.number(),
  waiting: z.number(),
  freed: z.number(),
  finished: z.boolean(),
})
export type HandOver = z.infer<typeof HandOver>
export const leavingKinds = [
  'executor',
  'coExecutor',
  'reply',
  'head',
  'deputy',
  'view',
  'noteDraft',
] as const
export const Leaving = z.object({
  active: z.boolean(),
  things: z.array(
    z.object({
      /** `kind:id` */
      key: z.string(),
      kind: z.enum(leavingKinds),
      called: z.union([z.string(), LocalisedText]),
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      heirId: z.uuid().nullable(),
      /** `heir`: theirs; `free`: the unit's, or without a head; `discarded`: thrown away; else why it can't be. */
      outcome: z.enum(['heir', 'free', 'discarded', 'needed', 'unable']),
      /** A letter that was not proposed yet: it can be thrown away. */
      discardable: z.boolean(),
    }),
  ),
  sessions: z.number(),
  questionsAsked: z.number(),
  heirs: z.array(Named),
  /** What was decided when they left; while it goes on, nothing is chosen any more. Null: they have not left. */
  handOver: HandOver.nullable(),
})
export type Leaving = z.infer<typeof Leaving>

export const UnitRow = z.object({
  id: z.uuid(),
  code: z.string(),
  name: LocalisedText,
  parentId: z.uuid().nullable(),
  head: Named.nullable(),
  members: z.array(Named),
  /** Open appeals of the unit, and of them those that are nobody's. */
  open: z.number(),
  free: z.number(),
  /** Its work is on the way to another unit; it is closed when all of it has gone. */
  closing: HandOver.extend({ taker: LocalisedText }).nullable(),
})
export type UnitRow = z.infer<typeof UnitRow>
/** Open units, each after the one that it is below. */
export const Units = z.object({ units: z.array(UnitRow), heads: z.array(Named) })
export const NewUnit = z.object({
  code: z.string().trim().max(100),
  name: LocalisedText,
  parentId: z.uuid().nullable(),
})
export const UnitChange = z.object({
  name: LocalisedText.optional(),
  parentId: z.uuid().nullable().optional(),
  headId: z.uuid().nullable().optional(),
})
export const UnitClosing = z.object({ takerId: z.uuid().nullable(), withPeople: z.boolean() })

/** Those for whom the asker may say that they are away: themselves first, and who can act for somebody. */
export const Absences = z.object({
  people: z.array(
    Named.extend({
      self: z.boolean(),
      open: z.number(),
      mayHandOver: z.boolean(),
      absences: z.array(AbsenceRow),
      deputyIds: z.array(z.uuid()),
    }),
  ),
  /** `open`: what they have to do, to those who may see that. */
  deputies: z.array(Named.extend({ open: z.number().nullable() })),
  /** For whom the asker acts today. */
  insteadOf: z.array(Named.extend({ to: z.iso.date() })),
})
export type Absences = z.infer<typeof Absences>
export const NewAbsence = z.object({
  staffId: z.uuid(),
  deputyId: z.uuid(),
  from: Day,
  to: Day,
  reason: z.enum(absenceReasons),
  work: z.enum(['deputy', 'handOver']).default('deputy'),
})
