import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser } from './browser.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-browser-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string): string {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

test('Chrome comes before Chromium on the PATH, and the path given before both', () => {
  const chromium = put('chromium')
  expect(findBrowser({ PATH: folder }, 'linux')).toBe(chromium)
  const chrome = put('google-chrome')
  expect(findBrowser({ PATH: folder }, 'linux')).toBe(chrome)
  expect(findBrowser({ PATH: folder, CHROME_PATH: chromium }, 'linux')).toBe(chromium)
})

test('on macOS the applications of the account are seen', () => {
  const edge = put('Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  expect(findBrowser({ HOME: folder }, 'darwin')).toBe(edge)
})

test('a wrong CHROME_PATH is told, not passed over', () => {
  put('chromium')
  expect(() => findBrowser({ PATH: folder, CHROME_PATH: '/nowhere/chrome' }, 'linux')).toThrow(
    '/nowhere/chrome',
  )
})
