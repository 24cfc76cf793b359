import { freePort } from '../../db/embedded/free-port.ts'
import { SetupRefused } from '../../server/config.ts'
import type { StartSettings } from './start-settings.ts'

/** The port of the site: the one asked for, or any free one for 0. Throws SetupRefused when it is taken. */
export async function portFor({ port, host }: StartSettings): Promise<number> {
  // Only the loopback can be tried beforehand without a race worth naming; elsewhere web itself will tell.
  if (port !== 0 && host !== '127.0.0.1' && host !== 'localhost') return port
  const free = await freePort(port)
  if (port === 0 || free === port) return free
  throw new SetupRefused('portTaken', { port, next: port + 1 })
}
