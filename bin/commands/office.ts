import { parseArgs } from 'node:util'
import { localDate, parseInstant } from '../../domain/calendar/instant.ts'
import { shortName } from '../../domain/person/name.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { chainOfDuty, type DutyLink, whoMustAct } from '../../domain/unit/chain-of-duty.ts'
import { type HeldWork, workIn } from '../../server/appeal/held-work-store.ts'
import { workersOn } from '../../server/person/worker-store.ts'
import { allUnits } from '../../server/unit/unit-store.ts'
import { fill } from '../../words/fill.ts'
import { NotNamed, officeWordsHere, onOffice } from '../terminal/office-words.ts'
import { languageHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish office who --appeal <number|"number / date"|id> [--at <moment>]

  Who answers for an open appeal: its executor, who acts for them, and who comes after them.
  --at        a moment such as 2026-02-01T10:00+05:00 (default: now)
  --language  of the answer: kk, ru or en (default: LANG)`

/** `otinish office who`: 0 told, 1 no such appeal, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('office', usage)
  return await onOffice('office', async ({ context }) => {
    const { db } = context
    const at = asked.at ?? context.now()
    const day = localDate(at)
    const { workers, absences } = await workersOn(db, day)
    const units = await allUnits(db)
    const work = find(await workIn(db, null), asked.appeal)
    const chain = chainOfDuty(work, { day, workers, units, absences })
    const said = officeWordsHere()
    const named = (ids: readonly string[]) =>
      workers.filter(({ id }) => ids.includes(id)).map(({ name }) => shortName(name))
    const unitName = (id: string | null) => units.find((unit) => unit.id === id)?.name[languageHere()]
    const [executor = said.free] = named(work.executorId === null ? [] : [work.executorId])
    console.log(fill(said.executorIs, { name: executor }))
    console.log(fill(said.unitIs, { unit: unitName(work.unitId) ?? said.desk }))
    const acting = whoMustAct(chain)
    console.log(
      acting === undefined
        ? said.nobodyActs
        : fill(said.actingIs, { name: named(acting.ids).join(', '), by: said.by[acting.by] }),
    )
    for (const link of chain) console.log(`  ${lineOf(link, named(link.ids), unitName(link.unitId))}`)
    return 0
  })
}

function lineOf({ by }: DutyLink, names: readonly string[], unit: string | undefined): string {
  const said = officeWordsHere()
  return fill(said.linkLine, {
    by: said.by[by],
    unit: unit === undefined ? '' : `, ${unit}`,
    names: names.length === 0 ? said.noneThere : names.join(', '),
  })
}

/** By id, by number, or by number and date where several years have the number. Throws NotNamed. */
function find(all: readonly HeldWork[], appeal: string): HeldWork {
  const found = all.filter(({ id, number, registrationDate: date }) => {
    const whole = number === null || date === null ? '' : formatRegistration({ number, date })
    return id === appeal || String(number) === appeal || whole === appeal
  })
  const [one, ...more] = found
  if (one === undefined) throw new NotNamed(fill(officeWordsHere().appealUnknown, { appeal }))
  if (more.length > 0) {
    const ids = found.map(({ id }) => id).join(', ')
    throw new NotNamed(fill(officeWordsHere().appealSeveral, { ids }))
  }
  return one
}

function parse(args: string[]): { appeal: string; at: number | null } | null {
  try {
    const options = { appeal: { type: 'string' }, at: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const at = values.at === undefined ? null : parseInstant(values.at)
    if (positionals.join(' ') !== 'who' || values.appeal === undefined) return null
    return values.at !== undefined && at === null ? null : { appeal: values.appeal, at }
  } catch {
    return null
  }
}
