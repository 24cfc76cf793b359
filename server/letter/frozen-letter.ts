import { z } from 'zod'
import { readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { FileAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { type Letter, letterSchema } from './letter.ts'

const FrozenLetter = z.object({ letter: letterSchema, pages: z.array(z.string()) })

/** What the letter was laid out from, and its pages as SVG: kept beside the PDF under the appeal's key. */
export interface FrozenLetter {
  readonly letter: Letter
  readonly pages: readonly string[]
}

/** As it is stored: a file of the appeal, so that erasing the key erases it too. */
export function freezeLetter(frozen: FrozenLetter): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(frozen))
}

export async function readFrozenLetter(context: Context, fileId: string): Promise<FrozenLetter> {
  const { bytes } = await readFile(context, fileId)
  return FrozenLetter.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/** One page image, 1-based; made by the same compile as the signed bytes. Throws NotFound beyond the last. */
export async function openLetterPage(context: Context, fileId: string, page: number): Promise<FileAnswer> {
  const { pages } = await readFrozenLetter(context, fileId)
  const svg = pages[page - 1]
  if (svg === undefined) throw new NotFound()
  return {
    bytes: new TextEncoder().encode(svg),
    mediaType: 'image/svg+xml',
    name: `${page}.svg`,
    inline: true,
  }
}
