import { z } from 'zod'
import { digestSections } from '../../domain/mailbox/digest.ts'
import { accessActs, signalKinds } from '../../domain/signal/kind.ts'

const Lines = z.array(
  z.object({
    kind: z.enum(signalKinds),
    /** Of one about the account. */
    account: z
      .object({ device: z.string().nullable(), act: z.enum(accessActs).nullable(), at: z.number() })
      .optional(),
    /** The appeal's in the register; null: it has none. */
    number: z.number().nullable(),
    day: z.iso.date().nullable(),
    /** Working days from that day. */
    step: z.number().nullable(),
    /** For somebody who is away. */
    deputy: z.boolean(),
  }),
)
const Sections = z.array(
  z.object({
    section: z.enum(digestSections),
    total: z.number(),
    more: z.boolean(),
    rows: z.array(z.object({ number: z.number().nullable(), day: z.iso.date().nullable() })),
  }),
)
/** What a mail to staff says: kinds, numbers and days, no personal data. */
export const SignalMailContent = z.union([
  z.object({ signals: Lines }),
  z.object({ digest: Sections, day: z.iso.date() }),
])
export type SignalMailContent = z.infer<typeof SignalMailContent>
