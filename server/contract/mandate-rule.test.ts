import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOpenTo } from '../../domain/appeal/open-to.ts'
import { firstStatus } from '../../domain/appeal/status.ts'
import { addDays, plainDate } from '../../domain/calendar/plain-date.ts'
import { mayActFor, type Tie } from '../../domain/contract/mandate.ts'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { projectFiles, readSource } from '../../test/house/sources.ts'
import { draftsOf, insertDraft } from '../appeal/draft-store.ts'
import { newFileKey } from '../attachment/file-store.ts'
import { addClient } from '../person/add-client.ts'
import { addContract, addMandate, isForPartyOf } from './contract-store.ts'

let world: BareContext
beforeAll(async () => {
  world = await createBareContext()
})
afterAll(() => world.close())

const iins = ['921125270019', '850412170014', '881231270015']
const from = plainDate('2026-02-01')
const days = Array.from({ length: 9 }, (_, n) => addDays(from, n))
/** First and last days as numbers of days; null: until it is taken back. One ends before it begins. */
const given: readonly { by: number; to: number; days: readonly [number, number | null] }[] = [
  { by: 0, to: 1, days: [1, 3] },
  { by: 0, to: 1, days: [5, 5] },
  { by: 0, to: 2, days: [6, null] },
  { by: 1, to: 2, days: [2, 1] },
  { by: 2, to: 0, days: [4, 7] },
  { by: 2, to: 1, days: [0, 2] },
]
const asDays = ([first, last]: readonly [number, number | null]) => ({
  validFrom: addDays(from, first),
  validTo: last === null ? null : addDays(from, last),
})

test('the condition of the lists says what the rule says, for everybody on every day', async () => {
  const { context } = world
  const { db } = context
  const people: { personId: string; partyId: string }[] = []
  for (const iin of iins) {
    const name = { family: 'Тестова', given: 'Тест', patronymic: null }
    people.push(
      await addClient(context, {
        iin,
        name,
        address: 'Астана қ., Сынақ',
        phone: '+77000000001',
        email: null,
      }),
    )
  }
  for (const { by, to, days: ofIt } of given) {
    const [holder, party] = [people[to], people[by]]
    if (holder === undefined || party === undefined) throw new Error('nobody')
    const { personId } = holder
    await addMandate(db, { personId, partyId: party.partyId, basis: 'сенімхат', ...asDays(ofIt) })
  }
  const parties = people.map(({ partyId }) => ({ partyId, capacity: 'tenant' as const }))
  const contract = { number: '1', date: from, kind: 'MORTGAGE' as const, propertyAddress: null, parties }
  const contractId = await addContract(db, contract)
  const drafts: { id: string; writer: number; party: number }[] = []
  for (const [writer, { personId }] of people.entries()) {
    for (const [party, { partyId }] of people.entries()) {
      const fileKeyId = await newFileKey(db, context)
      const of = { personId, partyId, contractId, fileKeyId, letterLanguage: 'kk' as const }
      const draft = { ...of, address: '', email: '', answers: {} }
      drafts.push({ id: await insertDraft(db, draft, context.now()), writer, party })
    }
  }

  const tie = (asker: number, party: number): Tie => ({
    isOneself: asker === party,
    mandates: given.filter(({ by, to }) => to === asker && by === party).map((one) => asDays(one.days)),
  })
  const sorted = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort()
  for (const [asker, { personId }] of people.entries()) {
    for (const today of days) {
      const ofParties = drafts.filter(({ party }) => mayActFor(tie(asker, party), today))
      const found = await db.selectFrom('appeal').select('id').where(isForPartyOf(personId, today)).execute()
      expect(sorted(found), `${asker} ${today}`).toEqual(sorted(ofParties))
      const own = drafts.filter(({ writer, party }) =>
        isOpenTo({ ...tie(asker, party), status: firstStatus, isWriter: writer === asker }, today),
      )
      expect(sorted(await draftsOf(db, personId, today)), `${asker} ${today}`).toEqual(sorted(own))
    }
  }
})

test('the mandates themselves are read in no other file, but by the import that enters them', () => {
  const files = projectFiles().filter((file) => /^server\/.*\.ts$/.test(file) && !/\.test\.ts$/.test(file))
  const reading = files.filter((file) => /'mandate'|\b(from|join) mandate\b/.test(readSource(file)))
  expect(reading).toEqual(['server/contract/contract-store.ts', 'server/import/known-rows.ts'])
})
