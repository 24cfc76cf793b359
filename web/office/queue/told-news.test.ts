import { expect, test } from 'vitest'
import { stillNews, toldAlso } from './told-news.ts'

const none = new Map<string, number | null>()
const nobody = new Set<string>()
const changed = (id: string, seq: number) => ({ changed: [{ id, seq }], gone: [] })

test('a list is told of what is newer than its rows, and of what it has not', () => {
  const rows = [{ id: 'a', seq: 3 }]
  expect([...toldAlso(none, changed('a', 3), rows, nobody)]).toEqual([])
  expect([...toldAlso(none, changed('a', 4), rows, nobody)]).toEqual([['a', 4]])
  expect([...toldAlso(none, changed('new', 1), rows, nobody)]).toEqual([['new', 1]])
  expect([...toldAlso(none, changed('a', 4), rows, new Set(['a']))]).toEqual([])
})

test('rows that come later and are older than the news do not take it away', () => {
  const told = toldAlso(none, { changed: [{ id: 'a', seq: 4 }], gone: ['b'] }, [{ id: 'a', seq: 3 }], nobody)
  const old = [
    { id: 'a', seq: 3 },
    { id: 'b', seq: 2 },
  ]
  expect([...stillNews(told, old).keys()]).toEqual(['a', 'b'])
})

test('rows that have it end it', () => {
  const told = toldAlso(none, { changed: [{ id: 'a', seq: 4 }], gone: ['b'] }, [{ id: 'a', seq: 3 }], nobody)
  expect(stillNews(told, [{ id: 'a', seq: 4 }]).size).toBe(0)
  expect(stillNews(told, []).size).toBe(0)
})
