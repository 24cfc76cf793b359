import { z } from 'zod'
import { OwnSession } from './account.ts'
import { LanguageCode, LocalisedText } from './person.ts'

/** A version of the text that a client agreed to. */
export const GivenConsent = z.object({
  version: z.string(),
  language: LanguageCode,
  givenAt: z.iso.datetime(),
})

/** The text on personal data in force today, whole, and what the client agreed to so far. */
export const Consent = z.object({
  /** Null: the company has published none, and nothing is asked. */
  text: z
    .object({
      version: z.string(),
      sections: z.array(z.object({ title: LocalisedText, text: LocalisedText })),
    })
    .nullable(),
  needed: z.boolean(),
  given: z.array(GivenConsent),
})
export type Consent = z.infer<typeof Consent>
export const NewConsent = z.object({ version: z.string().min(1).max(40), language: LanguageCode })

/** The client's own page: what is official, what may be changed, where the account is open. */
export const Profile = z.object({
  fullName: z.string(),
  iin: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  contactsChangedAt: z.iso.datetime().nullable(),
  consents: z.array(GivenConsent),
  sessions: z.array(OwnSession),
})
export type Profile = z.infer<typeof Profile>

/** What a client may change without asking; e-mail may be empty. */
export const Contacts = z.object({
  address: z.string().max(1000),
  phone: z.string().max(100),
  email: z.string().max(1000),
})
export type Contacts = z.infer<typeof Contacts>
