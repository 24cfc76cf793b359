import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'
import type { Tariffs } from '../../wire/tariff.ts'
import { readCatalogueFile } from '../catalogue/publish-appeal-type.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ now: '2026-01-12T05:30:00Z' })
})
afterAll(() => world.close())

const shown = async () => (await (await world.as(null)).ask<Tariffs>('GET /api/tariffs')).body

test('every type of the catalogue is in its category once for each kind of contract that it applies to', async () => {
  const { categories } = await shown()
  const catalogue = await readCatalogueFile()
  const rows = categories.flatMap(({ rows: own }) => own)
  expect(new Set(rows.map(({ typeCode }) => typeCode))).toEqual(
    new Set(catalogue.categories.flatMap(({ types }) => types.map(({ code }) => code))),
  )
  const places = rows.map(({ typeCode, contractKind }) => `${typeCode} ${contractKind}`)
  expect(new Set(places).size).toBe(places.length)
})

test('VAT is the part of the day inside the fee; what is free has none', async () => {
  const early = async () =>
    (await shown()).categories
      .flatMap(({ rows }) => rows)
      .find(({ typeCode }) => typeCode === 'rent.early.full')
  expect(await early()).toMatchObject({ feeTiyn: 500_000, vatTiyn: 68_966 })
  world.setNow('2025-12-31T05:30:00Z')
  expect(await early()).toMatchObject({ feeTiyn: 500_000, vatTiyn: 53_571 })
  const free = (await shown()).categories.flatMap(({ rows }) => rows).filter(({ feeTiyn }) => feeTiyn === 0)
  expect(free.length).toBeGreaterThan(0)
  expect(free.every(({ vatTiyn }) => vatTiyn === 0)).toBe(true)
})

test('a kind of contract with a term or a fee of its own has a row of its own', async () => {
  const rows = (await shown()).categories.flatMap((category) => category.rows)
  const special = rows.filter(({ contractKind }) => contractKind !== null)
  expect(special.length).toBeGreaterThan(0)
  for (const { typeCode, contractKind, terms, feeTiyn } of special) {
    const base = rows.find((row) => row.typeCode === typeCode && row.contractKind === null)
    const differs = terms.length > 1 || feeTiyn !== base?.feeTiyn
    expect(differs, `${typeCode} ${contractKind}`).toBe(true)
  }
})
