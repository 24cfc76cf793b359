import { describe, expect, test } from 'vitest'
import type { OfficeAppeal } from '../../wire/office.ts'
import { office as words } from '../../words/kk/office.ts'
import { whyNot } from './why-not.ts'

const executor = { fullName: 'Иманбеков А. Д.', extension: '56466', callCentre: '', tel: '' }
const appeal = (facts: Pick<OfficeAppeal, 'status' | 'mine' | 'executor' | 'actions'>) =>
  facts as OfficeAppeal

describe('why a reply can’t be sent', () => {
  test('nothing hinders what the server offers', () => {
    const mine = appeal({ status: 'awaitingExecution', mine: true, executor, actions: ['execute'] })
    expect(whyNot('execute', mine, ['executor'], words)).toBeNull()
    expect(whyNot('replyInterim', mine, ['executor'], words)).toBe(words.onlyHead)
  })

  test('another executor is named', () => {
    const anothers = appeal({ status: 'awaitingExecution', mine: false, executor, actions: [] })
    expect(whyNot('execute', anothers, ['executor'], words)).toContain('Иманбеков А. Д.')
  })

  test('the status, the role and the signature each have their words', () => {
    const fresh = appeal({ status: 'registered', mine: false, executor: null, actions: [] })
    expect(whyNot('execute', fresh, ['executor'], words)).toBe(words.notNow)
    expect(whyNot('execute', { ...fresh, actions: ['takeIntoWork'] }, ['executor'], words)).toBe(
      words.onlyExecutor,
    )
    expect(whyNot('execute', fresh, ['head'], words)).toBe(words.onlyExecutor)
    const held = appeal({ status: 'awaitingExecution', mine: true, executor, actions: [] })
    expect(whyNot('execute', held, ['executor'], words)).toBe(words.signatureOpen)
  })
})
