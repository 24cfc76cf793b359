import { parseArgs } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import { shortName } from '../../domain/person/name.ts'
import { inTreeOrder } from '../../domain/unit/unit.ts'
import { countOpenWork } from '../../server/appeal/held-work-store.ts'
import type { Context } from '../../server/context.ts'
import { workersOn } from '../../server/person/worker-store.ts'
import { addUnit } from '../../server/unit/add-unit.ts'
import { changeUnit, type UnitChange } from '../../server/unit/change-unit.ts'
import { closeUnit } from '../../server/unit/close-unit.ts'
import { lastHandOver } from '../../server/unit/hand-over-store.ts'
import { allUnits } from '../../server/unit/unit-store.ts'
import { fill } from '../../words/fill.ts'
import { goOn } from '../terminal/go-on.ts'
import { byCode, byLogin, officeWordsHere, onOffice } from '../terminal/office-words.ts'
import { languageHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish unit list
otinish unit add --code <code> --name-kk … --name-ru … --name-en … [--below <code>]
otinish unit change --code <code> [--name-kk … --name-ru … --name-en …] [--below <code>|--on-top] [--head <login>|--no-head]
otinish unit close --code <code> [--to <code> [--with-people]]

  --to           the unit that takes open work, questions and saved views
  --with-people  those who belong to it join that one
  --language     of these answers: kk, ru or en (default: LANG)`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  code: text,
  'name-kk': text,
  'name-ru': text,
  'name-en': text,
  below: text,
  'on-top': flag,
  head: text,
  'no-head': flag,
  to: text,
  'with-people': flag,
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** `otinish unit …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const parsed = parse(args)
  const act = parsed === null ? undefined : acts.get(parsed.act)
  if (parsed === null || act === undefined) return wrongArguments('unit', usage)
  return await onOffice('unit', ({ context }) => act(context, parsed.values))
}

function parse(args: string[]): { act: string; values: Values } | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [act = '', ...more] = positionals
    return more.length > 0 || (act !== 'list' && values.code === undefined) ? null : { act, values }
  } catch {
    return null
  }
}

const acts = new Map<string, (context: Context, values: Values) => Promise<number>>([
  ['list', list],
  ['add', add],
  ['change', change],
  ['close', close],
])

async function list(context: Context): Promise<number> {
  const units = await allUnits(context.db)
  const { workers } = await workersOn(context.db, localDate(context.now()))
  const open = await countOpenWork(context.db, 'unit_id')
  const said = officeWordsHere()
  for (const unit of inTreeOrder(units)) {
    const head = workers.find(({ id }) => id === unit.headId)
    const line = fill(said.unitLine, {
      code: unit.code,
      name: unit.name[languageHere()],
      head: head === undefined ? '–' : shortName(head.name),
      members: workers.filter(({ active, units: own }) => active && own.includes(unit.id)).length,
      open: open.get(unit.id) ?? 0,
    })
    console.log(unit.closed ? `${line}, ${said.closedMark}` : line)
  }
  return 0
}

const namesOf = (values: Values) => ({
  kk: values['name-kk'] ?? '',
  ru: values['name-ru'] ?? '',
  en: values['name-en'] ?? '',
})

async function add(context: Context, values: Values): Promise<number> {
  const code = values.code ?? ''
  const parentId = values.below === undefined ? null : byCode(await allUnits(context.db), values.below).id
  await addUnit(context, null, { code, name: namesOf(values), parentId })
  console.log(fill(officeWordsHere().unitAdded, { code }))
  return 0
}

async function change(context: Context, values: Values): Promise<number> {
  const units = await allUnits(context.db)
  const unit = byCode(units, values.code ?? '')
  const { workers } = await workersOn(context.db, localDate(context.now()))
  const named = Object.entries(namesOf(values)).filter(([, name]) => name !== '')
  const wanted: UnitChange = {
    ...(named.length > 0 ? { name: { ...unit.name, ...Object.fromEntries(named) } } : {}),
    ...(values.below === undefined ? {} : { parentId: byCode(units, values.below).id }),
    ...(values['on-top'] ? { parentId: null } : {}),
    ...(values.head === undefined ? {} : { headId: byLogin(workers, values.head).id }),
    ...(values['no-head'] ? { headId: null } : {}),
  }
  await changeUnit(context, null, unit.id, wanted)
  console.log(fill(officeWordsHere().unitChanged, { code: unit.code }))
  return 0
}

async function close(context: Context, values: Values): Promise<number> {
  const units = await allUnits(context.db)
  const unit = byCode(units, values.code ?? '')
  const takerId = values.to === undefined ? null : byCode(units, values.to).id
  await closeUnit(context, null, unit.id, { takerId, withPeople: values['with-people'] ?? false })
  const said = officeWordsHere()
  const handOver = await lastHandOver(context.db, { unitId: unit.id })
  if (handOver?.finished === false) {
    console.log(fill(said.unitClosing, { code: unit.code }))
    if ((await goOn(context, handOver.id)) !== 0) return 1
  }
  console.log(fill(said.unitClosed, { code: unit.code }))
  return 0
}
