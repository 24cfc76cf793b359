import { type PlainDate, parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import type { AskedPaper } from '../../../domain/reply/asked-papers.ts'
import type { Reply, ReplySave } from '../../../wire/reply.ts'

/** What somebody types into a reply, field by field. `newDueDate` is `YYYY-MM-DD` or whatever was typed. */
export interface ReplyContent {
  readonly kk: string
  readonly ru: string
  readonly reason: string
  readonly newDueDate: string
  /** Asked of the client; `papersBy` is `YYYY-MM-DD` or whatever was typed. */
  readonly papers: readonly AskedPaper[]
  readonly papersBy: string
  readonly outcome: NonNullable<Reply['outcome']> | ''
  readonly receiverName: string
  readonly receiverAddress: string
}
export type ReplyField = keyof ReplyContent

export const emptyContent: ReplyContent = {
  kk: '',
  ru: '',
  reason: '',
  newDueDate: '',
  papers: [],
  papersBy: '',
  outcome: '',
  receiverName: '',
  receiverAddress: '',
}

export function contentOf(reply: Reply): ReplyContent {
  return {
    ...reply.texts,
    reason: reply.reason ?? '',
    newDueDate: reply.newDueDate ?? '',
    papers: reply.papers?.slots ?? [],
    papersBy: reply.papers?.by ?? '',
    outcome: reply.outcome ?? '',
    receiverName: reply.receiver?.name ?? '',
    receiverAddress: reply.receiver?.address ?? '',
  }
}

type Saved = Omit<ReplySave, 'lease' | 'version' | 'newDueDate' | 'papers'> & {
  readonly newDueDate: PlainDate | null
  readonly papers: { readonly by: PlainDate | null; readonly slots: AskedPaper[] } | null
}

/** What is kept of it on the server: a day that is no day yet is none. */
export function savedOf(content: ReplyContent): Saved {
  const { kk, ru, reason, newDueDate, papers, papersBy, outcome, receiverName, receiverAddress } = content
  const noReceiver = receiverName.trim() === '' && receiverAddress.trim() === ''
  return {
    texts: { kk, ru },
    reason: reason.trim() === '' ? null : reason,
    newDueDate: parsePlainDate(newDueDate),
    papers: papers.length === 0 ? null : { by: parsePlainDate(papersBy), slots: [...papers] },
    outcome: outcome === '' ? null : outcome,
    receiver: noReceiver ? null : { name: receiverName, address: receiverAddress },
  }
}

/** The fields in which the server would keep something else; blanks around a text are nothing of their own. */
export function changedFields(before: ReplyContent, after: ReplyContent): ReplyField[] {
  return fields.filter((field) => keptOf(before, field) !== keptOf(after, field))
}

/** Of one text in the fields named, of another in the rest. */
export function withFields(
  rest: ReplyContent,
  from: ReplyContent,
  named: readonly ReplyField[],
): ReplyContent {
  const chosen = Object.fromEntries(named.map((field) => [field, from[field]]))
  return { ...rest, ...chosen }
}

const fields = Object.keys(emptyContent) as ReplyField[]

function keptOf(content: ReplyContent, field: ReplyField): string {
  const value = content[field]
  if (field === 'newDueDate' || field === 'papersBy') return parsePlainDate(content[field]) ?? ''
  return typeof value === 'string' ? value.trim() : JSON.stringify(value)
}
