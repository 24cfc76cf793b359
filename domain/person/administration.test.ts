import { describe, expect, test } from 'vitest'
import { mayChooseDeputy, mayManage } from './administration.ts'

const head = { id: 'h', roles: ['head'], duty: { unitsBelow: ['a'] } }
const ofBoth = { id: 'w', units: ['a', 'b'] }
const ofA = { id: 'w', units: ['a'] }

describe('what a head may do with people', () => {
  test('record an absence of somebody who works elsewhere too, and hand over only what lies in units of theirs', () => {
    expect(mayManage(head, 'recordAbsence', ofBoth)).toBe(true)
    expect(mayManage(head, 'handOverWork', ofBoth)).toBe(false)
    expect(mayManage(head, 'handOverWork', ofA)).toBe(true)
  })
})

describe('whom one may choose as a deputy', () => {
  const inA = { unitsBelow: ['a'] }
  test('somebody of all the units of who is away: nobody else’s sight grows', () => {
    expect(mayChooseDeputy(head, ofA, inA)).toBe(true)
    expect(mayChooseDeputy(head, ofBoth, inA)).toBe(false)
    expect(mayChooseDeputy({ ...head, roles: ['executor'] }, ofA, { unitsBelow: ['b'] })).toBe(false)
  })

  test('an administrator and a command choose anybody', () => {
    expect(mayChooseDeputy({ ...head, roles: ['administrator'] }, ofBoth, inA)).toBe(true)
    expect(mayChooseDeputy(null, ofBoth, inA)).toBe(true)
  })
})
