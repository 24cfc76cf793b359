import { z } from 'zod'
import { refuse } from '../../domain/refusal.ts'
import { findFile, keepFile, readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { FileAnswer } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { readFrozenLetter } from '../letter/frozen-letter.ts'
import { NotFound, Refused } from '../refused.ts'
import { inThread } from '../threads/in-thread.ts'
import { drawnPages, holdUndrawn, keepDrawnPages } from './letter-pages-store.ts'

/** A client's letter as it is kept: its PDF, and what that was laid out from. Ids of files. */
interface KeptLetter {
  readonly fileId: string
  readonly pagesFileId: string
}

/**
 * One page as an image, 1-based: of the very bytes that are signed. Throws NotFound beyond the last; Refused
 * `letter_changed` where the letter was made by another version of the program and nobody has looked at it since.
 */
export async function openLetterPage(
  context: Context,
  letter: KeptLetter,
  page: number,
): Promise<FileAnswer> {
  const svg = (await pagesOf(context, letter))[page - 1]
  if (svg === undefined) throw new NotFound()
  return {
    bytes: new TextEncoder().encode(svg),
    mediaType: 'image/svg+xml',
    name: `${page}.svg`,
    inline: true,
  }
}

const Pages = z.array(z.string())
/** Those that are being drawn in this process, by the letter's file: who looks meanwhile gets the same. */
const underWay = new Map<string, Promise<readonly string[]>>()

/** Drawn at the first look, once, and kept. */
async function pagesOf(context: Context, letter: KeptLetter): Promise<readonly string[]> {
  const kept = await drawnPages(context.db, letter.fileId)
  if (kept !== null) {
    const { bytes } = await readFile(context, kept)
    return Pages.parse(JSON.parse(new TextDecoder().decode(bytes)))
  }
  const drawing = underWay.get(letter.fileId) ?? drawn(forAll(context), letter)
  underWay.set(letter.fileId, drawing)
  try {
    return await drawing
  } finally {
    underWay.delete(letter.fileId)
  }
}

/** Who asked first may hang up: others wait for the same. */
const forAll = (context: Context): Context =>
  context.from === undefined ? context : { ...context, from: { ...context.from, isGone: () => false } }

async function drawn(context: Context, { fileId, pagesFileId }: KeptLetter): Promise<readonly string[]> {
  const frozen = await readFrozenLetter(context, pagesFileId)
  if (frozen.pages !== null) return frozen.pages
  const file = await findFile(context.db, fileId)
  if (file === null) throw new NotFound()
  const { pages, sha256 } = await inThread(context, 'letterPages', frozen.letter)
  // Of other bytes they would not show what is signed.
  if (sha256 !== file.sha256) throw new Refused(refuse('letter_changed'))
  const bytes = new TextEncoder().encode(JSON.stringify(pages))
  await inTransaction(context.db, async (trx) => {
    if (!(await holdUndrawn(trx, fileId))) return
    const kept = { keyId: file.keyId, name: 'pages.json', mediaType: 'application/json', bytes }
    const { id } = await keepFile(trx, context, { ...kept, scan: 'clean' })
    await keepDrawnPages(trx, fileId, id)
  })
  return pages
}
