import { expect, test } from 'vitest'
import { replyKinds, saysHowToObject, sentFrom } from './reply-kind.ts'

test('the letters that are the last word say how to object', () => {
  expect(replyKinds.filter(saysHowToObject)).toEqual(['answer', 'return'])
})

test('a return goes by a letter, so not before there is a number, and not after the end', () => {
  expect(sentFrom('return')).toEqual(['registered', 'awaitingExecution', 'interimReply'])
})
