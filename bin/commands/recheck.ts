import { parseArgs } from 'node:util'
import { recheckVerdicts } from '../../server/signature/recheck.ts'
import { inWorld } from '../terminal/command-world.ts'

const usage = `otinish recheck [--json]   decides every stored verdict on a signature again, from what is kept of it:
                           letter, signature, certificates, answers of the authority, timestamp.
                           Nobody is asked and nothing is changed. Exit 1 where something differs.`

/** `otinish recheck`: 0 all as stored, 1 something differs, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  let json = false
  try {
    json = parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    console.error(usage)
    return 3
  }
  return await inWorld('recheck', async ({ context }) => {
    const { checked, erased, differences } = await recheckVerdicts(context)
    if (json) console.log(JSON.stringify({ checked, erased, differences }, null, 2))
    else {
      for (const { appealId, signatureId, what, stored, found } of differences) {
        console.log(`${appealId}  ${signatureId}  ${what}: stored ${short(stored)}, found ${short(found)}`)
      }
      console.log(`Verdicts checked: ${checked}; erased since: ${erased}; differences: ${differences.length}`)
    }
    return differences.length === 0 ? 0 : 1
  })
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text)
