import type { Device } from '../domain/security/device.ts'
import { fill } from './fill.ts'
import type { account as kk } from './kk/account.ts'

/** Browser and system as people say them; null was not written down. */
export function deviceWords(words: typeof kk, device: Device | null): string {
  if (device === null) return words.unknownDevice
  return fill(words.device, {
    browser: words.browsers[device.browser],
    system: words.systems[device.system],
  })
}
