import { z } from 'zod'
import { roles, staffRoles } from '../domain/person/role.ts'
import { browsers, systems } from '../domain/security/device.ts'
import { signInWays } from '../domain/security/sign-in-way.ts'
import type { Route } from './route.ts'

/** Browser and system, as coarse as people say them. */
export const SignInDevice = z.object({ browser: z.enum(browsers), system: z.enum(systems) })

/** One place where somebody is signed in. */
export const OwnSession = z.object({
  id: z.uuid(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
  /** Null: it was opened before this was written down. */
  device: SignInDevice.nullable(),
  address: z.string().nullable(),
  /** Null: before this was written down. */
  way: z.enum(signInWays).nullable(),
  /** When the code of eGov Mobile was opened that it was signed in by. */
  codeOpenedAt: z.iso.datetime().nullable(),
})
export type OwnSession = z.infer<typeof OwnSession>

const OwnSessions = z.object({ sessions: z.array(OwnSession) })
const OwnPassword = z.object({ current: z.string().max(200), password: z.string().max(200) })
const SessionId = z.object({ id: z.uuid() })

/** Where somebody's own account is open, a client's or one of the staff's: a part of wire/routes.ts. */
export const accountRoutes = {
  'GET /api/account/sessions': { who: roles, response: OwnSessions, beforeConsent: true },
  'DELETE /api/account/sessions/:id': {
    who: roles,
    params: SessionId,
    response: OwnSessions,
    beforeConsent: true,
    account: 'endOwnSession',
  },
  /** All but the one that asks. */
  'DELETE /api/account/sessions': {
    who: roles,
    response: OwnSessions,
    beforeConsent: true,
    account: 'endOtherSessions',
  },
  'POST /api/office/account/password': {
    who: staffRoles,
    body: OwnPassword,
    response: z.object({}),
    beforeOwnPassword: true,
    account: 'changeOwnPassword',
  },
} as const satisfies Record<string, Route>
