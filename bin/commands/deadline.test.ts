import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from './deadline.ts'

let out: string[]
let err: string[]

beforeEach(() => {
  vi.stubEnv('LC_ALL', 'C')
  out = []
  err = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text))
  vi.spyOn(console, 'error').mockImplementation((text: string) => void err.push(text))
})
afterEach(() => vi.restoreAllMocks())

describe('otinish deadline', () => {
  test('Friday evening before Nauryz, one line of JSON', async () => {
    expect(await run('--at 2026-03-20T20:00 --days 15 --json'.split(' '))).toBe(0)
    const nauryz = 'Наурыз мейрамы'
    const weekends = ['2026-03-28', '2026-03-29', '2026-04-04', '2026-04-05', '2026-04-11', '2026-04-12']
    const skipped = [
      ...['21', '22', '23', '24', '25'].map((day) => ({ date: `2026-03-${day}`, why: nauryz })),
      ...weekends.map((date) => ({ date, why: 'weekend' })),
    ]
    expect(out).toEqual([JSON.stringify({ registrationDate: '2026-03-26', dueDate: '2026-04-16', skipped })])
    expect(err).toEqual([])
  })

  test.each([
    ['--at 2026-03-12T10:00 --calendar-days 10', '2026-03-12', '2026-03-26'],
    ['--at 2026-03-20T15:00:00Z --days 15', '2026-03-26', '2026-04-16'],
    ['--at 2026-03-20T19:00:00 --days 1', '2026-03-20', '2026-03-26'],
    ['--at 2022-10-12T05:04:00Z --days 15', '2022-10-12', '2022-11-03'],
    ['--at 2021-12-31T19:30 --days 1', '2022-01-05', '2022-01-06'],
  ])('%s', async (line, registrationDate, dueDate) => {
    expect(await run([...line.split(' '), '--json'])).toBe(0)
    expect(JSON.parse(out.join())).toMatchObject({ registrationDate, dueDate })
  })

  test('in words', async () => {
    expect(await run('--at 2026-05-27T11:00 --days 1'.split(' '))).toBe(0)
    expect(out.join()).toBe(
      [
        'Sent            2026-05-27 11:00:00 (Astana time)',
        'Registered      2026-05-28',
        'Due             2026-05-29 (working days: 1)',
        'Days off passed 0',
      ].join('\n'),
    )
  })

  test.each([
    ['2027-12-31T20:00 --days 1', 2028],
    ['2027-12-20T10:00 --days 15', 2028],
    ['2027-12-30T10:00 --calendar-days 5', 2028],
    ['2021-12-30T10:00 --days 1', 2021],
  ])('%s: a year without a calendar is an error, not a guess', async (line, year) => {
    expect(await run(['--at', ...line.split(' '), '--json'])).toBe(1)
    expect(out).toEqual([])
    expect(err.join()).toContain(`no working calendar for ${year}`)
  })

  test.each([
    '',
    '--days 15',
    '--at 2026-03-20T20:00',
    '--at 2026-03-20 --days 15',
    '--at 2026-02-30T10:00 --days 15',
    '--at 2026-03-20T20:00T --days 15',
    '--at 2026-03-20T20:00 --days 0',
    '--at 2026-03-20T20:00 --days 1.5',
    '--at 2026-03-20T20:00 --days 1001',
    '--at 2026-03-20T20:00 --days 15 --calendar-days 10',
    '--at 2026-03-20T20:00 --days 15 --yaml',
    'extra --at 2026-03-20T20:00 --days 15',
  ])('wrong arguments %j say how', async (line) => {
    expect(await run(line === '' ? [] : line.split(' '))).toBe(3)
    expect(out).toEqual([])
    expect(err.join()).toContain('otinish deadline --at <moment>')
  })
})
