import { expect, test } from 'vitest'
import { keptText } from './kept-text.ts'

const tab = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('what was sent is forgotten, and only that: what was typed on meanwhile stays, here and after a reload', () => {
  const storage = tab()
  const text = keptText(storage, 'message')
  text.keep('Құжат жетіспейді')
  expect(text.forgetSent('Құжат жетіспейді')).toBe('')
  text.keep('Құжат жетіспейді')
  text.keep('Құжат жетіспейді. Тағы бірі')
  expect(text.forgetSent('Құжат жетіспейді')).toBe('Құжат жетіспейді. Тағы бірі')
  expect(keptText(storage, 'message').text()).toBe('Құжат жетіспейді. Тағы бірі')
})
