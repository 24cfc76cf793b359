import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../db/project-root.ts'

/**
 * Makes a program that Node runs by itself out of a TypeScript file, for tests that need a process of its own.
 * Those of earlier runs are deleted.
 * Returns the path of the program, under dist/ so that it finds the packages.
 * @param entry path from the project's folder
 */
export async function bundle(entry: string): Promise<string> {
  const folder = join(projectRoot(), 'dist', 'test-programs')
  await mkdir(folder, { recursive: true })
  sweep(folder)
  const own = mkdtempSync(join(folder, 'p-'))
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

const AN_HOUR_MS = 3_600_000

/** A test's process is ended without a last word, so the programs of old runs go when new ones come. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const age = Date.now() - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > AN_HOUR_MS) rmSync(join(folder, name), { recursive: true, force: true })
  }
}
