import type { PlainDate } from '../calendar/plain-date.ts'
import type { SigningMethod } from '../signature/method.ts'
import type { ReplyKind } from './reply-kind.ts'
import type { SubmissionKind } from './submission-kind.ts'

/**
 * What an event says. Ids, codes, dates and commitments only: names, IIN and text are in rows that can be erased.
 * `insteadOf`: who is away and whom the acting person replaces; left out where somebody acts for themselves.
 */
export interface EventData {
  readonly sent: {
    readonly couponYear: number
    readonly couponNumber: number
    readonly registersAt: string
    readonly registrationDate: PlainDate | null
    readonly letterFileId: string
    /** SHA-256 of a salt kept in the letter's row and of the letter: proves it without telling it. */
    readonly letterCommitment: string
    readonly signatureCode: string
  }
  readonly registered: {
    readonly register: string
    readonly year: number
    readonly number: number
    readonly date: PlainDate
    /** Null: the calendar of that year is not known yet, the due date is to be told. */
    readonly dueDate: PlainDate | null
  }
  readonly takenIntoWork: { readonly executorId: string; readonly insteadOf?: string }
  /** After it was taken into work: another executor; null: given back, the unit's free work again. */
  readonly executorChanged: {
    readonly executorId: string | null
    readonly reasonId: string | null
    readonly insteadOf?: string
  }
  /** Whose work it is; null: on the registrar's desk. `rule`: the code of the rule that said so, null: a person did. */
  readonly routed: {
    readonly unitId: string | null
    readonly rule: string | null
    readonly reasonId: string | null
    readonly insteadOf?: string
  }
  /** What the office has settled for itself beside the executor. */
  readonly workAssigned: {
    readonly coExecutorIds: readonly string[]
    readonly internalDay: PlainDate | null
    readonly instructionId: string | null
    /** Of somebody who helped and gives it back; left out where another event of the act has it. */
    readonly reasonId?: string
    readonly insteadOf?: string
  }
  readonly noted: { readonly noteId: string }
  readonly noteDeleted: { readonly noteId: string }
  readonly asked: { readonly questionId: string; readonly unitId: string; readonly insteadOf?: string }
  readonly questionAnswered: { readonly questionId: string; readonly insteadOf?: string }
  readonly questionWithdrawn: { readonly questionId: string; readonly insteadOf?: string }
  readonly linked: { readonly linkId: string; readonly appealId: string }
  readonly unlinked: { readonly linkId: string; readonly appealId: string }
  /** A letter of the company on its way (docs/decisions/0029); the digests bind what was seen. */
  readonly replyProposed: ReplySeen & { readonly kind: ReplyKind; readonly insteadOf?: string }
  readonly replySentBack: ReplyStep & { readonly remarkId: string; readonly insteadOf?: string }
  readonly replyTakenBack: ReplyStep & { readonly insteadOf?: string }
  readonly replyApproved: ReplySeen & {
    /** SHA-256 of each letter as it was shown, number and date blank. */
    readonly previewDigests: readonly string[]
    readonly insteadOf?: string
  }
  readonly replyFrozen: {
    readonly replyId: string
    readonly outgoingId: string
    /** SHA-256 of each letter with number and date. */
    readonly letterDigests: readonly string[]
  }
  readonly replySigned: {
    readonly replyId: string
    readonly signatureIds: readonly string[]
    /** How people made theirs, in that order; seals come after. Left out before it was kept. */
    readonly methods?: readonly SigningMethod[]
    readonly insteadOf?: string
  }
  readonly numberAnnulled: { readonly replyId: string; readonly outgoingId: string; readonly why: string }
  readonly replyDiscarded: ReplyStep
  /** A row of a register book was corrected; `commitment`: SHA-256 of a salt in its row and of what it says. */
  readonly registerCorrected: {
    readonly correctionId: string
    readonly register: string
    readonly field: string
    readonly commitment: string
  }
  /** Whom of the staff the appeal is about: they stay out of it. All of them, each time. */
  readonly concernsNamed: { readonly staffIds: readonly string[]; readonly reasonId: string | null }
  readonly interimReplied: SentReply & {
    readonly correspondenceId: string
    readonly approvedBy: string
    readonly oldDueDate: PlainDate | null
    readonly newDueDate: PlainDate
    /** Of letters before there were slots: the text asks for papers. */
    readonly papersAsked?: true
    /** What the reply asks of the client; left out where it asks for nothing. */
    readonly papers?: PapersOfLetter
    readonly insteadOf?: string
  }
  /** A letter that asks for papers and does nothing else: status and term stay. */
  readonly papersAsked: SentReply & {
    readonly correspondenceId: string
    readonly papers: PapersOfLetter
    readonly insteadOf?: string
  }
  /** One asked paper is good, or nobody needs it any more. */
  readonly paperSettled: {
    readonly slotId: string
    readonly how: 'accepted' | 'notNeeded'
    readonly insteadOf?: string
  }
  /** What was sent for it is not what is needed; why is in the decision's row. No day told before moves nearer. */
  readonly paperAskedAgain: {
    readonly slotId: string
    readonly decisionId: string
    readonly by: PlainDate
    readonly insteadOf?: string
  }
  /** The client was reminded of a day that comes. */
  readonly papersReminded: { readonly requestId: string; readonly by: PlainDate }
  readonly executed: SentReply & { readonly correspondenceId: string; readonly insteadOf?: string }
  /** To whom, is in the letter's row. */
  readonly forwarded: SentReply & { readonly correspondenceId: string; readonly insteadOf?: string }
  /** A further letter; `corrects`: the correspondence that it corrects. Neither status nor term moves. */
  readonly corrected: SentReply & {
    readonly correspondenceId: string
    readonly corrects: string
    readonly insteadOf?: string
  }
  /** Back to work after the answer; the told day stays. Null: who answered is gone, the unit's free work. */
  readonly reopened: { readonly executorId: string | null; readonly reasonId: string }
  /** Not considered: why, is in the letter. What came back by its signature is `returned`. */
  readonly returnedByCompany: SentReply & { readonly correspondenceId: string; readonly insteadOf?: string }
  readonly returned: {
    readonly reason: string
    /** ISO 8601: when the certificate was revoked, where the authority says so. */
    readonly revokedAt?: string
  }
  /**
   * The client has sent something more in the appeal. `commitment`: SHA-256 of a salt kept in its row and of its text;
   * `fileDigests`: SHA-256 of each file, in order. No term and no status moves by it.
   */
  readonly submitted: {
    readonly submissionId: string
    readonly kind: SubmissionKind
    readonly commitment: string
    readonly fileDigests: readonly string[]
    /** Of papers: which of the asked ones these are; left out of everything else. */
    readonly slotIds?: readonly string[]
    /** Of what is signed: SHA-256 of the same salt and of the letter. */
    readonly letterCommitment?: string
    /** Of a withdrawal: the day by which the company decides on it. */
    readonly decideBy?: PlainDate
  }
  /** The company agrees that the client takes the appeal back. */
  readonly withdrawn: { readonly submissionId: string; readonly insteadOf?: string }
  /** The appeal goes on. Why is in the row of the submission; `verdict`: the signature turned out to be none. */
  readonly withdrawalDeclined: {
    readonly submissionId: string
    readonly verdict?: string
    readonly insteadOf?: string
  }
  /** The company has written to the client, and it is no letter: no number, no answer. `commitment` as above. */
  readonly messaged: {
    readonly correspondenceId: string
    readonly commitment: string
    /** The last that its writer had seen of what the client sent; null: nothing; left out before it was kept: all. */
    readonly upTo?: string | null
    readonly insteadOf?: string
  }
  /** What the client wrote last needs no answer. */
  readonly answerNotNeeded: { readonly insteadOf?: string }
  /** The calendar of the year has come: the term that was to be told at registration (docs/domain.md 3.5). */
  readonly dueDateTold: { readonly dueDate: PlainDate }
}
export type EventType = keyof EventData

/** What a letter asks of the client, by ids: names and notes are in rows of their own. */
interface PapersOfLetter {
  readonly requestId: string
  readonly by: PlainDate
  readonly slotIds: readonly string[]
}
interface ReplyStep {
  readonly replyId: string
  readonly version: number
}
interface ReplySeen extends ReplyStep {
  readonly contentDigest: string
}
/** By which way a letter came; left out of those that were sent by one press, before there was one. */
interface SentReply {
  readonly replyId?: string
  readonly outgoingId?: string
  /** The number that is printed in the letter, «Ш-26-000123». */
  readonly outgoing?: string
  readonly contentDigest?: string
  readonly letterDigests?: readonly string[]
}

/** One thing that happened, by whom and when. History only grows. */
export type AppealEvent = {
  [Type in EventType]: {
    readonly type: Type
    readonly seq: number
    /** ISO 8601, UTC. */
    readonly occurredAt: string
    readonly data: EventData[Type]
  }
}[EventType]
