/** How the numbers of the wide stories begin: as a glob and a regular expression say it alike. */
const numbers = ['1[1-9]', '2[1-9]', '[34][0-9]']

/**
 * Stories beyond the guide's own sections and the office's main one (20): every field and language, lost networks,
 * every page. `npm test -- --wide`.
 */
export const wideStories = `test/stories/{${numbers.join(',')}}-*.e2e.ts`

/** The names of the wide ones among these files. */
export function wideOnes(files: readonly string[]): string[] {
  const wide = new RegExp(`^((?:${numbers.join('|')})-.*)\\.e2e\\.ts$`)
  return files.flatMap((file) => wide.exec(file)?.[1] ?? [])
}
