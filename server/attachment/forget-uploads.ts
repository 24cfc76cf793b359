import type { Context } from '../context.ts'
import { forgetBytes } from './file-store.ts'
import { deleteUploadsBefore } from './upload-store.ts'

/** Forgets uploads that nothing has come for in a day, and what is remembered of finished ones. */
export async function forgetUploads(context: Context, keepHours = 24): Promise<void> {
  const gone = await deleteUploadsBefore(context.db, context.now() - keepHours * 3_600_000)
  await forgetBytes(context, gone)
}
