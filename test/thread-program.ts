import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '../db/project-root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the program of threads (server/threads/thread.ts), built from what is tested. */
    threadProgram: string
  }
}

/** Threads run no TypeScript: their program is built once for the run, inside the project, where its packages are. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = projectRoot()
  await mkdir(join(root, 'dist'), { recursive: true })
  const folder = await mkdtemp(join(root, 'dist', 'test-threads-'))
  const program = join(folder, 'thread.js')
  await build({
    absWorkingDir: root,
    entryPoints: ['server/threads/thread.ts'],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  project.provide('threadProgram', program)
  return () => rm(folder, { recursive: true, force: true })
}
