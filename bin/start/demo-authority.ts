import { join } from 'node:path'
import { wordsHere } from '../terminal/terminal-words.ts'

/** The demo's certification authority, answering over real sockets in the start's own process. */
export interface DemoAuthority {
  /** What web and worker read from their environment. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

/** Where the played authority writes which keys it has revoked (`otinish demo revoke`). */
export const registerFile = (dataDir: string): string => join(dataDir, 'revoked-keys.json')

/**
 * Begins to answer for the authority that issued the demo's keys: OCSP, lists, timestamps, by the demo's own clock.
 * Null, said in words, in a demo world older than these services: its authority's keys were not kept.
 * @param env as web and worker get it
 */
export async function playAuthority(dataDir: string, env: NodeJS.ProcessEnv): Promise<DemoAuthority | null> {
  const [
    { connect },
    { readConfig },
    { startClock },
    { keptAuthority },
    { listNames, startServices },
    { keptRegister },
    { readDemo },
  ] = await Promise.all([
    import('../../db/connect.ts'),
    import('../../server/config.ts'),
    import('../../server/clock.ts'),
    import('../../demo/kept-authority.ts'),
    import('../../pretend/certification-authority/services.ts'),
    import('../../pretend/certification-authority/kept-register.ts'),
    import('../../server/setting/setting-store.ts'),
  ])
  const { databaseUrl, masterKey } = readConfig(env)
  // The database's own end is told by its process.
  const db = connect(databaseUrl, { max: 1, onIdleError: () => {} })
  try {
    const authority = await keptAuthority(db, masterKey)
    if (authority === null) {
      const made = (await readDemo(db, 'trust.demo')) !== null
      if (made) console.error(`otinish: ${wordsHere().start.oldDemo}`)
      await db.destroy()
      return null
    }
    const clock = await startClock(db, null, 250)
    const register = keptRegister(registerFile(dataDir))
    const services = await startServices(authority, { now: () => clock.now(), register })
    return {
      env: {
        OCSP_URL: `${services.url}/ocsp`,
        CRL_URLS: listNames.map((name) => `${services.url}/crl/${name}.crl`).join(),
        TSP_URL: `${services.url}/tsp`,
      },
      stop: async () => {
        clock.stop()
        await services.close()
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
