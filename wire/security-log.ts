import { z } from 'zod'
import { managersFor } from '../domain/person/administration.ts'
import { roles } from '../domain/person/role.ts'
import { type SecurityEvent, securityEvents } from '../domain/security/security-event.ts'
import { SignInDevice } from './account.ts'
import type { Route } from './route.ts'

const Code = z.enum(Object.keys(securityEvents) as [SecurityEvent, ...SecurityEvent[]])
const Outcome = z.enum(['done', 'refused'])

/** Somebody in the log: one of the staff by name, a client by a masked IIN. */
const Somebody = z.object({ id: z.uuid(), kind: z.enum(['client', 'staff']), name: z.string() })

/** An event of the security log (docs/security-log.md). */
export const SecurityRow = z.object({
  /** Grows with every event. */
  seq: z.number(),
  at: z.iso.datetime(),
  code: Code,
  outcome: Outcome,
  /** Null: a command, or somebody nobody knows. */
  by: Somebody.nullable(),
  /** Whose account it is about, where that is somebody else. */
  whom: Somebody.nullable(),
  /** Codes and counts, masked where they name somebody. */
  about: z.array(z.object({ name: z.string(), value: z.string() })),
  address: z.string().nullable(),
  device: SignInDevice.nullable(),
  request: z.uuid().nullable(),
})
export type SecurityRow = z.infer<typeof SecurityRow>

/** Rows before an event, the latest first; `day` in Astana. */
export const SecurityQuery = z.object({
  person: z.uuid().optional(),
  code: Code.optional(),
  outcome: Outcome.optional(),
  day: z.iso.date().optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
})
const SecurityPage = z.object({
  rows: z.array(SecurityRow),
  /** What the next page is before; null: this was the last. */
  next: z.number().nullable(),
  /** The events that the asker reads. */
  codes: z.array(Code),
  /** Everybody of the staff, to choose from. */
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
const OwnEvents = z.object({ rows: z.array(SecurityRow), next: z.number().nullable() })

/** The security log, all of it and everybody's own: a part of wire/routes.ts. */
export const securityRoutes = {
  'GET /api/office/security-log': {
    who: managersFor('readSecurityLog'),
    query: SecurityQuery,
    response: SecurityPage,
  },
  /** What happened to the asker's own account lately: `ownEventDays`. */
  'GET /api/account/events': {
    who: roles,
    query: SecurityQuery.pick({ before: true }),
    response: OwnEvents,
  },
} as const satisfies Record<string, Route>
