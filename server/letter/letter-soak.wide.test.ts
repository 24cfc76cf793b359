import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sampleLetter } from '../../test/letter-samples.ts'
import { renderLetter } from './render-letter.ts'

it('200 letters with their pages leave memory bounded', async () => {
  const render = async (from: number, to: number): Promise<number> => {
    for (let index = from; index < to; index++) {
      const { pages } = renderLetter(sampleLetter({ paragraphs: [`${index} ${'сөз '.repeat(index % 80)}`] }))
      expect(pages.length).toBeGreaterThan(0)
      if (index % 20 === 0) await setImmediate()
    }
    return process.memoryUsage().rss / 1e6
  }
  const warm = await render(0, 60)
  const after = await render(60, 260)
  expect(after - warm).toBeLessThan(150)
})
