import type { ReplyKind } from '../appeal/reply-kind.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { AskedPapers } from './asked-papers.ts'
import type { Outcome } from './reply.ts'

/** Everything of a letter that an approval binds. Digests are SHA-256, lower-case hexadecimal. */
export interface ReplyContent {
  readonly kind: ReplyKind
  readonly texts: { readonly kk: string; readonly ru: string }
  /** Of its files, in their order. */
  readonly files: readonly string[]
  readonly reason: string
  readonly newDueDate: PlainDate | null
  /** Of letters before there were slots: the text asks for papers. */
  readonly papersAsked: boolean
  readonly papers: AskedPapers | null
  readonly outcome: Outcome | null
  readonly receiver: { readonly name: string; readonly address: string } | null
  /** Id of the letter of the company that it corrects. */
  readonly corrects: string | null
  /** Of the sheet that it is printed on. */
  readonly sheetVersion: string
}

/**
 * What the digest of a letter's content covers: RFC 8785 JSON. Names are written in their order, and there are no
 * numbers and no names of others in it, so JSON.stringify writes the canonical form.
 */
export function digestedContent(content: ReplyContent): string {
  const { corrects, files, kind, newDueDate, outcome, papersAsked, reason, receiver, sheetVersion, texts } =
    content
  // What was approved before there were slots has the digest that it had.
  const papers = content.papers ?? null
  const asked =
    papers === null
      ? {}
      : { papers: { by: papers.by, slots: papers.slots.map(({ name, note }) => ({ name, note })) } }
  return JSON.stringify({
    corrects,
    files,
    kind,
    newDueDate,
    outcome,
    ...asked,
    papersAsked,
    reason,
    receiver: receiver === null ? null : { address: receiver.address, name: receiver.name },
    sheetVersion,
    texts: { kk: texts.kk, ru: texts.ru },
  })
}
