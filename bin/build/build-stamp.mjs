import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What each half of the build is made from; the stamp covers these folders and files. */
const SOURCES = {
  server: [
    'domain',
    'words',
    'eds',
    'wire',
    'db',
    'server',
    'pretend',
    'demo',
    'bin',
    'data',
    'package-lock.json',
  ],
  web: [
    'domain',
    'words',
    'eds',
    'wire',
    'web',
    'bin/build/build.mjs',
    'bin/build/build-verify.mjs',
    'package-lock.json',
  ],
}

/** @typedef {'server' | 'web'} Half */

/**
 * A digest of path, size and modification time of everything a half of the build is made from.
 * @param {string} root the project's folder
 * @param {Half} half
 */
export function stampOf(root, half) {
  const hash = createHash('sha256')
  for (const source of SOURCES[half]) add(hash, root, source)
  return hash.digest('hex')
}

/** @param {string} root @param {Half} half */
export function stampFile(root, half) {
  return join(root, 'dist', `.${half}-stamp`)
}

/** @param {string} root @param {Half} half */
function halfIsStale(root, half) {
  const file = stampFile(root, half)
  return !existsSync(file) || readFileSync(file, 'utf8') !== stampOf(root, half)
}

/**
 * Those of the halves that must be built again.
 * @param {string} root
 * @param {readonly Half[]} halves
 */
export function staleHalves(root, halves) {
  return halves.filter((half) => halfIsStale(root, half))
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function add(hash, root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) {
      if (name !== 'node_modules' && !name.startsWith('.')) add(hash, root, `${path}/${name}`)
    }
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
}
