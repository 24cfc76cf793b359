import { parseArgs } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import { parsePlainDate } from '../../domain/calendar/plain-date.ts'
import { absenceReasons } from '../../domain/person/absence.ts'
import { shortName } from '../../domain/person/name.ts'
import type { Context } from '../../server/context.ts'
import { cancelAbsence } from '../../server/person/cancel-absence.ts'
import { recordAbsence } from '../../server/person/record-absence.ts'
import { workersOn } from '../../server/person/worker-store.ts'
import type { StoredAbsence } from '../../server/unit/absence-store.ts'
import { fill } from '../../words/fill.ts'
import { byLogin, NotNamed, officeWordsHere, onOffice } from '../terminal/office-words.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish absence list
otinish absence add --login <login> --deputy <login> --from <day> --to <day> [--reason ${absenceReasons.join('|')}] [--hand-over]
otinish absence cancel --id <id>

  --from, --to  days such as 2026-02-01, both included
  --hand-over   open work is the deputy's for good, not only meanwhile
  --language    of these answers: kk, ru or en (default: LANG)`

const text = { type: 'string' } as const
const options = {
  login: text,
  deputy: text,
  from: text,
  to: text,
  reason: text,
  'hand-over': { type: 'boolean' },
  id: text,
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** `otinish absence …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const parsed = parse(args)
  const act = parsed === null ? undefined : acts.get(parsed.act)
  if (parsed === null || act === undefined) return wrongArguments('absence', usage)
  return await onOffice('absence', async ({ context }) => {
    const exit = await act(context, parsed.values)
    return exit === 3 ? wrongArguments('absence', usage) : exit
  })
}

function parse(args: string[]): { act: string; values: Values } | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [act = '', ...more] = positionals
    return more.length > 0 ? null : { act, values }
  } catch {
    return null
  }
}

const acts = new Map<string, (context: Context, values: Values) => Promise<number>>([
  ['list', list],
  ['add', add],
  ['cancel', cancel],
])

const officeOf = (context: Context) => workersOn(context.db, localDate(context.now()))

function lineOf(one: StoredAbsence, workers: Awaited<ReturnType<typeof officeOf>>['workers']): string {
  const nameOf = (id: string) =>
    workers.filter((worker) => worker.id === id).map(({ name }) => shortName(name))
  const { id, from, to } = one
  const [staff = '–', deputy = '–'] = [nameOf(one.staffId)[0], nameOf(one.deputyId)[0]]
  return fill(officeWordsHere().absenceLine, { staff, from, to, deputy, id })
}

async function list(context: Context): Promise<number> {
  const { workers, absences } = await officeOf(context)
  if (absences.length === 0) console.log(officeWordsHere().noAbsences)
  for (const one of absences) console.log(lineOf(one, workers))
  return 0
}

async function add(context: Context, values: Values): Promise<number> {
  const [from, to] = [parsePlainDate(values.from ?? ''), parsePlainDate(values.to ?? '')]
  const reason = absenceReasons.find((one) => one === (values.reason ?? 'leave'))
  if (from === null || to === null || reason === undefined) return 3
  const { workers } = await officeOf(context)
  const staffId = byLogin(workers, values.login ?? '').id
  const deputyId = byLogin(workers, values.deputy ?? '').id
  const work = values['hand-over'] ? 'handOver' : 'deputy'
  const id = await recordAbsence(context, null, { staffId, deputyId, from, to, reason, work })
  const line = lineOf({ id, staffId, deputyId, from, to, reason }, workers)
  console.log(fill(officeWordsHere().absenceAdded, { line }))
  return 0
}

async function cancel(context: Context, values: Values): Promise<number> {
  const { workers, absences } = await officeOf(context)
  const id = values.id ?? ''
  const absence = absences.find((one) => one.id === id)
  if (absence === undefined) throw new NotNamed(fill(officeWordsHere().absenceUnknown, { id }))
  await cancelAbsence(context, null, id)
  console.log(fill(officeWordsHere().absenceCancelled, { line: lineOf(absence, workers) }))
  return 0
}
