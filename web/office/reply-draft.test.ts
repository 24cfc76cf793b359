import { describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../domain/calendar/working-days.ts'
import { office as words } from '../../words/kk/office.ts'
import { lettersOf, type ReplyDraft, replyErrors } from './reply-draft.ts'

const text = 'Өтінішіңіз қаралды, берешегіңіз жоқ.'
const answer: ReplyDraft = {
  kind: 'answer',
  texts: { kk: text, ru: '' },
  reason: '',
  newDueDate: '',
  papersAsked: false,
}
const interim: ReplyDraft = {
  ...answer,
  kind: 'interim',
  reason: 'Соманы нақтылау',
  newDueDate: '2026-02-12',
}
const limits = {
  dueDate: '2026-02-02',
  first: plainDate('2026-02-06'),
  cap: '2026-04-02',
  calendar: workingCalendar([2026], []),
}
const errorsOf = (draft: ReplyDraft) => replyErrors(draft, limits, words)

describe('a reply before it is sent', () => {
  test('one language is enough, both make two letters, blanks make none', () => {
    expect(lettersOf(answer)).toEqual([{ language: 'kk', text }])
    expect(lettersOf({ ...answer, texts: { kk: text, ru: ` ${text} ` } })).toHaveLength(2)
    expect(lettersOf({ ...answer, texts: { kk: ' ', ru: '\n' } })).toEqual([])
  })

  test('an answer needs a text only', () => {
    expect(errorsOf(answer)).toEqual([])
    expect(errorsOf({ ...answer, texts: { kk: '', ru: '' } })).toEqual([
      { field: 'text', text: words.textMissing },
    ])
  })

  test('one of two letters being too short is said', () => {
    expect(errorsOf({ ...answer, texts: { kk: text, ru: 'Да' } })[0]?.text).toContain('20')
  })

  test('an interim reply needs a reason and a date', () => {
    expect(errorsOf(interim)).toEqual([])
    expect(errorsOf({ ...interim, reason: ' ', newDueDate: '' }).map((line) => line.field)).toEqual([
      'reason',
      'newDueDate',
    ])
  })

  test.each([
    ['2026-02-02', 'кейін болуы керек'],
    ['2026-02-05', '06.02.2026'],
    ['2026-04-03', '02.04.2026'],
    ['2026-02-14', words.dateOff],
    ['14.02.2026', words.dateMissing],
  ])('the date %s is refused', (newDueDate, said) => {
    expect(errorsOf({ ...interim, newDueDate })[0]?.text).toContain(said)
  })

  test('a year without a calendar is left to the server', () => {
    const far = { ...limits, cap: null, calendar: workingCalendar([], []) }
    expect(replyErrors({ ...interim, newDueDate: plainDate('2026-02-14') }, far, words)).toEqual([])
  })
})
