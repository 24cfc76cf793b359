import type { StaffRole } from '../../domain/person/role.ts'
import type { Context } from '../../server/context.ts'
import { HttpRefused, NotFound, Refused } from '../../server/refused.ts'
import { openHandOvers } from '../../server/unit/hand-over-store.ts'
import { runHandOvers } from '../../server/unit/run-hand-overs.ts'
import { makeStaff, makeUnit, registeredAppeals } from '../office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../signed-world.ts'
import { nextAct, type TriedAct } from './acts.ts'
import { wronglyNamed, wrongToDoctor, wrongWith, wrongWithHistories } from './invariants.ts'
import { lookAtOffice } from './office.ts'
import { Random } from './random.ts'

const people: readonly (readonly [string, StaffRole[], string[]])[] = [
  ['admin-1', ['administrator'], []],
  ['admin-2', ['administrator', 'registrar'], ['top']],
  ['registrar-1', ['registrar'], ['top']],
  ['head-top', ['head'], ['top']],
  ['head-a', ['head', 'executor'], ['a']],
  ['head-b', ['head'], ['b']],
  ['exec-a-1', ['executor'], ['a']],
  ['exec-a-2', ['executor'], ['a']],
  ['exec-ab', ['executor'], ['a', 'b']],
  ['exec-b-1', ['executor'], ['b']],
  ['exec-b-2', ['executor', 'auditor'], ['b']],
  ['exec-top', ['executor'], ['top']],
]

/** An office of three units, twelve people, and so many appeals on the registrar's desk. */
export async function modelWorld(appeals: number): Promise<SignedWorld> {
  const world = await createSignedWorld('2026-01-12T05:00:00Z')
  const top = await makeUnit(world, 'top')
  await makeUnit(world, 'a', top)
  await makeUnit(world, 'b', top)
  for (const [n, [login, roles, units]] of people.entries()) {
    await makeStaff(world, login, `Модель Адам${'абвгдежзиклмн'[n]}`, roles, units)
  }
  await registeredAppeals(world, await issueKey(world.authority), appeals)
  return world
}

/** How often an act of a kind was done, and refused with which code. */
export type Tally = Map<string, { done: number; readonly refused: Map<string, number> }>

/** So many acts after the last one another appeal comes: terms end, and answers leave nothing to do. */
const newAfter = 100

/**
 * Random acts of random people, one after another, and at times two at once; after each the office is looked at.
 * Throws with the seed and the last acts where something is wrong that was not before.
 */
export async function liveThrough(
  world: SignedWorld,
  { seed, acts, historiesEvery }: { seed: number; acts: number; historiesEvery: number },
): Promise<Tally> {
  const { context } = world
  const key = await issueKey(world.authority)
  const random = new Random(seed)
  const tally: Tally = new Map()
  const last: string[] = []
  const fail = (n: number, wrong: readonly string[]) => {
    throw new Error(`seed ${seed}, act ${n}:\n${wrong.join('\n')}\nafter\n${last.slice(-12).join('\n')}`)
  }
  let office = await lookAtOffice(context)
  for (let n = 1; n <= acts; n += 1) {
    if (n % newAfter === 0) {
      await registeredAppeals(world, key, 1)
      office = await lookAtOffice(context)
    }
    // The worker hands over in pieces what is much; at times it comes late.
    if (random.chance(0.5) && (await openHandOvers(context.db)).length > 0) {
      await runHandOvers(context)
      office = await lookAtOffice(context)
    }
    const before = office
    const tried = random.chance(0.12)
      ? [nextAct(random, before), nextAct(random, before)]
      : [nextAct(random, before)]
    // Every act at a moment of its own.
    const at = context.now() + 1000
    await context.moveClock(at)
    const outcomes = await Promise.all(tried.map((act) => tryAct(context, act, tally)))
    last.push(
      tried.map(({ called }, place) => `${n} ${before.day}: ${called}: ${outcomes[place]}`).join(' | '),
    )
    office = await lookAtOffice(context)
    const wrong = wrongWith(office)
    if (tried.length === 1 && office.day === before.day) {
      wrong.push(...(await wronglyNamed(context, before, office, new Date(at))))
    }
    if (n % historiesEvery === 0 || n === acts) {
      wrong.push(...(await wrongWithHistories(context)), ...(await wrongToDoctor(context, office)))
    }
    if (wrong.length > 0) fail(n, wrong)
  }
  return tally
}

async function tryAct(context: Context, act: TriedAct, tally: Tally): Promise<string> {
  const [kind = ''] = act.called.split(' ')
  const count = tally.get(kind) ?? { done: 0, refused: new Map<string, number>() }
  tally.set(kind, count)
  try {
    await act.run(context)
    count.done += 1
    return 'done'
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw new Error(`${act.called}: ${String(error)}`, { cause: error })
    count.refused.set(code, (count.refused.get(code) ?? 0) + 1)
    return code
  }
}

/** Why an act was refused: it may not be done, there is nothing, or who tried is not here any more. */
function codeOf(error: unknown): string | null {
  if (error instanceof Refused) return error.refusal.code
  if (error instanceof NotFound) return 'not_found'
  return error instanceof HttpRefused && error.status < 500 ? error.code : null
}
