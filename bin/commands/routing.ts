import { localDate } from '../../domain/calendar/instant.ts'
import { checkRouting } from '../../server/unit/check-routing.ts'
import { RoutingRules, recordRules, rulesOn } from '../../server/unit/routing-store.ts'
import { formatShortDate } from '../../words/dates.ts'
import { routing as en } from '../../words/en/routing.ts'
import { fill } from '../../words/fill.ts'
import { routing as kk } from '../../words/kk/routing.ts'
import { routing as ru } from '../../words/ru/routing.ts'
import type { CommandWorld } from '../terminal/command-world.ts'
import { type DataAsked, DataRefused, jsonOf, onData } from '../terminal/data-file.ts'

const usage = `otinish routing check <file.json> [--from <YYYY-MM-DD>]
otinish routing import <file.json> [--from <YYYY-MM-DD>]
otinish routing export [--from <YYYY-MM-DD>]
                                                         [--language kk|ru|en]

  check   everything wrong with a list of rules, and how many of the appeals in work each would take; changes nothing
  import  checks, then records the list, in force from a day (default: today); what was routed stays where it is
  export  writes the rules in force on a day (default: today); docs/samples/routing.json shows the shape`

const words = { kk, ru, en }

/** `otinish routing …`: 0 done, 1 refused in words, 3 wrong arguments. */
export function run(args: string[]): Promise<number> {
  return onData('routing', args, { usage, acts: { check: true, import: true, export: false } }, onRules)
}

async function onRules({ context }: CommandWorld, asked: DataAsked): Promise<void> {
  const said = words[asked.language]
  const day = asked.from ?? localDate(context.now())
  if (asked.act === 'export') {
    console.log(JSON.stringify(await rulesOn(context.db, day), null, 2))
    return
  }
  const rules = RoutingRules.parse(await jsonOf(asked))
  const { faults, hits } = await checkRouting(context, rules, asked.from)
  if (faults.length > 0) {
    const lines = faults.map(({ kind, rule, value }) => `  ${rule}: ${fill(said.faults[kind], { value })}`)
    throw new DataRefused([fill(said.refused, { n: faults.length }), ...lines].join('\n'))
  }
  for (const { code, open } of hits) {
    console.log(fill(code === null ? said.desk : said.hits, { code: code ?? '', n: open }))
  }
  if (asked.act === 'check') return
  if (day < localDate(context.now())) throw new DataRefused(said.past)
  await recordRules(context.db, day, rules, context.now())
  console.log(fill(said.recorded, { n: rules.length, date: formatShortDate(day) }))
}
