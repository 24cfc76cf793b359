import { expect, test } from 'vitest'
import { nearLimits } from './quota.ts'

test('a limit is told from four fifths on, and one that is not set never', () => {
  const quota = { drafts: 10, bytes: 1000 }
  expect(nearLimits({ drafts: 7, bytes: 799, filesToday: 1_000_000 }, quota)).toEqual([])
  expect(nearLimits({ drafts: 8, bytes: 800 }, quota)).toEqual([
    { limit: 'drafts', used: 8, most: 10 },
    { limit: 'bytes', used: 800, most: 1000 },
  ])
  expect(nearLimits({ drafts: 12 }, quota)).toEqual([{ limit: 'drafts', used: 12, most: 10 }])
})
