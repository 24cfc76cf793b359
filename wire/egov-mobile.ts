import { z } from 'zod'
import { SignInDevice } from './account.ts'

/**
 * How far one signing by eGov Mobile is: the phone has not come, has fetched the document, has signed it; or the client
 * cancelled there, what it sent was refused, its five minutes are over, or its signature was used.
 */
export const egovMobileStates = [
  'waiting',
  'fetched',
  'signed',
  'cancelled',
  'refused',
  'expired',
  'used',
] as const
export const EgovMobileState = z.enum(egovMobileStates)
export type EgovMobileState = z.infer<typeof EgovMobileState>

/** What the page hears, by events (`state`) or by asking. */
export const EgovMobileNews = z.object({
  id: z.uuid(),
  state: EgovMobileState,
  /** Why the phone's answer was refused, a code of words/refusals or words/signature; null else. */
  code: z.string().nullable(),
  expiresAt: z.iso.datetime(),
})
export type EgovMobileNews = z.infer<typeof EgovMobileNews>

/** §8.2: one signing with eGov Mobile. Its secret is in `qr` and the links alone, and is told once. */
export const EgovMobileSigning = EgovMobileNews.extend({
  /** The text of the QR: `mobileSign:` and the address of API №1 (docs/signature-facts.md 5.1). */
  qr: z.string(),
  /**
   * Two digits that are also in the document's name on the phone, so that nobody signs for another's page.
   */
  pair: z.string().regex(/^\d{2}$/),
  /** The site, where the code was opened, and when: the phone says the same. */
  site: z.string(),
  device: SignInDevice.nullable(),
  openedAt: z.iso.datetime(),
  /** For a phone that shows this very page (docs/signature-facts.md 5.4). */
  links: z.object({ egovMobile: z.url(), egovBusiness: z.url() }),
})
export type EgovMobileSigning = z.infer<typeof EgovMobileSigning>

/** A signature from the phone for which nobody has pressed «Жіберу» yet; it stays on the draft until then. */
export const EgovMobileSigned = z.object({
  egovMobileSigningId: z.uuid(),
  letterId: z.uuid(),
  signedAt: z.iso.datetime(),
  keptUntil: z.iso.datetime(),
})
export type EgovMobileSigned = z.infer<typeof EgovMobileSigned>

/** The draft's letter that was shown and is to be signed. */
export const NewEgovMobileSigning = z.object({ letterId: z.uuid() })
/** Signing in with the signature that came from the phone; the browser that began must ask. */
export const EgovMobileSignIn = z.object({ egovMobileSigningId: z.uuid() })

/** What is in the address of API №1: 16 random bytes, base64url. */
export const EgovMobileSecret = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })

/** API №1: what the phone asks first (docs/signature-facts.md 5.1, step 3). Names are the protocol's. */
export const EgovMobileErrand = z.object({
  description: z.string(),
  expiry_date: z.string(),
  organisation: z.object({
    nameRu: z.string(),
    nameKz: z.string(),
    nameEn: z.string(),
    bin: z.string().regex(/^\d{12}$/),
  }),
  document: z.object({
    uri: z.url(),
    auth_type: z.literal('Token'),
    auth_token: z.string(),
  }),
})
export type EgovMobileErrand = z.infer<typeof EgovMobileErrand>

const EgovMobileDocument = z.object({
  id: z.number().int(),
  nameRu: z.string(),
  nameKz: z.string(),
  nameEn: z.string(),
  meta: z.array(z.object({ name: z.string(), value: z.string() })),
  /** base64; too long a text to be checked by a pattern. */
  document: z.object({ file: z.object({ mime: z.string(), data: z.string() }) }),
})

/** API №2: the documents to sign, detached (`CMS_SIGN_ONLY`). */
export const EgovMobileDocuments = z.object({
  signMethod: z.literal('CMS_SIGN_ONLY'),
  version: z.literal(1),
  documentsToSign: z.array(EgovMobileDocument),
})
export type EgovMobileDocuments = z.infer<typeof EgovMobileDocuments>

/** What the phone puts back: of its fields only ids, count, the signatures and a cancellation are believed. */
export const EgovMobileAnswer = z.object({
  status: z.string().max(40).optional(),
  documentsToSign: z
    .array(
      z.object({
        id: z.union([z.number(), z.string().max(40)]),
        document: z.object({ file: z.object({ data: z.string().max(8_000_000) }) }).optional(),
      }),
    )
    .max(20),
})
export type EgovMobileAnswer = z.infer<typeof EgovMobileAnswer>

/** At the door anything is let in: a broken answer is refused by the verb, so that the page hears of it too. */
export const EgovMobilePut = EgovMobileAnswer.or(z.unknown())
export const EgovMobileThanks = z.object({ message: z.literal('success') })

/** How the demo's phone misbehaves. */
export const egovMobileMischiefs = ['otherDocument', 'damaged', 'attached', 'twice'] as const

export const DemoPhoneAsk = z.object({
  /** What a camera would read: the text of the QR. */
  qr: z.string().max(500),
  personId: z.uuid(),
  act: z.enum(['look', 'sign', 'cancel']),
  mischief: z.enum(egovMobileMischiefs).optional(),
})

/** The demo phone's screen after an act. */
export const DemoPhoneScreen = z.object({
  /**
   * `shown`: the document lies there to be signed; `refused`: the site said no; `notOurs`: no QR of this site.
   */
  outcome: z.enum(['shown', 'signed', 'cancelled', 'refused', 'notOurs']),
  /** What the site said to a phone it refused, in the page's language; null else. */
  message: z.string().nullable(),
  /** What the phone shows, in the page's language; null when it could not be asked for. */
  errand: z
    .object({
      organisation: z.string(),
      description: z.string(),
      expiresAt: z.iso.datetime(),
      document: z.string(),
      meta: z.array(z.object({ name: z.string(), value: z.string() })),
    })
    .nullable(),
})
export type DemoPhoneAsk = z.infer<typeof DemoPhoneAsk>
export type DemoPhoneScreen = z.infer<typeof DemoPhoneScreen>
