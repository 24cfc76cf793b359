import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import type { OfficeOn } from '../unit/chain-of-duty.ts'
import {
  type Approver,
  approversOf,
  approvingAs,
  isApprover,
  likelyApprover,
  type Naming,
  type ReplyOffice,
  sentAwayOf,
  unitsBefore,
} from './may-approve.ts'

const day = plainDate('2026-01-12')
const worker = (id: string, roles: string[], units: string[], unitsBelow = units, active = true) => ({
  id,
  active,
  roles,
  units,
  unitsBelow,
})
const units = [
  { id: 'top', parentId: null, headId: null, closed: false },
  { id: 'a', parentId: 'top', headId: null, closed: false },
]
const away = (staffId: string, deputyId: string) => ({ staffId, deputyId, from: day, to: day })
const office = (absences: OfficeOn['absences'] = []): ReplyOffice => ({
  takenAway: [],
  day,
  units,
  absences,
  workers: [
    worker('head', ['head'], ['a']),
    worker('above', ['head'], ['top'], ['top', 'a']),
    worker('left', ['head'], ['a'], ['a'], false),
    worker('executor', ['executor'], ['a']),
    worker('elsewhere', ['head'], ['b']),
  ],
})
const nobody = { writerIds: [], aboutIds: [], namings: [], before: [] }
const own = (id: string) => ({ id, insteadOf: null })
const saidTo = (
  id: string,
  written: { writerIds?: string[]; aboutIds?: string[]; namings?: Naming[]; before?: Approver[] },
  of = office(),
) => {
  const found = approvingAs(id, { ...nobody, ...written }, approversOf('a', of), sentAwayOf('a', of))
  return isApprover(found) ? (found.insteadOf ?? 'own') : found.code
}

describe('who may say yes today', () => {
  test('heads of the unit and above, each themselves or by who acts for them', () => {
    expect(approversOf('a', office())).toEqual([own('head'), own('above')])
    expect(approversOf('a', office([away('head', 'executor')]))).toEqual([
      { id: 'executor', insteadOf: 'head' },
      own('above'),
    ])
    expect(approversOf('a', office([away('head', 'above')]))).toEqual([
      { id: 'above', insteadOf: 'head' },
      own('above'),
    ])
  })

  test('nobody where a chain of deputies ends with nobody', () => {
    expect(approversOf('a', office([away('above', 'left')]))).toEqual([own('head')])
  })

  test('of the registrar’s desk the heads of the topmost units', () => {
    expect(approversOf(null, office())).toEqual([own('above')])
  })
})

describe('a second pair of eyes', () => {
  test('is who says yes where a writer moved the appeal from', () => {
    const alone = office([away('above', 'head')])
    expect(saidTo('head', { writerIds: ['head'] }, alone)).toBe('own')
    expect(saidTo('head', { writerIds: ['head'], before: [own('elsewhere')] }, alone)).toBe(
      'reply_writer_approves',
    )
    expect(saidTo('head', { writerIds: ['head'], before: [own('head')] }, alone)).toBe('own')
    expect(saidTo('head', { writerIds: ['executor'], before: [own('elsewhere')] }, alone)).toBe('own')
  })

  test('the units before are those since somebody else routed it last', () => {
    const by = (id: string, before: string | null, insteadOf: string | null = null) => ({
      by: id,
      before,
      insteadOf,
    })
    expect(unitsBefore([], ['head'])).toEqual([])
    expect(unitsBefore([by('registrar', null), by('head', 'a')], ['head'])).toEqual(['a'])
    expect(
      unitsBefore([by('registrar', null), by('deputy', 'a', 'head'), by('head', 'b')], ['head']),
    ).toEqual(['a', 'b'])
    expect(unitsBefore([by('head', null), by('registrar', 'a')], ['head'])).toEqual([])
    expect(unitsBefore([by('head', null)], ['head'])).toEqual([null])
  })

  test('who wrote some of it does not while somebody else is there, and alone does', () => {
    expect(saidTo('head', {})).toBe('own')
    expect(saidTo('head', { writerIds: ['executor'] })).toBe('own')
    expect(saidTo('head', { writerIds: ['executor', 'head'] })).toBe('reply_writer_approves')
    expect(saidTo('head', { writerIds: ['head'] }, office([away('above', 'head')]))).toBe('own')
    // Both wrote: neither is another, so neither is stopped by the other.
    expect(saidTo('head', { writerIds: ['head', 'above'] })).toBe('own')
  })

  test('an absence that a writer recorded makes nobody the only one; of another, and of the absent, it does', () => {
    const recorded = (recordedBy: string | null, deputy = 'head') =>
      office([{ ...away('above', deputy), recordedBy }])
    const both = { writerIds: ['executor', 'head'] }
    expect(saidTo('head', both, recorded('head'))).toBe('reply_writer_approves')
    // Two writers help each other no more than one helps themselves.
    expect(saidTo('head', both, recorded('executor'))).toBe('reply_writer_approves')
    for (const by of [null, 'above', 'administrator']) {
      expect(saidTo('head', both, recorded(by)), String(by)).toBe('own')
    }
    // Who is away is still none who approves, and one who wrote, or whom it is about, no second pair of eyes.
    expect(saidTo('above', both, recorded('head'))).toBe('reply_not_approver')
    expect(saidTo('head', { writerIds: ['head', 'above'] }, recorded('head'))).toBe('own')
    expect(saidTo('head', { ...both, aboutIds: ['above'] }, recorded('head'))).toBe('own')
  })

  test('nor does an absence further down the chain of deputies', () => {
    const chain = (recordedBy: string) =>
      office([
        { ...away('above', 'elsewhere'), recordedBy: 'above' },
        { ...away('elsewhere', 'head'), recordedBy },
      ])
    expect(saidTo('head', { writerIds: ['head'] }, chain('head'))).toBe('reply_writer_approves')
    expect(saidTo('head', { writerIds: ['head'] }, chain('elsewhere'))).toBe('own')
  })

  test('whom a writer named as concerned does not approve, and still makes them not the only one', () => {
    const named = (by: string) => ({
      writerIds: ['head'],
      aboutIds: ['above'],
      namings: [{ staffId: 'above', by }],
    })
    expect(saidTo('head', named('head'))).toBe('reply_writer_approves')
    expect(saidTo('above', named('head'))).toBe('about_self')
    expect(saidTo('head', named('registrar'))).toBe('own')
    // By their own IIN: nobody named them.
    expect(saidTo('head', { ...named('head'), namings: [] })).toBe('own')
  })

  test('a deputy counts as themselves and as the one whom they replace', () => {
    const executorFor = (id: string) => office([away(id, 'executor')])
    expect(saidTo('executor', {}, executorFor('head'))).toBe('head')
    expect(saidTo('executor', { writerIds: ['executor'] }, executorFor('head'))).toBe('reply_writer_approves')
    expect(saidTo('executor', { writerIds: ['head'] }, executorFor('head'))).toBe('reply_writer_approves')
    expect(saidTo('above', { writerIds: ['executor'] }, executorFor('head'))).toBe('own')
  })

  test('nobody approves what is about them, not even alone, nor for one whom it is about', () => {
    expect(saidTo('head', { aboutIds: ['head'] })).toBe('about_self')
    const alone = office([away('above', 'head')])
    expect(saidTo('head', { aboutIds: ['head'] }, alone)).toBe('about_self')
    expect(saidTo('executor', { aboutIds: ['head'] }, office([away('head', 'executor')]))).toBe('about_self')
  })

  test('others are told whose turn it is', () => {
    expect(saidTo('executor', {})).toBe('reply_not_approver')
    expect(saidTo('elsewhere', {})).toBe('reply_not_approver')
  })

  test('the name under a letter before anybody has approved it', () => {
    const approvers = approversOf('a', office())
    expect(likelyApprover({ ...nobody, writerIds: ['head'] }, approvers)).toEqual(own('above'))
    expect(likelyApprover({ ...nobody, writerIds: ['head', 'above'] }, approvers)).toEqual(own('head'))
    expect(likelyApprover(nobody, [])).toBeNull()
  })
})
