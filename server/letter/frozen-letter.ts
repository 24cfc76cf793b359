import { z } from 'zod'
import { readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { type Letter, letterSchema } from './letter.ts'

const FrozenLetter = z.union([
  z.strictObject({ letter: letterSchema, maker: z.string(), pageCount: z.int().positive() }),
  z
    .strictObject({ letter: letterSchema, pages: z.array(z.string()) })
    .transform(({ letter, pages }) => ({ letter, pages, maker: null, pageCount: pages.length })),
])

/** What a letter was laid out from: kept beside the PDF under the appeal's key. */
export interface FrozenLetter {
  readonly letter: Letter
  /** `letterMaker()` of when it was made; null: of before that was kept. */
  readonly maker: string | null
  readonly pageCount: number
  /** SVG, of letters that were drawn while they were prepared; null: they are drawn at the first look. */
  readonly pages: readonly string[] | null
}

/** As it is stored: a file of the appeal, so that erasing the key erases it too. */
export function freezeLetter(frozen: { letter: Letter; maker: string; pageCount: number }): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(frozen))
}

export async function readFrozenLetter(context: Context, fileId: string): Promise<FrozenLetter> {
  const { bytes } = await readFile(context, fileId)
  return { pages: null, ...FrozenLetter.parse(JSON.parse(new TextDecoder().decode(bytes))) }
}
