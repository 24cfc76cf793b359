import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A failure that is told to the user in words, without a stack trace. */
export class TellUser extends Error {}

/**
 * Whether node_modules differs from package-lock.json. npm leaves `.package-lock.json` behind when an install
 * has ended well, so an interrupted install counts as stale and one made by hand does not.
 * @param {string} root the project's folder
 */
export function installIsStale(root) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!installed) return true
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (!wanted) throw new TellUser(`${join(root, 'package-lock.json')} is missing or unreadable.`)
  const withoutDev = process.env.NODE_ENV === 'production'
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false
    const found = installed[path]
    if (found) return found.version !== entry.version || found.integrity !== entry.integrity
    return !(entry.optional || entry.devOptional || (entry.dev && withoutDev))
  })
}

/** @param {string} root */
export function installPackages(root) {
  const modules = join(root, 'node_modules')
  refuseUnlessWritable(existsSync(modules) ? modules : root, 'the packages must be installed (npm ci)')
  console.error('otinish: installing packages, about a minute, this first time alone …')
  const flags = ['ci', '--no-audit', '--no-fund', '--include=dev']
  // npm_execpath is set when npm itself started us; otherwise npm is on the PATH.
  const npm = process.env.npm_execpath
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (result.error) throw new TellUser(`npm could not be run: ${result.error.message}`)
  if (result.status !== 0) throw new TellUser('npm ci failed; its message is above.')
}

/**
 * @param {string} root
 * @param {readonly string[]} halves which of `server` and `web` to build
 */
export function runBuild(root, halves) {
  console.error('otinish: building, about half a minute, only after a change …')
  const result = spawnSync(process.execPath, [join(root, 'bin', 'build', 'build.mjs'), ...halves], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (result.status !== 0) throw new TellUser('the build failed; its message is above.')
}

/**
 * Runs `work` while holding dist/.lock, so that two otinish at once neither install nor build over each other.
 * @param {string} root
 * @param {() => void} work
 */
export async function withPreparationLock(root, work) {
  const dist = join(root, 'dist')
  if (!existsSync(dist)) {
    refuseUnlessWritable(root, 'the build must be written to dist/')
    mkdirSync(dist, { recursive: true })
  }
  refuseUnlessWritable(dist, 'the build is out of date')
  const lock = join(dist, '.lock')
  while (!take(lock)) await sleep(100)
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    const owner = Number(readFileSync(lock, 'utf8'))
    // An empty file may belong to a process that is just writing its number; only an old one is abandoned.
    const abandoned = owner > 0 ? !isAlive(owner) : Date.now() - statSync(lock).mtimeMs > 5000
    if (abandoned) rmSync(lock, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return false
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @param {string} folder @param {string} why */
function refuseUnlessWritable(folder, why) {
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    const owner = statSync(folder).uid
    throw new TellUser(
      `${why}, but ${folder} can't be written by this account (it belongs to user id ${owner}). ` +
        'Run the same command once as its owner, or work in a clone of your own.',
    )
  }
}

/** @param {string} file @returns {Record<string, Record<string, unknown>> | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
