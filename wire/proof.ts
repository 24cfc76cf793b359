import { z } from 'zod'
import { roles } from '../domain/person/role.ts'
import { EgovMobileSigning } from './egov-mobile.ts'
import { Session, SignInChallenge } from './person.ts'
import type { Route } from './route.ts'

const ProofText = SignInChallenge.extend({ id: z.uuid() })
/** By the signed text, by the phone's signature, or of staff by password and one-time code. */
export const Proof = z.union([
  z.object({ textId: z.uuid(), cms: z.string() }),
  z.object({ egovMobileSigningId: z.uuid() }),
  z.object({ password: z.string().max(200), code: z.string().max(20) }),
])
export type Proof = z.infer<typeof Proof>

/** A part of wire/routes.ts. */
export const proofRoutes = {
  /** Who is signed in shows once more who they are: a text of this session to sign, by a key or with eGov Mobile. */
  'POST /api/account/proof-text': { who: roles, response: ProofText, beforeConsent: true },
  'POST /api/account/proof-code': { who: roles, response: EgovMobileSigning, beforeConsent: true },
  'POST /api/account/proof': {
    who: roles,
    body: Proof,
    response: Session,
    heavy: 'verification',
    signIn: true,
    beforeConsent: true,
  },
} as const satisfies Record<string, Route>
