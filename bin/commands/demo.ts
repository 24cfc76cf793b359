import { basename } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { keptRegister } from '../../pretend/certification-authority/kept-register.ts'
import type { Context } from '../../server/context.ts'
import { demoKey, demoPeople } from '../../server/demo/demo-people.ts'
import { NotFound } from '../../server/refused.ts'
import { registerFile } from '../start/demo-authority.ts'
import { readStartSettings } from '../start/start-settings.ts'
import { inWorld } from '../terminal/command-world.ts'

const usage = `otinish demo revoke <key file>    the played authority revokes this key, from now on
otinish demo hold <key file>      the same, as a hold that may be taken back
otinish demo restore <key file>   it is good again

  The key files are those of the page «Демо», by name: RSA256_….p12, GOST512_….p12, AUTH_RSA256_….p12.
  What is signed with a revoked key is taken in, numbered, and then returned; signing in with one is refused.`

const acts = ['revoke', 'hold', 'restore'] as const
type Act = (typeof acts)[number]

/** `otinish demo …`: what the authority knows of a demo key. 0 done, 1 refused in words, 3 wrong arguments. */
export async function run([named, file, ...more]: string[]): Promise<number> {
  const act = acts.find((one) => one === named)
  if (act === undefined || file === undefined || more.length > 0) {
    console.error(usage)
    return 3
  }
  return await inWorld('demo', async ({ context }) => {
    const serial = context.demo ? await serialOf(context, basename(file)) : null
    if (serial === null) {
      const why = context.demo ? `no demo key is called ${basename(file)}` : 'this is not a demo'
      console.error(`otinish demo: ${why}.`)
      return 1
    }
    const { dataDir } = readStartSettings(process.env, projectRoot())
    decide(act, serial, registerFile(dataDir), context.now())
    console.log(act === 'restore' ? 'The key is good again.' : 'The authority says so from now on.')
    return 0
  })
}

function decide(act: Act, serial: string, file: string, now: number): void {
  const register = keptRegister(file)
  if (act === 'restore') register.restore(serial)
  else register.revoke(serial, { at: now, reason: act === 'hold' ? 'certificateHold' : 'keyCompromise' })
}

/** The serial number of a demo key's certificate; null for a file that is none of the demo's. */
async function serialOf(context: Context, fileName: string): Promise<string | null> {
  const keys = (await demoPeople(context.db)).flatMap(({ keys }) => keys)
  const password = keys.find((key) => key.fileName === fileName)?.password
  if (password === undefined) return null
  try {
    const { bytes } = await demoKey(context.db, fileName)
    return openKeyFile(bytes, password).certificate.facts.serial
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
