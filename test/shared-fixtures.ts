import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const expected = fileURLToPath(new URL('../../shared/pki/fixtures', import.meta.url))

/**
 * Folder with the real test keys, certificates and signatures of the national authority, or undefined
 * where it isn't there. They belong to the SDK's published test persons and are not part of this project.
 */
export const fixturesDir: string | undefined = existsSync(expected) ? expected : undefined
