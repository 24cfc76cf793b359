import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { bundle } from '../../test/bundle.ts'

it('200 letters with their pages leave memory bounded', async () => {
  // In a process of its own: other tests' memory would count here.
  const program = await bundle('test/fixtures/letter-soak.ts')
  const grown = Number(execFileSync(process.execPath, [program], { encoding: 'utf8' }))
  expect(grown).toBeLessThan(150)
})
