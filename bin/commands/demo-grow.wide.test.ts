import { afterAll, beforeAll, expect, test } from 'vitest'
import { growDemo } from '../../demo/grow/grow.ts'
import { examine } from '../../server/doctor/examine.ts'
import { verifyJournal } from '../../server/journal/verify-journal.ts'
import type { BareContext } from '../../test/bare-context.ts'
import { createDemoContext } from '../../test/grown-world.ts'

let bare: BareContext
beforeAll(async () => {
  bare = await createDemoContext()
}, 600_000)
afterAll(() => bare.close())

test('a demo of 20,000 appeals more is as whole as a small one', async () => {
  expect(await growDemo(bare.context, { clients: 1000, appeals: 20_000, files: 40 }, () => {})).toBeNull()
  const found = await examine(bare.context, { full: true })
  expect(found.filter(({ state }) => state === 'problem')).toEqual([])
  expect(found.find(({ check }) => check === 'grown')).toMatchObject({ state: 'good', params: { n: 19_960 } })
  const { fault, appeals } = await verifyJournal(bare.context)
  expect(fault).toBeNull()
  expect(appeals).toBeGreaterThan(20_000)
}, 900_000)
