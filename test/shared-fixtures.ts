import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const expected = fileURLToPath(new URL('../../shared/pki/fixtures', import.meta.url))

/**
 * Folder with the real test keys, certificates and signatures of the national authority, or undefined
 * where it isn't there. They belong to the SDK's published test persons and are not part of this project.
 */
export const fixturesDir: string | undefined = existsSync(expected) ? expected : undefined

const standard = fileURLToPath(new URL('../../shared/security/asvs-5.0.0-en.csv', import.meta.url))

/**
 * Numbers with levels of the requirements of level 1 and 2 in OWASP ASVS 5.0.0, in its order, or undefined where it
 * isn't there. Its text is under a licence of its own (CC BY-SA 4.0) and is not part of this project.
 */
export function readStandard(): string[] | undefined {
  if (!existsSync(standard)) return undefined
  const rows: Record<string, string>[] = parse(readFileSync(standard), {
    bom: true,
    columns: true,
    relax_column_count: true,
  })
  return rows.flatMap(({ req_id: id = '', L: level = '' }) =>
    level === '1' || level === '2' ? [`${id.slice(1)} ${level}`] : [],
  )
}
