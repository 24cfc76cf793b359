import type { z } from 'zod'
import { rolesFor } from '../../domain/appeal/rights.ts'
import type { Book } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { yearOf } from '../../domain/calendar/plain-date.ts'
import type { Editions } from '../../wire/book.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import { findFile } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import type { FileAnswer, StreamAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { editionById, editionsOf } from './edition-store.ts'

/** The months of a year as they were printed, the latest edition of each last. */
export async function showEditions(
  { db, now }: Context,
  asker: Asker,
  book: Book,
  year: number | undefined,
): Promise<z.input<typeof Editions>> {
  const kept = await editionsOf(db, book, year ?? yearOf(localDate(now())))
  return {
    editions: kept.map(({ id, year: of, month, edition, asOf, entries, cms, stale, by, fileName }) => ({
      id,
      year: of,
      month,
      edition,
      asOf: asOf.toISOString(),
      entries,
      sealed: cms !== null,
      stale,
      by,
      fileName,
    })),
    mayMake: rolesFor('correctRegister').some((role) => asker.roles.includes(role)),
  }
}

/** The PDF of an edition, byte for byte as it was sealed; or the seal, a detached CMS over it. Throws NotFound. */
export async function openEdition(
  context: Context,
  asker: Asker,
  { book, id }: { book: Book; id: string },
  what: 'document' | 'seal',
): Promise<FileAnswer | StreamAnswer> {
  const kept = await editionById(context.db, book, id)
  if (kept === null) throw new NotFound()
  const { year, month, edition } = kept
  await logSecurity(context, 'bookEditionTaken', asker.id, { book, year, month, edition, what })
  if (what === 'document') {
    return await fileAnswer(context, kept.fileId)
  }
  const file = await findFile(context.db, kept.fileId)
  if (kept.cms === null || file === null) throw new NotFound()
  return {
    bytes: new Uint8Array(kept.cms),
    mediaType: 'application/pkcs7-signature',
    name: `${file.name}.p7s`,
  }
}
