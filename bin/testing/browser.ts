import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { projectRoot } from '../../db/project-root.ts'

/** No browser could be found or had; the message says what to do. */
export class NoBrowser extends Error {}

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** The installed Chrome, Chromium or Edge, CHROME_PATH first; undefined when there is none. */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string | undefined {
  const given = env.CHROME_PATH
  if (given) {
    if (isProgram(given)) return given
    throw new NoBrowser(`CHROME_PATH is ${given}, and there is no program there.`)
  }
  return placesOf(env, platform).find(isProgram) ?? ofPlaywright()
}

/** Where each system keeps them. */
function placesOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')]
    return folders.flatMap((folder) => APPLICATIONS.map((name) => join(folder, name)))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (path) => path !== undefined,
    )
    return folders.flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The one Playwright keeps in the user's cache. */
function ofPlaywright(): string | undefined {
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Finds a browser, or gets one, saying so: Debian's package as root, else Playwright's own into the user's cache.
 * Throws NoBrowser.
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  const isDebian = existsSync('/usr/bin/apt-get')
  if (isDebian && process.getuid?.() === 0) {
    console.error('otinish: no Chrome, Chromium or Edge is installed; installing chromium by apt-get …')
    tell('apt-get', ['update', '-qq'])
    tell('apt-get', ['install', '-y', '-qq', 'chromium'])
  } else {
    console.error(
      "otinish: no Chrome, Chromium or Edge is installed; fetching Playwright's Chromium into this account's cache …",
    )
    tell(process.execPath, [
      join(projectRoot(), 'node_modules/playwright-core/cli.js'),
      'install',
      'chromium',
    ])
  }
  const got = findBrowser()
  if (got) return got
  throw new NoBrowser(
    'There is no browser, and none could be installed (see above). Install Chrome, Chromium or Edge, ' +
      'or give the path of one: CHROME_PATH=/path/to/chrome npm test',
  )
}

function tell(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
