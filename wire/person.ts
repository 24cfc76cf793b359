import { z } from 'zod'
import { languages } from '../domain/language.ts'
import { signingMethods } from '../domain/signature/method.ts'

export const LanguageCode = z.enum(languages)
export const LocalisedText = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** The company as every page shows it: settings of today. */
export const Company = z.object({
  name: LocalisedText,
  shortName: LocalisedText,
  callCentre: z.string(),
  opens: z.string(),
  closes: z.string(),
  beta: z.boolean(),
})

/** §7: by settings of today (domain/attachment/file-rules.ts). */
const FileLimits = z.object({
  /** Of one file. */
  maxBytes: z.number(),
  maxFiles: z.number(),
  maxTotalBytes: z.number(),
})

/** What a company must enter before a client can send anything. */
export const missingThings = ['appealTypes', 'tariffs', 'vat', 'calendar', 'trust'] as const
export type Missing = (typeof missingThings)[number]

/** Who is signed in. */
export const SignedIn = z.object({
  kind: z.enum(['client', 'staff']),
  id: z.uuid(),
  fullName: z.string(),
  shortName: z.string(),
  /** The client's own IIN (the key window filters by it); null for staff. */
  iin: z.string().nullable(),
  roles: z.array(z.string()),
  /** The language of the screens kept for the account. */
  language: LanguageCode,
  extension: z.string().nullable(),
})

/** What a page needs before anything else. `now` is the injected clock; `today` the local date. */
export const Session = z.object({
  now: z.iso.datetime(),
  today: z.iso.date(),
  demo: z.boolean(),
  company: Company,
  /** §7: how much may be attached to an appeal or a reply. */
  fileLimits: FileLimits,
  /** Not empty: the service is still being prepared. */
  missing: z.array(z.enum(missingThings)),
  /** The ways to sign that work at this site; NCALayer only on a computer. */
  ways: z.array(z.enum(signingMethods)),
  person: SignedIn.nullable(),
  /** A client who has to agree to the text on personal data before anything else. */
  consentNeeded: z.boolean(),
  /** They came in by a password that was made for them: the page that asks for their own is all there is. */
  passwordMustChange: z.boolean(),
  /** Threads in which the company has acted since the client last looked (§2). */
  unread: z.number(),
  unreadNotices: z.number(),
  /** Grows with every notice and every reading. */
  changes: z.number(),
  /** When the session ends if nothing is done (idle limit or absolute limit, the earlier). */
  endsAt: z.iso.datetime().nullable(),
  /** When it ends whatever is done. */
  endsAtLatest: z.iso.datetime().nullable(),
})
export type Session = z.infer<typeof Session>
export type SignedIn = z.infer<typeof SignedIn>

/** §8, sign-in: the text to sign, base64 of UTF-8. */
export const SignInChallenge = z.object({ content: z.base64(), expiresAt: z.iso.datetime() })
export const SignInByKey = z.object({ cms: z.base64().max(100_000) })
export const StaffSignIn = z.object({
  login: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
})

/** A person of the demo world: one press signs in; letters are still signed with a key. */
export const DemoPerson = z.object({
  id: z.uuid(),
  kind: z.enum(['client', 'staff']),
  fullName: z.string(),
  /** For a client the contract numbers, for staff the roles. */
  note: z.array(z.string()),
  keys: z.array(
    z.object({
      fileName: z.string(),
      algorithm: z.enum(['rsa', 'gost2015']),
      purpose: z.enum(['sign', 'auth']),
      password: z.string(),
    }),
  ),
  login: z.string().nullable(),
  password: z.string().nullable(),
  totpSecret: z.string().nullable(),
})
export const DemoPeople = z.object({ people: z.array(DemoPerson) })
export type DemoPerson = z.infer<typeof DemoPerson>
