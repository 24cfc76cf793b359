import { holdRefusal, scanHold } from '../../domain/attachment/scan.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Asker, Db } from '../context.ts'
import { Refused } from '../refused.ts'
import { dropQuestionUploads, questionUploadsOf } from './question-store.ts'

/** The uploads that go with a question or an answer now; they are uploads no more. Throws Refused at `fileIds`. */
export async function takeQuestionUploads(
  trx: Db,
  asker: Asker,
  appealId: string,
  asked: readonly string[],
  now: number,
): Promise<string[]> {
  const fileIds = [...new Set(asked)]
  const uploads = await questionUploadsOf(trx, appealId, asker.id)
  const atFiles = (refusal: ReturnType<typeof refuse>) =>
    new Refused(refusal, [{ field: 'fileIds', refusal }])
  if (fileIds.some((id) => !uploads.some((file) => file.id === id))) throw atFiles(refuse('file_upload'))
  for (const { scan, createdAt } of uploads.filter(({ id }) => fileIds.includes(id))) {
    const hold = scanHold(scan, createdAt, now)
    if (hold !== null) throw atFiles(holdRefusal(hold))
  }
  await dropQuestionUploads(trx, fileIds)
  return fileIds
}
