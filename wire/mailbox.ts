import { z } from 'zod'
import { sentStatuses, statuses } from '../domain/appeal/status.ts'
import { letterLanguages } from '../domain/language.ts'
import { PageQuery, pageOf } from './paging.ts'

export const MailboxQuery = PageQuery.extend({
  status: z.enum(sentStatuses).optional(),
  contract: z.uuid().optional(),
})

/** §2: one row of «Кіріс»; the six columns, and what the status says of the term. */
export const IncomingRow = z.object({
  id: z.uuid(),
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  status: z.enum(statuses),
  registration: z.string().nullable(),
  executor: z.string().nullable(),
  extension: z.string().nullable(),
  tel: z.string().nullable(),
  dueDate: z.iso.date().nullable(),
  dueMoved: z.boolean(),
  workingDaysLeft: z.number().nullable(),
  overdue: z.boolean(),
  /** While sent: the date it will be registered with. */
  registrationDate: z.iso.date().nullable(),
  unread: z.boolean(),
  /** What was found in the letter and the row does not show; null where there is nothing to tell. */
  found: z.string().nullable(),
})
export const Incoming = pageOf(IncomingRow)
export type IncomingRow = z.infer<typeof IncomingRow>

/** §9: one row of «Шығыс». */
export const OutgoingRow = z.object({
  id: z.uuid(),
  subject: z.string(),
  /** What the subject is written in. */
  letterLanguage: z.enum(letterLanguages),
  status: z.enum(statuses),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
  registration: z.string().nullable(),
  registrationDate: z.iso.date().nullable(),
  contractNumber: z.string(),
  /** What was found in the letter and the row does not show; null where there is nothing to tell. */
  found: z.string().nullable(),
})
export const Outgoing = pageOf(OutgoingRow)
export type OutgoingRow = z.infer<typeof OutgoingRow>
