/**
 * A file's name as it is kept for display: no folders, no control characters, nothing that turns the writing
 * direction (`invoice\u202Efdp.exe`), at most 200 characters with the extension kept.
 */
export function displayName(given: string): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
  const characters = [...bare]
  if (characters.length <= 200) return bare === '' ? 'file' : bare
  const extension = /\.[^.]{1,10}$/.exec(bare)?.[0] ?? ''
  return characters.slice(0, 200 - extension.length).join('') + extension
}
