import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { digestedContent } from './content-digest.ts'
import { canMove, movedTo, openReplyStates, replyStates } from './reply.ts'

test('nothing leads from a draft to the client but by two moves of people', () => {
  const byOne = (['propose', 'approve', 'sendBack', 'takeBack', 'discard', 'save'] as const)
    .filter((move) => canMove(move, 'draft') === null)
    .map(movedTo)
  expect(new Set(byOne)).toEqual(new Set(['proposed', 'discarded', 'draft']))
  for (const state of ['draft', 'proposed', 'discarded', 'sent'] as const) {
    expect(canMove('send', state)?.code, state).toBe('reply_moved_on')
  }
})

test('what is over is left by nothing', () => {
  expect(replyStates.filter((state) => !openReplyStates.includes(state))).toEqual(['sent', 'discarded'])
})

test('the digest covers every part of the content, in one form', () => {
  const content = {
    kind: 'answer',
    texts: { kk: 'а', ru: 'б' },
    files: ['1', '2'],
    reason: '',
    newDueDate: null,
    papersAsked: false,
    papers: null,
    outcome: 'explained',
    receiver: { name: 'n', address: 'a' },
    corrects: null,
    sheetVersion: 's',
  } as const
  const whole = digestedContent(content)
  const { texts, receiver, ...rest } = content
  const turned = { ...rest, receiver: { address: 'a', name: 'n' }, texts: { ru: 'б', kk: 'а' } }
  expect(digestedContent(turned)).toBe(whole)
  const others = [
    { kind: 'interim' as const },
    { texts: { ...texts, ru: 'в' } },
    { files: ['2', '1'] },
    { reason: 'r' },
    { newDueDate: plainDate('2026-02-10') },
    { papersAsked: true },
    { papers: { by: null, slots: [{ name: 'n', note: '' }] } },
    { outcome: null },
    { receiver: { ...receiver, name: 'm' } },
    { corrects: 'c' },
    { sheetVersion: 't' },
  ]
  // Nothing is digested of what is not asked for: letters of before have the digest that they had.
  expect(whole).not.toContain('"papers"')
  expect(others.flatMap((one) => Object.keys(one)).sort()).toEqual(Object.keys(content).sort())
  for (const other of others) expect(digestedContent({ ...content, ...other })).not.toBe(whole)
})
