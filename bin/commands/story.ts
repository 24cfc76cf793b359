import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../db/project-root.ts'
import { ensureBrowser, NoBrowser } from '../testing/browser.ts'

/**
 * `otinish story [--office] --shots <folder> [--width 1280|360]`: tells the whole way of both kinds of appeal in a
 * browser, on a fresh world, or what the office does, and leaves numbered pictures of every step. Resolves to 1 when
 * the story can't be told to its end.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { office: { type: 'boolean' }, shots: { type: 'string' }, width: { type: 'string' } },
  })
  const { office = false, shots, width } = values
  const root = projectRoot()
  if (shots === undefined || (width !== undefined && !['1280', '360'].includes(width))) {
    console.error('Usage: otinish story [--office] --shots <folder> [--width 1280|360]')
    return 3
  }
  if (!existsSync(join(root, 'test'))) {
    console.error('otinish: the story is told by the tests, and test/ is not here.')
    return 3
  }
  try {
    const folder = resolve(shots)
    const env = { ...process.env, CHROME_PATH: ensureBrowser(), SHOTS_DIR: folder }
    const code = await tell(root, office, width === undefined ? env : { ...env, SHOTS_WIDTH: width })
    console.log(`The pictures are in ${folder}`)
    return code === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error
    console.error(`otinish: ${error.message}`)
    return 1
  }
}

async function tell(root: string, office: boolean, env: NodeJS.ProcessEnv): Promise<number | null> {
  const script = join(root, 'node_modules/vitest/vitest.mjs')
  const told = office ? ['test/stories/2', 'test/stories/3'] : ['test/stories/whole-way', 'test/stories/11-']
  const args = [script, 'run', '--project=stories', '--bail=1', ...told]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  return await new Promise((done) => {
    child.once('error', () => done(null))
    child.once('close', done)
  })
}
