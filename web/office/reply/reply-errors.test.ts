import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../../domain/calendar/working-days.ts'
import { reply as words } from '../../../words/kk/reply.ts'
import { emptyContent, type ReplyContent } from './reply-content.ts'
import { replyErrors } from './reply-errors.ts'

const kk = 'Өтінішіңіз қаралды, берешегіңіз жоқ.'
const answer: ReplyContent = { ...emptyContent, kk, outcome: 'satisfied' }
const interim: ReplyContent = { ...emptyContent, kk, reason: 'Соманы нақтылау', newDueDate: '2026-02-12' }
const limits = {
  language: 'kk',
  documents: [],
  dueDate: '2026-02-02',
  first: plainDate('2026-02-06'),
  cap: '2026-04-02',
  calendar: workingCalendar([2026], []),
} as const
const answers = (content: ReplyContent) => replyErrors('answer', content, limits, words)
const interims = (content: ReplyContent) => replyErrors('interim', content, limits, words)

describe('a reply before it is proposed', () => {
  test('the appeal’s language is required, the other one is offered', () => {
    expect(answers(answer)).toEqual([])
    expect(answers({ ...answer, kk: ' ', ru: kk })).toEqual([
      { field: 'text-kk', text: expect.stringContaining('қазақша') },
    ])
    const russian = replyErrors('answer', answer, { ...limits, language: 'ru' }, words)
    expect(russian).toEqual([{ field: 'text-ru', text: expect.stringContaining('орысша') }])
  })

  test('of two letters each is long enough, and none has a place left open', () => {
    expect(answers({ ...answer, ru: 'Да' })).toEqual([
      { field: 'text-ru', text: expect.stringMatching(/20.*орысша/) },
    ])
    expect(answers({ ...answer, kk: `${kk} {{gap}}` })[0]?.text).toContain('{{gap}}')
    expect(answers({ ...answer, kk: 'а'.repeat(10_001) })[0]?.text).toContain('10000')
  })

  test('an answer says what was decided; everything missing is said in the page’s order', () => {
    expect(answers(emptyContent).map(({ field }) => field)).toEqual(['outcome', 'text-kk'])
    expect(interims(emptyContent).map(({ field }) => field)).toEqual(['reason', 'newDueDate', 'text-kk'])
    const forwarding = replyErrors('forwarding', emptyContent, limits, words)
    expect(forwarding.map(({ field }) => field)).toEqual(['receiverName', 'receiverAddress', 'text-kk'])
  })

  test.each([
    ['2026-02-02', 'кейін болуы керек'],
    ['2026-02-05', '06.02.2026'],
    ['2026-04-03', '02.04.2026'],
    ['2026-02-14', words.dateOff],
    ['14.02.2026', words.dateMissing],
  ])('the date %s is refused', (newDueDate, said) => {
    expect(interims({ ...interim, newDueDate })[0]?.text).toContain(said)
  })

  test('a year without a calendar is left to the server', () => {
    const far = { ...limits, cap: null, calendar: workingCalendar([], []) }
    expect(replyErrors('interim', { ...interim, newDueDate: '2026-02-14' }, far, words)).toEqual([])
  })
})
