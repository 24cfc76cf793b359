import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { openFile } from './stored-file-store.ts'

/** A stored file as a route answers it, under its own name. Throws NotFound; FileMissing where its bytes are gone. */
export async function fileAnswer(context: Context, fileId: string): Promise<StreamAnswer> {
  const { file, ...bytes } = await openFile(context, fileId)
  return { ...bytes, size: file.size, mediaType: file.mediaType, name: file.name }
}
