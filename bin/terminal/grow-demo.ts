import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { connect } from '../../db/connect.ts'
import { type GrowStage, growDemo, type Wanted } from '../../demo/grow/grow.ts'
import type { Language } from '../../domain/language.ts'
import { fill } from '../../words/fill.ts'
import { inWorld } from './command-world.ts'
import { terminalLanguage } from './terminal-language.ts'
import { argumentFault, wordsHere, wrongArguments } from './terminal-words.ts'

/** The largest numbers that are taken: more would be a slip of the hand. */
const most: Wanted = { clients: 200_000, appeals: 5_000_000, files: 10_000 }
const usualFiles = 1000
/** How often it is told how far it is, in milliseconds. */
const tellEveryMs = 5000

/** `otinish demo grow`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function runGrow(args: readonly string[], usage: string): Promise<number> {
  const asked = parse(args)
  if (typeof asked === 'string') return wrongArguments('demo', usage, asked)
  const { wanted, language } = asked
  const said = wordsHere().demo.grow
  return await inWorld('demo', language, async ({ context, ownerUrl }) => {
    const began = performance.now()
    const refusal = await growDemo(context, wanted, calmly())
    if (refusal !== null) {
      console.error(`otinish demo: ${said.refused[refusal]}`)
      return 1
    }
    if (ownerUrl !== undefined) {
      console.log(said.analyze)
      await renewStatistics(ownerUrl)
    }
    const seconds = Math.round((performance.now() - began) / 1000)
    console.log(fill(said.grown, { ...wanted, seconds }))
    return 0
  })
}

/** Without it the first questions would be planned for the small world that was there before. */
async function renewStatistics(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 })
  try {
    await sql`vacuum analyze`.execute(owner)
  } finally {
    await owner.destroy()
  }
}

/** A line now and then, and one where something else begins. */
function calmly() {
  const { stages } = wordsHere().demo.grow
  let told = Number.NEGATIVE_INFINITY
  let before: GrowStage | undefined
  return (stage: GrowStage, done: number, all: number): void => {
    if (stage === before && done < all && performance.now() - told < tellEveryMs) return
    told = performance.now()
    before = stage
    console.log(fill(stages[stage], { done, all }))
  }
}

function parse(args: readonly string[]): { wanted: Wanted; language: Language } | string {
  const text = { type: 'string' } as const
  const options = { clients: text, appeals: text, files: text, language: text }
  try {
    const { values } = parseArgs({ args: [...args], options })
    const language = terminalLanguage(values.language, process.env)
    const clients = wholeNumber(values.clients, most.clients)
    const appeals = wholeNumber(values.appeals, most.appeals)
    const usual = String(Math.min(usualFiles, appeals ?? usualFiles))
    const files = wholeNumber(values.files ?? usual, Math.min(most.files, appeals ?? 0))
    if (language === undefined) return wordsHere().wrongArguments
    if (clients === null || appeals === null || files === null) return fill(wordsHere().demo.grow.wants, most)
    return { wanted: { clients, appeals, files }, language }
  } catch (error) {
    return argumentFault(error)
  }
}

/** From 1 to this; null for anything else. */
function wholeNumber(text: string | undefined, upTo: number): number | null {
  const number = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0
  return number >= 1 && number <= upTo ? number : null
}
