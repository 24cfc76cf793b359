import { type Browser, chromium } from 'playwright-core'
import { findBrowser } from '../bin/testing/browser.ts'

/** Opens the installed browser without a window. Fails in words when there is none; `npm test` gets one first. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chrome, Chromium or Edge is installed; npm test gets one')
  // Without a locale of UTF-8 it calls each file with a Kazakh name «download».
  return await chromium.launch({ executablePath, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
}
