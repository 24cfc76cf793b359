import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inThreadTurn } from './thread-turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('pieces come one after another, with a pause as long as the piece before, and not for ever behind one that waits', async () => {
  const begun: string[] = []
  const piece = (name: string, ms: number) =>
    inThreadTurn(async () => {
      begun.push(name)
      await new Promise((resolve) => setTimeout(resolve, ms))
    })
  const ended = [piece('first', 40), piece('second', 10), piece('hangs', 60_000), piece('last', 10)]
  await vi.advanceTimersByTimeAsync(79)
  expect(begun).toEqual(['first'])
  await vi.advanceTimersByTimeAsync(2)
  expect(begun).toEqual(['first', 'second'])
  await vi.advanceTimersByTimeAsync(20)
  expect(begun).toEqual(['first', 'second', 'hangs'])
  await vi.advanceTimersByTimeAsync(900)
  expect(begun).not.toContain('last')
  await vi.advanceTimersByTimeAsync(200)
  expect(begun).toContain('last')
  await vi.advanceTimersByTimeAsync(60_000)
  await Promise.all(ended)
})

test('a piece that fails says so, and the next one comes', async () => {
  const failed = inThreadTurn(async () => {
    throw new Error('failed')
  })
  await expect(failed).rejects.toThrow('failed')
  const next = inThreadTurn(async () => 'next')
  await vi.advanceTimersByTimeAsync(100)
  expect(await next).toBe('next')
})
