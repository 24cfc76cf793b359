import { z } from 'zod'
import { letterLanguages } from '../domain/language.ts'
import { noticeKinds } from '../domain/notice/notice.ts'
import { SignInDevice } from './account.ts'
import { PageQuery, pageOf } from './paging.ts'
import { LanguageCode } from './person.ts'

/** A notice: a code with what its words need; words/notice-words.ts says it in a language. */
export const NoticeRow = z.object({
  id: z.uuid(),
  /** 1, 2, 3 … of one client, in the order of events. */
  number: z.number(),
  kind: z.enum(noticeKinds),
  /** Null: of the account. */
  appealId: z.uuid().nullable(),
  /** Of one about the account: where somebody came in, or which contacts were changed. */
  account: z
    .object({ device: SignInDevice.nullable(), fields: z.array(z.enum(['address', 'phone', 'email'])) })
    .nullable(),
  at: z.iso.datetime(),
  unread: z.boolean(),
  /** Empty while the letter is not sent. */
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  registrationNumber: z.number().nullable(),
  /** Null while the letter is not sent. */
  coupon: z.string().nullable(),
  registrationDate: z.iso.date().nullable(),
  /** The term that this notice tells. */
  dueDate: z.iso.date().nullable(),
  /** The body that it was forwarded to. */
  receiver: z.string().nullable(),
  executor: z.object({ fullName: z.string(), extension: z.string().nullable() }).nullable(),
  /** Why a returned appeal came back (a code of the verdict), and when its key was revoked. */
  returned: z.object({ reason: z.string(), revokedAt: z.iso.datetime().nullable() }).nullable(),
})
export type NoticeRow = z.infer<typeof NoticeRow>
export const NoticesQuery = PageQuery.omit({ q: true })
export const Notices = pageOf(NoticeRow)

/** What an open page must know of at once. `changes` grows with every notice and every reading. */
export const News = z.object({
  /** Threads in which the company has acted since the client last looked (§2). */
  unread: z.number(),
  unreadNotices: z.number(),
  changes: z.number(),
})
export type News = z.infer<typeof News>

/** All notices up to this number are read. */
export const AllRead = z.object({ upTo: z.number().int().min(0) })

export const NoticeSettings = z.object({
  byEmail: z.boolean(),
  /** Of mails. */
  language: LanguageCode,
  /** The profile's address. */
  email: z.string().nullable(),
  confirmed: z.boolean(),
  /** The mail server refused the address for good, at this moment. */
  refusedAt: z.iso.datetime().nullable(),
  /** False: this site sends no mail. */
  available: z.boolean(),
  /** A link was sent to this address and may still be opened. */
  linkSent: z.boolean(),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>
export const NoticeSettingsChange = z.object({ byEmail: z.boolean(), language: LanguageCode }).partial()

/** The token of a link sent by mail. */
export const EmailToken = z.object({ token: z.string().min(20).max(100) })
export const EmailConfirmed = z.object({ email: z.string() })

/** A mail that the demo's mail server has kept. */
export const DemoMail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  receivedAt: z.iso.datetime(),
})
export const DemoMails = z.object({ mails: z.array(DemoMail) })
export type DemoMail = z.infer<typeof DemoMail>
