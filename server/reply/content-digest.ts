import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestedContent, type ReplyContent } from '../../domain/reply/content-digest.ts'
import { templateFolder } from '../letter/template-folder.ts'

let sheet: string | undefined

/** SHA-256 of the sheet that letters are printed on: who approved one has not approved another. */
export function sheetVersion(): string {
  if (sheet === undefined) {
    const hash = createHash('sha256')
    for (const name of ['reply.typ', 'sheet.typ']) hash.update(readFileSync(join(templateFolder(), name)))
    sheet = hash.digest('hex')
  }
  return sheet
}

/** What a letter is made of, with what else is kept of it. */
type Written = Omit<ReplyContent, 'files' | 'sheetVersion'> & {
  readonly files: readonly { readonly sha256: string }[]
}

/** What a letter says now, as an approval binds it. */
export function contentOf(reply: Written): ReplyContent {
  const { kind, texts, reason, newDueDate, papersAsked, papers, outcome, receiver, corrects, files } = reply
  return {
    kind,
    texts,
    files: files.map(({ sha256 }) => sha256),
    reason,
    newDueDate,
    papersAsked,
    papers,
    outcome,
    receiver,
    corrects,
    sheetVersion: sheetVersion(),
  }
}

/** SHA-256 of a letter's content, lower-case hexadecimal. */
export const contentDigest = (content: ReplyContent): string =>
  createHash('sha256').update(digestedContent(content)).digest('hex')
