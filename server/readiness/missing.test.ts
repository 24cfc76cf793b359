import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { publishCatalogue, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import { examine } from '../doctor/examine.ts'
import { checks, fullChecks } from '../doctor/finding.ts'
import { ensureSettings } from '../process/base-data.ts'
import { loadTariffs } from '../tariff/publish-tariff.ts'
import { whatIsMissing } from './missing.ts'

let world: BareContext
beforeAll(async () => {
  world = await createBareContext()
})
afterAll(() => world.close())

const problems = async (context = world.context): Promise<string[]> => {
  const findings = await examine(context)
  expect(findings.map(({ check }) => check)).toEqual(
    // The whole history and every file are looked at where that is asked for; what has grown, in a demo.
    checks.filter((check) => !fullChecks.includes(check) && check !== 'grown'),
  )
  return findings.flatMap(({ check, state }) => (state === 'problem' ? [check] : []))
}

test('a new company lacks what nobody may invent for it, and the doctor says so', async () => {
  await ensureSettings(world.context)
  expect(await whatIsMissing(world.context)).toEqual(['appealTypes', 'tariffs', 'vat', 'trust'])
  expect(await problems()).toEqual(['requisites', 'appealTypes', 'tariffs', 'vat', 'trust', 'staff'])
})

test('with its data, it lacks nothing but its own roots and people; next year’s calendar is asked for from September', async () => {
  await publishCatalogue(world.context, await readCatalogueFile(), plainDate('2020-01-01'))
  await loadTariffs(world.context)
  const later = (iso: string) => ({ ...world.context, now: () => Date.parse(iso) })
  expect(await whatIsMissing(later('2026-01-13T05:00:00Z'))).toEqual(['trust'])
  expect(await problems(later('2026-01-13T05:00:00Z'))).toEqual(['requisites', 'trust', 'staff'])
  const state = async (iso: string) =>
    (await examine(later(iso))).find(({ check }) => check === 'nextCalendar')?.state
  expect([await state('2027-08-31T18:00:00Z'), await state('2027-08-31T19:00:00Z')]).toEqual([
    'good',
    'warning',
  ])
})

test('files under another master key, and a role that may rewrite history, are seen', async () => {
  const other = { ...world.context.config, masterKey: new Uint8Array(32) }
  expect(await problems({ ...world.context, config: other })).toContain('masterKey')
  const owner = connect(world.database.ownerUrl)
  try {
    expect(await problems({ ...world.context, db: owner })).toContain('rights')
  } finally {
    await owner.destroy()
  }
})
