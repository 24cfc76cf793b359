import { describe, expect, test } from 'vitest'
import type { OfficeAppeal } from '../../wire/office.ts'
import { office as words } from '../../words/kk/office.ts'
import { refusalText } from './refusal-text.ts'

const executor = { fullName: 'Иманбеков А. Д.', extension: '56466', callCentre: '', tel: '' }
const appeal = (facts: Pick<OfficeAppeal, 'status' | 'mine' | 'executor' | 'actions'>) =>
  facts as OfficeAppeal

describe('why a reply can’t be sent', () => {
  test('nothing hinders what the server offers', () => {
    const mine = appeal({ status: 'awaitingExecution', mine: true, executor, actions: ['execute'] })
    expect(refusalText('execute', mine, ['executor'], words)).toBeNull()
    expect(refusalText('replyInterim', mine, ['executor'], words)).toBe(words.onlyHead)
  })

  test('another executor is named', () => {
    const anothers = appeal({ status: 'awaitingExecution', mine: false, executor, actions: [] })
    expect(refusalText('execute', anothers, ['executor'], words)).toContain('Иманбеков А. Д.')
  })

  test('the status, the role and the signature each have their words', () => {
    const fresh = appeal({ status: 'registered', mine: false, executor: null, actions: [] })
    expect(refusalText('execute', fresh, ['executor'], words)).toBe(words.notNow)
    expect(refusalText('execute', { ...fresh, actions: ['takeIntoWork'] }, ['executor'], words)).toBe(
      words.onlyExecutor,
    )
    expect(refusalText('execute', { ...fresh, actions: ['takeIntoWork'] }, ['head'], words)).toBe(
      words.onlyExecutor,
    )
    const held = appeal({ status: 'awaitingExecution', mine: true, executor, actions: [] })
    expect(refusalText('execute', held, ['executor'], words)).toBe(words.signatureOpen)
  })
})
