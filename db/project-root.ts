import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The project's folder, absolute: the nearest one above this file that holds otinish's package.json. Works from
 * the sources and from dist/ alike, so that migrations, data/ and templates are found at run time.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'otinish') return folder
    folder = dirname(folder)
  }
  throw new Error('package.json of otinish was not found above this file')
}
