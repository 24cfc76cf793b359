import { z } from 'zod'
import { followKinds } from '../domain/appeal/follow-up.ts'
import { steps } from '../domain/appeal/journey.ts'
import { statuses } from '../domain/appeal/status.ts'
import { withdrawalStates } from '../domain/appeal/withdrawal.ts'
import { correspondenceKinds } from '../domain/correspondence/thread.ts'
import { letterLanguages } from '../domain/language.ts'
import { refusalCodes } from '../domain/refusal.ts'
import { signingMethods } from '../domain/signature/method.ts'
import { paymentMethods } from '../domain/tariff/payment.ts'
import { AttachmentRow, FileRow, NearLimitRow } from './attachment.ts'
import { AppealTypeSchema, Fee } from './catalogue.ts'
import { ContractRow } from './contract.ts'
import { EgovMobileSigned } from './egov-mobile.ts'
import { AskedPapers } from './paper.ts'
import { LocalisedText } from './person.ts'
import { ReplySignatureRow } from './reply-signature.ts'

export const AppealId = z.object({ id: z.uuid() })

export const NewDraft = z.object({ contractId: z.uuid(), letterLanguage: z.enum(letterLanguages) })

const AnswerText = z.string().max(20_000)
const AnswerCode = z.string().max(100)
/** As domain/catalogue/field.ts has them: a text, chosen options, or the rows of a group. */
export const Answers = z.record(
  AnswerCode,
  z.union([
    AnswerText,
    z.array(z.string().max(200)).max(100).readonly(),
    z.array(z.record(AnswerCode, AnswerText)).max(50).readonly(),
  ]),
)

/** §5–§6: what one save carries; only what is named changes. Answers are merged by field code. */
export const DraftChange = z
  .object({
    contractId: z.uuid(),
    /** Changing the type keeps shared answers and drops the others. */
    typeCode: z.string().max(100).nullable(),
    letterLanguage: z.enum(letterLanguages),
    address: z.string().max(2000),
    email: z.string().max(1000),
    answers: Answers,
    /** The press of «Иә, келісемін» (§7). */
    paymentMethod: z.enum(paymentMethods).nullable(),
  })
  .partial()

/** A change with the id its page gave it: sent again after a lost answer, it is known and answered, not done twice. */
export const DraftSave = DraftChange.extend({
  saveId: z.uuid().optional(),
  /** An earlier save of the same page, still without an answer: if it alone came between, this is not stale. */
  after: z.uuid().optional(),
})

/** Something missing or wrong, at its step and field. */
export const MissingRow = z.object({
  step: z.enum(steps),
  field: z.string(),
  refusal: z.object({
    code: z.enum(refusalCodes),
    params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  }),
})

/** §10: which date an appeal sent now would get, and when the answer would be due. */
export const Forecast = z.object({
  registrationDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  /** Registered at once, or when the day opens. */
  atOnce: z.boolean(),
})
export type Forecast = z.infer<typeof Forecast>

/** A draft in full: everything its pages and `journey` need. */
export const Draft = z.object({
  id: z.uuid(),
  version: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Unsent drafts are kept 30 days from the last change. */
  keptUntil: z.iso.date(),
  contract: ContractRow,
  type: AppealTypeSchema.nullable(),
  fee: Fee.nullable(),
  letterLanguage: z.enum(letterLanguages),
  letterhead: z.object({
    addressee: z.object({ kk: z.array(z.string()), ru: z.array(z.string()) }),
    name: z.string(),
    iin: z.string(),
    phone: z.string(),
  }),
  address: z.string(),
  email: z.string(),
  answers: Answers,
  /** What `contractRef` and `appealRef` may answer: the client's own contracts and sent appeals. */
  references: z.object({
    contracts: z.array(z.object({ id: z.uuid(), number: z.string(), date: z.iso.date() })),
    appeals: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        /** As a letter of each language names it: within a sentence, and after a colon. */
        inSentence: z.object({ kk: z.string(), ru: z.string() }),
        alone: z.object({ kk: z.string(), ru: z.string() }),
      }),
    ),
  }),
  paymentMethod: z.enum(paymentMethods).nullable(),
  attachments: z.array(AttachmentRow),
  documents: z.record(z.string(), LocalisedText),
  missing: z.array(MissingRow),
  /** If it were sent now; null until a type is chosen. */
  forecast: Forecast.nullable(),
  requisites: z.object({
    beneficiary: LocalisedText,
    bin: z.string(),
    iban: z.string(),
    bic: z.string(),
    kbe: z.string(),
    knp: z.string().nullable(),
    purpose: LocalisedText,
  }),
  /** Of the client's quotas; left out where nothing is near. */
  nearLimits: z.array(NearLimitRow).exactOptional(),
  /** Signed with eGov Mobile and not sent yet: «Жіберу» is all that is left. */
  egovMobileSigned: EgovMobileSigned.nullable(),
  /** The appeal that it was begun from, and why; null: none. */
  follows: z.object({ id: z.uuid(), kind: z.enum(followKinds), number: z.string() }).nullable(),
})
export type Draft = z.infer<typeof Draft>
export type DraftChange = z.infer<typeof DraftChange>
export type DraftSave = z.infer<typeof DraftSave>

export const DraftRow = z.object({
  id: z.uuid(),
  subject: LocalisedText.nullable(),
  typeCode: z.string().nullable(),
  contractId: z.uuid(),
  contractNumber: z.string(),
  updatedAt: z.iso.datetime(),
  keptUntil: z.iso.date(),
  /** Signed with eGov Mobile and not sent yet (§8.2). */
  egovMobileSigned: z.boolean(),
})
export const Drafts = z.object({ drafts: z.array(DraftRow), nearLimits: z.array(NearLimitRow) })
export type DraftRow = z.infer<typeof DraftRow>

/** The letter frozen for signature (promise 4): its pages are images of the very bytes. */
export const PreparedLetter = z.object({
  letterId: z.uuid(),
  fileName: z.string(),
  sha256: z.string(),
  size: z.number(),
  pages: z.number(),
  text: z.string(),
  localDate: z.iso.date(),
  forecast: Forecast,
  /** The same type under the same contract is still in work: a warning, not a ban. */
  duplicateOf: z.string().nullable(),
})
export type PreparedLetter = z.infer<typeof PreparedLetter>

/** §8: the letter's signature, made in the page, or come from a phone and waiting at the server. */
export const NewSignature = z.discriminatedUnion('method', [
  z.object({
    letterId: z.uuid(),
    method: z.enum(signingMethods).exclude(['egovQr']),
    cms: z.base64().max(200_000),
  }),
  z.object({ letterId: z.uuid(), method: z.literal('egovQr'), egovMobileSigningId: z.uuid() }),
])
export type NewSignature = z.infer<typeof NewSignature>
export const Sent = z.object({ id: z.uuid(), coupon: z.string(), status: z.enum(statuses) })
export type Sent = z.infer<typeof Sent>

/** A date with its reasons: every non-working day after the day it is counted from. */
export const ExplainedDate = z.object({
  date: z.iso.date(),
  /** Below zero when overdue; null when nothing is waited for, or a year between has no calendar. */
  workingDaysLeft: z.number().nullable(),
  /** Waited for, and past: true also where nobody can count the days. */
  overdue: z.boolean(),
  skipped: z.array(z.object({ date: z.iso.date(), why: z.string() })),
})

/** One line of the history of statuses. */
export const HistoryRow = z.object({
  status: z.enum(statuses),
  at: z.iso.datetime(),
  coupon: z.string().nullable(),
  number: z.string().nullable(),
  /** Told at registration, or later when it could not be told then. */
  dueDate: z.iso.date().nullable(),
  newDueDate: z.iso.date().nullable(),
  /**
   * What happened where the status alone does not say it: another executor than before, or none for now; a letter that
   * corrects another; back to work after the answer. Messages move no status: the thread has them.
   */
  besides: z.enum(['executorChanged', 'corrected', 'reopened']).nullable(),
})

/** One letter of the whole correspondence (§10). */
export const LetterRow = z.object({
  id: z.uuid(),
  kind: z.enum(correspondenceKinds),
  sentAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  /** When it was opened first; null: not yet, or that was not kept. */
  firstReadAt: z.iso.datetime().nullable(),
  /** The letter's words, a language each; the client's own has one. */
  texts: z.array(z.object({ language: z.enum(letterLanguages), text: z.string() })),
  reason: z.string().nullable(),
  files: z.array(FileRow),
  /** Over a letter of the company: who signed, its seal. */
  signatures: z.array(ReplySignatureRow),
  /** Of a letter of the company: its number and date; null: it was sent before there were any. */
  outgoing: z.object({ number: z.string(), date: z.iso.date() }).nullable(),
  /** Of a forwarding: the body that it goes to. */
  receiver: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** The letter that this one corrects. */
  corrects: z.uuid().nullable(),
  /** Of what a client sent after the letter: who; null: it is none. */
  sender: z.string().nullable(),
  /** The appeal was taken back to work after it: another answer follows. */
  beforeReopening: z.boolean(),
  /** Papers that this letter asks for and that were asked for again, with the reasons; they stay when it is over. */
  askedAgain: z.array(z.object({ at: z.iso.datetime(), name: z.string(), reason: z.string() })),
  /** The client asks to have the appeal back; null: it is something else. `reason`: why it goes on. */
  withdrawal: z
    .object({
      state: z.enum(withdrawalStates),
      decideBy: z.iso.date(),
      decidedAt: z.iso.datetime().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
})

/** §10: one appeal in full, as client and staff see it. */
export const Appeal = z.object({
  id: z.uuid(),
  subject: z.string(),
  status: z.enum(statuses),
  contractNumber: z.string(),
  contractDate: z.iso.date(),
  letterLanguage: z.enum(letterLanguages),
  client: z.object({ fullName: z.string(), maskedIin: z.string() }),
  coupon: z.object({ number: z.string(), acceptedAt: z.iso.datetime() }),
  /** `3864 / 2022-10-04`; null until registered. */
  registration: z.string().nullable(),
  registrationNumber: z.number().nullable(),
  /** Promised while sent, final when registered; null: the calendar of that year is not known yet. */
  registrationDate: z.iso.date().nullable(),
  registersAt: z.iso.datetime().nullable(),
  due: ExplainedDate.nullable(),
  dueMoved: z.boolean(),
  /** Of before there were slots: the last interim reply asks for papers in its text, and no answer has come yet. */
  papersAsked: z.boolean(),
  papers: AskedPapers.nullable(),
  executor: z
    .object({ fullName: z.string(), extension: z.string(), callCentre: z.string(), tel: z.string() })
    .nullable(),
  executedAt: z.iso.datetime().nullable(),
  signature: z.object({
    result: z.enum(['valid', 'invalid', 'unknown']),
    code: z.string(),
    signer: z.string(),
    serial: z.string(),
    issuer: z.string(),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    algorithm: z.string(),
    method: z.enum(signingMethods),
    receivedAt: z.iso.datetime(),
    /** What the national authority says of the certificate; `not_checked`: there is none to ask. */
    revocation: z.enum(['not_checked', 'good', 'unknown', 'revoked']),
    /** Also when that was after the use, and does no harm. */
    revokedAt: z.iso.datetime().nullable(),
    checkedAt: z.iso.datetime(),
    timestampedAt: z.iso.datetime().nullable(),
  }),
  /** The signature turned out revoked: since when, and why (a code of the verdict). */
  returned: z
    .object({ at: z.iso.datetime(), reason: z.string(), revokedAt: z.iso.datetime().nullable() })
    .nullable(),
  letterPages: z.number(),
  letterText: z.string(),
  history: z.array(HistoryRow),
  correspondence: z.array(LetterRow),
  /** When staff opened the letter, newest first. */
  views: z.array(z.object({ at: z.iso.datetime(), role: z.string() })),
})
export type Appeal = z.infer<typeof Appeal>
