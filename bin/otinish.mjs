#!/usr/bin/env node
// Plain JavaScript without dependencies: this file must run in a bare clone on Node 20.19.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { staleHalves } from './build/build-stamp.mjs'
import { installIsStale, installPackages, runBuild, TellUser, withPreparationLock } from './build/prepare.mjs'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`otinish: Node ${process.versions.node} is too old; Node 20.19 or newer is needed.`)
  process.exit(1)
}

// Only what shows pages needs them built; the rest of the commands start sooner.
const halves = ['start', 'web', 'test', 'bench', 'story'].includes(process.argv[2])
  ? ['server', 'web']
  : ['server']

try {
  if (installIsStale(root) || staleHalves(root, halves).length > 0) {
    await withPreparationLock(root, () => {
      // Asked again inside the lock: another otinish may have done the work while this one waited.
      if (installIsStale(root)) installPackages(root)
      const stale = staleHalves(root, halves)
      if (stale.length > 0) runBuild(root, stale)
    })
  }
} catch (error) {
  if (!(error instanceof TellUser)) throw error
  console.error(`otinish: ${error.message}`)
  process.exit(1)
}

const entry = join(root, 'dist', 'server', 'cli.js')
if (!existsSync(entry)) {
  console.error(`otinish: ${entry} is missing although the build is fresh; delete dist/ and try again.`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
const { main } = await import(pathToFileURL(entry).href)
process.exitCode = await main(process.argv.slice(2))
