import { z } from 'zod'
import { letterLanguages } from '../domain/language.ts'
import { signalSubjects, signalWays } from '../domain/signal/choice.ts'
import { accessActs, signalKinds } from '../domain/signal/kind.ts'
import { SignInDevice } from './account.ts'
import { PageQuery, pageOf } from './paging.ts'

/** What somebody of the staff was told: a code with what its words need; words/signal-words.ts says it. */
export const SignalRow = z.object({
  id: z.uuid(),
  /** 1, 2, 3 … of one person, in the order in which they were told. */
  number: z.number(),
  kind: z.enum(signalKinds),
  /** Of the appeal in the register; null: it has none. */
  appealNumber: z.number().nullable(),
  /** Null where the asker does not see the appeal now. */
  appeal: z.object({ id: z.uuid(), subject: z.string(), letterLanguage: z.enum(letterLanguages) }).nullable(),
  /** Of one about the asker's account: where somebody came in, or what was done to it. */
  account: z.object({ device: SignInDevice.nullable(), act: z.enum(accessActs).nullable() }).nullable(),
  day: z.iso.date().nullable(),
  /** Working days from that day when it was told. */
  step: z.number().nullable(),
  /** How many earlier ones were never told by themselves. */
  merged: z.number(),
  /** Who is away, and whom the asker replaces. */
  insteadOf: z.string().nullable(),
  at: z.iso.datetime(),
  unread: z.boolean(),
})
export type SignalRow = z.infer<typeof SignalRow>
export const SignalsQuery = PageQuery.omit({ q: true })
export const Signals = pageOf(SignalRow)

/** What an open page must know of at once. `changes` grows with every signal and every reading. */
export const SignalNews = z.object({ unread: z.number(), changes: z.number() })
export type SignalNews = z.infer<typeof SignalNews>

const Choices = z.record(z.enum(signalSubjects), z.enum(signalWays))
export const SignalSettings = z.object({
  choices: Choices,
  email: z.string().nullable(),
  /** The mail server refused the address for good, at this moment. */
  refusedAt: z.iso.datetime().nullable(),
  /** False: this site sends no mail. */
  available: z.boolean(),
})
export type SignalSettings = z.infer<typeof SignalSettings>
/** All of them; an empty address is none. */
export const SignalSettingsChange = z.object({ choices: Choices, email: z.string().trim().max(300) })
