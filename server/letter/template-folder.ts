import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of templates on disk: this one in the sources; found from the project's root when this module is
 * bundled.
 */
export function templateFolder(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const templates = join(folder, 'server', 'letter')
    if (existsSync(join(templates, 'sheet.typ'))) return templates
    if (dirname(folder) === folder)
      throw new Error(`the letter templates (server/letter/*.typ) are not above ${from}`)
  }
}
