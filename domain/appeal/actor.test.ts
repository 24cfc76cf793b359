import { expect, test } from 'vitest'
import { actorOf, clientActor, staffOf } from './actor.ts'

test('one of the staff is named by their id and read back; the program and a client are none of them', () => {
  expect([actorOf('a1'), actorOf(null), clientActor('a1')]).toEqual(['staff:a1', 'system', 'person:a1'])
  expect(['staff:a1', 'system', clientActor('a1')].map(staffOf)).toEqual(['a1', null, null])
})
