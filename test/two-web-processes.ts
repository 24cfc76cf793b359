import { freePort } from '../db/embedded/free-port.ts'
import type { TestPerson } from './people.ts'
import { TestBrowser } from './test-browser.ts'
import { startWebProcess } from './web-process.ts'
import type { World } from './world.ts'

/** Two web processes on the database and files of a world, each with a clock that runs. */
export interface TwoWebProcesses {
  /**
   * A browser at one of the two: even numbers ask the first, odd ones the second. Where the world trusts a proxy, it
   * comes from this address; what it writes itself comes before.
   */
  at(n: number, address?: string, says?: string): TestBrowser
  /** Somebody's own browser, with one session, that reaches the two by turns. */
  as(person: TestPerson): Promise<(n: number) => TestBrowser>
  stop(): Promise<void>
}

export async function startTwoWebProcesses(world: World): Promise<TwoWebProcesses> {
  const webs: { readonly origin: string; readonly stop: () => Promise<void> }[] = []
  // One after another: the first makes what every start makes.
  for (let n = 0; n < 2; n += 1) {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const web = await startWebProcess(world, port, origin)
    webs.push({ origin, stop: () => web.stop() })
    await web.ready()
  }
  const originOf = (n: number): string => webs[n % 2]?.origin ?? ''
  return {
    at: (n, address = '203.0.113.1', says = '') =>
      new TestBrowser(originOf(n), {}, { 'x-forwarded-for': `${says}${address}` }),
    async as(person) {
      const cookies = Object.fromEntries((await world.as(person)).cookies)
      return (n) => new TestBrowser(originOf(n), cookies)
    },
    async stop() {
      for (const web of webs) await web.stop()
    },
  }
}
