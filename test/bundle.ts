import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../db/project-root.ts'

/**
 * Makes a program that Node runs by itself out of a TypeScript file, for tests that need a process of its own.
 * It is deleted when the test's process ends.
 * Returns the path of the program, under dist/ so that it finds the packages.
 * @param entry path from the project's folder
 */
export async function bundle(entry: string): Promise<string> {
  const folder = join(projectRoot(), 'dist', 'test-programs')
  await mkdir(folder, { recursive: true })
  const own = mkdtempSync(join(folder, 'p-'))
  process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  // Tests run some of them as another account.
  chmodSync(own, 0o755)
  const outfile = join(own, `${basename(entry, '.ts')}.mjs`)
  await build({
    absWorkingDir: projectRoot(),
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  return outfile
}
