import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../db/project-root.ts'

interface Stamps {
  staleHalves(root: string, halves: readonly string[]): string[]
}
interface Preparing {
  withPreparationLock(root: string, work: () => void): Promise<void>
  runBuild(root: string, halves: readonly string[]): void
}

/** The stories show the pages as everybody gets them: builds them where that was not done yet. */
export async function setup(): Promise<void> {
  const root = projectRoot()
  const load = (file: string) => import(pathToFileURL(join(root, 'bin/build', file)).href)
  const { staleHalves }: Stamps = await load('build-stamp.mjs')
  const { withPreparationLock, runBuild }: Preparing = await load('prepare.mjs')
  if (staleHalves(root, ['web']).length === 0) return
  await withPreparationLock(root, () => runBuild(root, ['web']))
}
