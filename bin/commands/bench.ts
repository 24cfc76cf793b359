import { bookFigures } from '../bench/books.ts'
import { broken, type Figure } from '../bench/figures.ts'
import { firstLoadFigures } from '../bench/first-load.ts'
import { growthFigures } from '../bench/growth.ts'
import { inboxFigures } from '../bench/inbox.ts'
import { junkFigures } from '../bench/junk.ts'
import { letterFigures } from '../bench/letter.ts'
import { listFigures } from '../bench/lists.ts'
import { paceFigures } from '../bench/pace.ts'
import { searchFigures } from '../bench/search.ts'
import { sendingFigures } from '../bench/sending.ts'
import { sightFigures } from '../bench/sight.ts'
import { signingFigures } from '../bench/signing.ts'
import { memoryFigures, startFigures } from '../bench/start.ts'
import { toldFigures } from '../bench/told.ts'
import { uploadFigures } from '../bench/uploads.ts'
import { verdictFigures } from '../bench/verdicts.ts'

const parts: Readonly<Record<string, (appeals: number | null) => Promise<Figure[]>>> = {
  'first-load': firstLoadFigures,
  inbox: inboxFigures,
  search: searchFigures,
  lists: listFigures,
  sight: sightFigures,
  books: bookFigures,
  growth: growthFigures,
  letter: letterFigures,
  verdicts: verdictFigures,
  junk: junkFigures,
  sending: sendingFigures,
  signing: signingFigures,
  told: toldFigures,
  start: startFigures,
  memory: memoryFigures,
  pace: paceFigures,
  uploads: uploadFigures,
}

/**
 * `otinish bench [part…]`: measures what docs/decisions/0020 budgets and prints one JSON object; ratios are of one run,
 * against a baseline that it names. `--appeals 1000000` after `lists` adds a company of so many. Resolves to 1 when a
 * hard budget is broken, 3 for an unknown part.
 */
export async function run(all: string[]): Promise<number> {
  const [, appeals = null] = /^(\d{6,7})$/.exec(all[all.indexOf('--appeals') + 1] ?? '') ?? []
  const args = appeals === null ? all : all.filter((arg) => arg !== '--appeals' && arg !== appeals)
  const unknown = args.filter((name) => !Object.hasOwn(parts, name))
  if (unknown.length > 0) {
    console.error(
      `otinish bench: there is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
    )
    return 3
  }
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (args.length === 0 || args.includes(name)) {
      figures.push(...(await measure(appeals === null ? null : Number(appeals))))
    }
  }
  const over = figures.filter(broken)
  console.log(JSON.stringify({ node: process.version, figures, over: over.map(({ name }) => name) }, null, 2))
  return over.some(({ hard }) => hard) ? 1 : 0
}
