import { formatCoupon } from '../../domain/registry/coupon.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'
import { type Correspondence, correspondenceOf } from '../correspondence/correspondence-store.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { type Submission, submissionsOf, submittedFiles } from '../submission/submission-store.ts'
import type { SentAppeal } from './appeal-store.ts'
import { draftAttachments } from './draft-store.ts'
import { letterFileName, signatureFileName } from './file-names.ts'

/** The letter's own file name: with its number once there is one, with the coupon's until then. */
export function nameOfLetter(appeal: SentAppeal): string {
  const number = appeal.number ?? formatCoupon(appeal.coupon)
  return letterFileName('appeal', appeal.letterLanguage, number, appeal.letter.date)
}

/** The files of the client's own letter, in the order they are shown: letter, signature, attachments. */
export async function ownFiles(db: Db, appeal: SentAppeal): Promise<KeptFile[]> {
  const name = nameOfLetter(appeal)
  const rows = await db
    .selectFrom('file')
    .selectAll()
    .where('id', 'in', [appeal.letter.fileId, appeal.signature.cmsFileId])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, keptFile(row)]))
  const named = (id: string, as: string): KeptFile[] => {
    const file = byId.get(id)
    return file === undefined ? [] : [{ ...file, name: as }]
  }
  return [
    ...named(appeal.letter.fileId, name),
    ...named(appeal.signature.cmsFileId, signatureFileName(name)),
    ...(await draftAttachments(db, appeal.id)),
  ]
}

/** Every file of an appeal that may be taken away, with the correspondence it belongs to. */
export async function filesOf(
  db: Db,
  appeal: SentAppeal,
): Promise<{ own: KeptFile[]; submissions: Submission[]; correspondence: Correspondence[] }> {
  return {
    own: await ownFiles(db, appeal),
    submissions: await submissionsOf(db, appeal.id),
    correspondence: await correspondenceOf(db, appeal.id),
  }
}

/** The same in one row, as they are taken away: the letter's, what the client sent after it, what the company wrote. */
export async function allFilesOf(db: Db, appeal: SentAppeal): Promise<KeptFile[]> {
  const { own, submissions, correspondence } = await filesOf(db, appeal)
  return [...own, ...submissions.flatMap(submittedFiles), ...correspondence.flatMap(writtenFiles)]
}

/** The files of a letter of the company: its letters and attachments, then the signatures over the letters. */
export const writtenFiles = ({ files, signatures }: Correspondence): KeptFile[] => [
  ...files,
  ...signatures.map(({ file }) => file),
]

/** One file of an appeal whose reader has been asked for already. Throws NotFound for a file of another appeal. */
export async function openAppealFile(
  context: Context,
  appeal: SentAppeal,
  fileId: string,
): Promise<StreamAnswer> {
  const listed = (await allFilesOf(context.db, appeal)).find(({ id }) => id === fileId)
  if (listed === undefined) throw new NotFound()
  return { ...(await fileAnswer(context, fileId)), name: listed.name }
}
