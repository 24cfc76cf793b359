import { type Browser, chromium } from 'playwright-core'
import { findBrowser } from '../bin/testing/browser.ts'

/** Opens the installed browser without a window. Fails in words when there is none; `npm test` gets one first. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chrome, Chromium or Edge is installed; npm test gets one')
  return await chromium.launch({ executablePath })
}
