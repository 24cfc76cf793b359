import { afterAll, beforeAll, expect, test } from 'vitest'
import { wrongWith } from '../../test/duty-model/invariants.ts'
import { lookAtOffice, signedIn } from '../../test/duty-model/office.ts'
import { modelWorld } from '../../test/duty-model/run.ts'
import type { SignedWorld } from '../../test/signed-world.ts'
import { askUnit } from '../case/ask-unit.ts'
import { changeMember } from '../person/change-member.ts'
import { setStaffActive } from '../person/staff-access.ts'
import { addUnit } from '../unit/add-unit.ts'
import { closeUnit } from '../unit/close-unit.ts'
import { pressWork } from './work/press-work.ts'

// Work is handed to somebody in the very moment in which they lose the right to it, or to a unit that closes.
let world: SignedWorld
beforeAll(async () => {
  world = await modelWorld(1)
}, 120_000)
afterAll(() => world.close())

const reason = 'Жұмысты қайта бөлу керек'
const rounds = 25
const person = async (login: string) => {
  const found = (await lookAtOffice(world.context)).workers.find((one) => one.login === login)
  if (found === undefined) throw new Error(login)
  return found
}
const unit = async (code: string) => {
  const found = (await lookAtOffice(world.context)).units.find((one) => one.code === code)
  if (found === undefined) throw new Error(code)
  return found
}
const by = async (login: string) => await signedIn(world.context, await person(login))
const appeal = async () => (await lookAtOffice(world.context)).appeals[0]?.id ?? ''
/** Both at once, one a little after the other, each round by another little. */
async function together(
  round: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<void> {
  const late = async (act: () => Promise<unknown>, ms: number) => {
    await new Promise((done) => setTimeout(done, ms))
    return await act()
  }
  await Promise.allSettled([late(one, round % 5), late(other, (round * 3) % 7)])
  expect(wrongWith(await lookAtOffice(world.context))).toEqual([])
}

test('who is disabled, or leaves the unit, is not given work in the same moment, and takes none', async () => {
  const [registrar, x, a] = [await by('registrar-1'), await by('exec-a-1'), await unit('a')]
  const id = await appeal()
  for (let round = 0; round < rounds; round += 1) {
    await pressWork(world.context, registrar, id, { act: 'route', unitId: a.id, reason })
    const assign = { act: 'assign', executorId: x.id, reason } as const
    const off = () => setStaffActive(world.context, 'exec-a-1', false)
    const left = () => changeMember(world.context, null, x.id, a.id, 'left')
    const work = round % 2 === 0 ? assign : ({ act: 'takeIntoWork' } as const)
    const who = round % 2 === 0 ? registrar : x
    await together(round, () => pressWork(world.context, who, id, work), round % 4 < 2 ? off : left)
    await setStaffActive(world.context, 'exec-a-1', true)
    await changeMember(world.context, null, x.id, a.id, 'joined')
    await pressWork(world.context, registrar, id, { act: 'route', unitId: null, reason })
  }
})

test('a unit that closes is given no appeal and no question in the same moment', async () => {
  const [registrar, head, a] = [await by('registrar-1'), await by('head-a'), await unit('a')]
  const id = await appeal()
  for (let round = 0; round < rounds; round += 1) {
    const code = `closing-${round}`
    await pressWork(world.context, registrar, id, { act: 'route', unitId: a.id, reason })
    const name = { kk: code, ru: code, en: code }
    const unitId = await addUnit(world.context, null, { code, name, parentId: null })
    const close = () => closeUnit(world.context, null, unitId, { takerId: null, withPeople: false })
    const question = { unitId, text: 'Не дейсіз?', answerBy: '2026-01-12', fileIds: [] }
    const route = () => pressWork(world.context, registrar, id, { act: 'route', unitId, reason })
    const ask = () => askUnit(world.context, head, id, question)
    await together(round, round % 2 === 0 ? route : ask, close)
    await pressWork(world.context, registrar, id, { act: 'route', unitId: a.id, reason })
  }
})
