import type { FileRow } from '../../wire/attachment.ts'
import type { Words } from '../words.ts'

/** What the virus check has to say at a file's row: a word, and no download of an infected one. */
export function virusNote(
  file: FileRow,
  href: string,
  words: Words<'files'>,
): { readonly href?: string; readonly note?: string } {
  if (file.scan === 'infected') return { note: words.withVirus }
  return file.scan === 'pending' ? { href, note: words.notChecked } : { href }
}
