import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { ensureSettings } from '../process/base-data.ts'
import { addStaff } from './add-staff.ts'
import { findSession } from './session-store.ts'
import { signInStaff } from './sign-in-staff.ts'
import { resetStaffCode, resetStaffPassword, setStaffActive, setStaffIin } from './staff-access.ts'
import { listStaff } from './staff-store.ts'

let world: BareContext
let now = Date.parse('2026-01-12T05:30:00Z')
beforeAll(async () => {
  world = await createBareContext()
  world = { ...world, context: { ...world.context, now: () => now } }
  await ensureSettings(world.context)
})
afterAll(() => world.close())

const password = 'бұрынғы құпиясөз'
const person = {
  login: ' Gulnar ',
  name: { family: 'Бекова', given: 'Гүлнар', patronymic: null },
  roles: ['head', 'head'] as const,
  extension: null,
  password,
}
const position = { kk: 'Орынбасар', ru: 'Заместитель', en: 'Deputy' }

const door = { way: 'password', knows: () => true } as const
async function enter(secret: string, word: string): Promise<string> {
  // Each code is good once, so every entering has its own half minute.
  now += 30_000
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })
  return await signInStaff(world.context, door, { login: 'gulnar', password: word, code }, 'others')
}
const kindOf = async (token: string): Promise<string> => (await findSession(world.context, token)).kind
const refused = (problem: string) => expect.objectContaining({ problem })

test('who is not right is not entered, and nobody twice', async () => {
  const add = (change: object) => addStaff(world.context, { ...person, ...change })
  await expect(add({ login: 'a b' })).rejects.toEqual(refused('login_shape'))
  await expect(add({ name: { family: '1', given: 'Г', patronymic: null } })).rejects.toEqual(refused('name'))
  await expect(add({ roles: [] })).rejects.toEqual(refused('role'))
  await expect(add({ extension: '12' })).rejects.toEqual(refused('extension'))
  await expect(add({ position: { ...position, en: ' ' } })).rejects.toEqual(refused('position'))
  await expect(add({ password: 'қысқа' })).rejects.toMatchObject({ refusal: { code: 'password_length' } })
  await expect(add({ iin: '90010130001' })).rejects.toEqual(refused('iin'))
  await expect(add({ iin: '900101300018' })).rejects.toEqual(refused('iin'))
  await expect(add({ iin: '301301300017' })).rejects.toEqual(refused('iin'))
  await add({ position, login: 'gulnar2', iin: ' 900101300017 ' })
  await expect(add({ iin: '900101300017' })).rejects.toEqual(refused('iin_taken'))
  await expect(add({ login: 'GULNAR2' })).rejects.toEqual(refused('login_taken'))
  expect(await listStaff(world.context.db)).toMatchObject([
    { login: 'gulnar2', position, roles: ['head'], iin: '900101300017' },
  ])
})

test('a new password, a new code and being disabled each end what was open', async () => {
  const { totpSecret } = await addStaff(world.context, person)
  const first = await enter(totpSecret, password)
  expect(await kindOf(first)).toBe('open')
  const { password: next } = await resetStaffPassword(world.context, 'gulnar')
  expect(await kindOf(first)).toBe('ended')
  await expect(enter(totpSecret, password)).rejects.toThrow('sign_in_failed')

  const second = await enter(totpSecret, next)
  const secret = await resetStaffCode(world.context, 'gulnar')
  expect(await kindOf(second)).toBe('ended')
  await expect(enter(totpSecret, next)).rejects.toThrow('sign_in_failed')

  const third = await enter(secret, next)
  await setStaffActive(world.context, 'gulnar', false)
  expect(await kindOf(third)).toBe('ended')
  await expect(enter(secret, next)).rejects.toThrow('sign_in_failed')
  await setStaffActive(world.context, 'gulnar', true)
  expect(await kindOf(third)).toBe('ended')
  expect(await kindOf(await enter(secret, next))).toBe('open')
  await expect(setStaffActive(world.context, 'nobody', false)).rejects.toEqual(refused('login_unknown'))
})

test('an IIN belongs to one account, whether it is open or not, and a change of it ends what was open', async () => {
  const { context } = world
  const iinOf = async (login: string) =>
    (await listStaff(context.db)).find((one) => one.login === login)?.iin ?? null
  const secret = await resetStaffCode(context, 'gulnar')
  const { password } = await resetStaffPassword(context, 'gulnar')
  await setStaffActive(context, 'gulnar2', false)
  await expect(setStaffIin(context, 'gulnar', '900101300017')).rejects.toEqual(refused('iin_taken'))
  await expect(setStaffIin(context, 'gulnar', '1')).rejects.toEqual(refused('iin'))
  await expect(setStaffIin(context, 'nobody', null)).rejects.toEqual(refused('login_unknown'))
  await setStaffIin(context, 'gulnar2', null)
  const open = await enter(secret, password)
  await setStaffIin(context, 'gulnar', '900101300017')
  expect(await kindOf(open)).toBe('ended')
  expect([await iinOf('gulnar'), await iinOf('gulnar2')]).toEqual(['900101300017', null])
  // The same again is no other's.
  await setStaffIin(context, 'gulnar', '900101300017')
})

test('the database too knows one account an IIN, and twelve digits', async () => {
  const set = (login: string, iin: string) =>
    world.context.db.updateTable('staff').set({ iin }).where('login', '=', login).execute()
  await expect(set('gulnar2', '900101300017')).rejects.toMatchObject({ code: '23505' })
  await expect(set('gulnar2', '90010130001')).rejects.toMatchObject({ code: '23514' })
})
