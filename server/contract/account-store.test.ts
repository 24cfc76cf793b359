import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { importFiles } from '../import/import-files.ts'
import { accountRows, debitAccountIn } from './account-store.ts'

let world: BareContext
beforeAll(async () => {
  world = await createBareContext()
})
afterAll(() => world.close())

async function take(csv: string): Promise<void> {
  const bytes = new TextEncoder().encode(csv)
  const result = await importFiles(world.context, [{ name: 'a.csv', bytes }], { dryRun: false })
  expect(result).toHaveProperty('outcomes')
}
async function account(): Promise<string | null> {
  const party = await world.context.db.selectFrom('party').select('id').executeTakeFirstOrThrow()
  return debitAccountIn(await accountRows(world.context.db, party.id).execute())
}

test('§6: a debit is asked from the only account, or from the one named for it, never from a guessed one', async () => {
  await take('iin,surname,given_name,address,phone\n921125270019,Сапарова,Айгерім,Астана қ.,+77000000001\n')
  expect(await account()).toBeNull()
  const line = (iban: string, debit: string) => `921125270019,${iban},Үлгі банк,${debit}\n`
  await take(`party,iban,bank,debit\n${line('KZ50999TEST000000042', '')}`)
  expect(await account()).toBe('KZ50999TEST000000042')
  await take(`party,iban,bank,debit\n${line('KZ90999TEST000000777', '')}`)
  expect(await account()).toBeNull()
  await take(`party,iban,bank,debit\n${line('KZ90999TEST000000777', 'иә')}`)
  expect(await account()).toBe('KZ90999TEST000000777')
})
