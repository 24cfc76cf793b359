import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { loadSettings } from '../setting/load-settings.ts'
import { loadTariffs } from '../tariff/publish-tariff.ts'
import { addTypes, TypeDefinition, typeOn } from './catalogue-store.ts'
import { type CheckedFile, checkFile } from './check-catalogue.ts'
import { exportFile } from './export-catalogue.ts'
import { importFile } from './import-catalogue.ts'

const shipped = readFileSync(new URL('../../data/catalogue.json', import.meta.url), 'utf8')
const day = (text: string): PlainDate => plainDate(text)

function checked(text: string): CheckedFile {
  const file = checkFile(text)
  if ('faults' in file) throw new Error(JSON.stringify(file.faults))
  return file
}

let bare: BareContext
beforeAll(async () => {
  bare = await createBareContext('2026-01-12T05:30:00Z')
  await loadSettings(bare.context)
})
afterAll(() => bare.close())

test('§4 an empty world gets all 28 types; the same file again publishes nothing', async () => {
  const first = await importFile(bare.context, checked(shipped), day('2026-01-12'))
  expect([first.published.length, first.left, first.otherFees.length]).toEqual([28, [], 28])
  const again = await importFile(bare.context, checked(shipped), day('2026-01-12'))
  expect(again.published).toEqual([])
})

test('fees that the tariff has are not told as others', async () => {
  await loadTariffs(bare.context)
  const { otherFees } = await importFile(bare.context, checked(shipped), day('2026-01-12'))
  expect(otherFees).toEqual([])
  const dearer = shipped.replace('"amountKzt": 5000', '"amountKzt": 6000')
  expect((await importFile(bare.context, checked(dearer), day('2026-01-12'))).otherFees).toEqual([
    'rent.early.full',
  ])
})

test('only what is changed gets a new version, in force from its day; before it the old one is', async () => {
  const changed = shipped.replace('Заявление на возврат излишне', 'Просьба о возврате излишне')
  const { published } = await importFile(bare.context, checked(changed), day('2026-02-02'))
  expect(published).toEqual(['pay.refund'])
  const { db } = bare.context
  const names = await Promise.all(
    ['2026-02-01', '2026-02-02'].map(
      async (date) => (await typeOn(db, 'pay.refund', day(date)))?.type.name.ru,
    ),
  )
  expect(names).toEqual([
    'Заявление на возврат излишне уплаченной суммы',
    'Просьба о возврате излишне уплаченной суммы',
  ])
})

test('a type left out stays in force; one that others only moved past is no new version', async () => {
  const file = JSON.parse(shipped) as { categories: { types: { code: string }[] }[] }
  file.categories[0]?.types.splice(0, 1)
  const { published, left } = await importFile(bare.context, checked(JSON.stringify(file)), day('2026-01-12'))
  expect([published, left]).toEqual([[], ['rent.early.full']])
  expect((await typeOn(bare.context.db, 'rent.early.full', day('2026-01-12')))?.version).toBe(1)
})

test('a file of before, which lists receipts, is taken; a version that lists one is no other than today’s', async () => {
  const listed = { document: 'paymentReceipt', required: true, min: 1, max: 1 }
  const file = JSON.parse(shipped) as {
    documentTypes: { code: string; name: object }[]
    categories: { types: { code: string; documents: object[] }[] }[]
  }
  for (const type of file.categories.flatMap(({ types }) => types)) type.documents.push(listed)
  const name = { kk: 'Төлем туралы түбіртек', ru: 'Квитанция об оплате', en: 'Payment receipt' }
  file.documentTypes.push({ code: 'paymentReceipt', name })
  const before = await importFile(bare.context, checked(JSON.stringify(file)), day('2026-01-12'))
  expect(before.published).toEqual([])
  const { db } = bare.context
  const own = await typeOn(db, 'cert.debt', day('2026-01-12'))
  if (own === null) throw new Error('no type')
  const { documents } = own.type
  const definition = {
    ...TypeDefinition.parse({ ...own.type, documentNames: own.documentNames }),
    documents: [...documents, listed],
  }
  await addTypes(db, [{ id: crypto.randomUUID(), definition, validFrom: day('2026-01-12') }], 0)
  const after = await importFile(bare.context, checked(shipped), day('2026-01-12'))
  expect(after.published).toEqual([])
  expect(JSON.stringify(await exportFile(db, day('2026-01-12')))).not.toContain('"document":"paymentReceipt"')
})

test('what is written out passes the check, and imported again publishes nothing', async () => {
  const written = JSON.stringify(await exportFile(bare.context.db, day('2026-01-12')), null, 1)
  const file = checked(written)
  expect(file.types.map(({ code }) => code).sort()).toEqual(
    checked(shipped)
      .types.map(({ code }) => code)
      .sort(),
  )
  const { published, otherFees } = await importFile(bare.context, file, day('2026-01-12'))
  expect([published, otherFees]).toEqual([[], []])
})
