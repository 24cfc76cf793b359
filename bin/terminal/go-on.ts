import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../../server/context.ts'
import { handOverProgress } from '../../server/unit/hand-over-store.ts'
import { runHandOvers } from '../../server/unit/run-hand-overs.ts'
import { fill } from '../../words/fill.ts'
import { officeWordsHere } from './office-words.ts'

/** How often it is told how far it is, in milliseconds. */
const tellEveryMs = 1000
/** So often others, who hand over beside us, are waited for. */
const triesForOthers = 20

/**
 * Hands over what was decided until it is over, telling how far it is: 0. What can't be handed over now goes on by
 * itself, and by calling the command again: 1.
 */
export async function goOn(context: Context, id: string): Promise<number> {
  const said = officeWordsHere()
  let told = 0
  const tell = async () => {
    if (Date.now() - told < tellEveryMs) return
    told = Date.now()
    const { total, waiting } = await handOverProgress(context.db, id)
    console.log(fill(said.handOverLine, { done: total - waiting, total }))
  }
  for (let n = 0; n < triesForOthers; n += 1) {
    await runHandOvers(context, { only: id, tell })
    const { total, freed, finished } = await handOverProgress(context.db, id)
    if (finished) {
      console.log(fill(said.handOverDone, { total, freed }))
      return 0
    }
    await wait(250)
  }
  const { waiting } = await handOverProgress(context.db, id)
  console.error(fill(said.handOverWaits, { n: waiting }))
  return 1
}
