import { instantOf, localDate } from '../domain/calendar/instant.ts'
import { addMonths, type PlainDate, plainDate, yearOf } from '../domain/calendar/plain-date.ts'
import type { Capacity } from '../domain/contract/contract.ts'
import { fullName } from '../domain/person/name.ts'
import { toBase64 } from '../eds/bytes.ts'
import { readCalendar } from '../server/calendar/calendar-store.ts'
import { loadCalendarFile } from '../server/calendar/load-calendar.ts'
import { publishCatalogue, readCatalogueFile } from '../server/catalogue/publish-appeal-type.ts'
import { recordConsent } from '../server/consent/consent-store.ts'
import type { Asker, Context } from '../server/context.ts'
import { addContract } from '../server/contract/contract-store.ts'
import { type DemoPeople, leaveDemoPeople } from '../server/demo/demo-people.ts'
import { installSeal } from '../server/evidence/install-seal.ts'
import { confirmAddress } from '../server/notice/notice-setting-store.ts'
import { markNoticesRead, noticeState } from '../server/notice/notice-store.ts'
import { addClient } from '../server/person/add-client.ts'
import { loadSettings, recordSettings } from '../server/setting/load-settings.ts'
import { currentSettings, readDemo, recordDemo } from '../server/setting/setting-store.ts'
import { loadTariffs } from '../server/tariff/publish-tariff.ts'
import { DemoWorld } from './demo-world.ts'
import { asker, beAway, enterOffice } from './enter-office.ts'
import { keepAuthority } from './kept-authority.ts'
import { issueDemoKeys } from './keys.ts'
import { signedSinceDaysAgo } from './office-doings.ts'
import { officeScript } from './office-script.ts'
import { type ClientCode, type ContractCode, demoClients, demoContracts, demoStaff } from './people.ts'
import { script } from './script.ts'
import { play, Timeline } from './timeline.ts'

/** From when everything that the company publishes is in force: before any demo contract's appeal can be. */
const publishedFrom = plainDate('2020-01-01')

/**
 * Makes the demo world through the server's own verbs: the company's data, people with key files, and appeals of the
 * recent past. Does nothing where it has been made. Half made, it is to be thrown away: the start begins again.
 */
export async function makeDemoWorld(context: Context): Promise<void> {
  if (!context.demo) throw new Error('the demo world is only for a demo database')
  if ((await readDemo(context.db, 'demo.people')) !== null) return
  await loadSettings(context)
  await loadCalendarFile(context)
  await stayInKnownYears(context)

  const madeAt = context.now()
  const line = new Timeline(madeAt, await readCalendar(context.db))
  await signLettersByHead(context, localDate(line.ago(signedSinceDaysAgo, '00:00:00')))
  const keys = await issueDemoKeys(demoClients, demoStaff, madeAt)
  let clock = line.ago(30, '09:00:00')
  const past: Context = { ...context, trust: keys.trust, now: () => clock }

  await installSeal(past, keys.company.p12, keys.company.password)
  await publishCatalogue(past, await readCatalogueFile(), publishedFrom)
  await loadTariffs(past)

  const clients = await enterClients(past)
  const contracts = await enterContracts(past, clients)
  const { staff, units, shown } = await enterOffice(past, keys.shown)
  const askers = new Map([...clients].map(([code, { personId }]) => [code, clientAsker(personId)]))
  const world = new DemoWorld(past, { clients: askers, contracts, staff, units, keys: keys.signing })
  await play([...script(world, line), ...officeScript(world, line)], (at) => {
    clock = at
  })

  await beAway(past, staff, madeAt)
  await settleNotices(past, clients)

  await keepAuthority(context, keys.authority, madeAt)
  const { anchors, intermediates } = keys.trust
  const trust = { anchors: anchors.map(toBase64), intermediates: intermediates.map(toBase64) }
  await recordDemo(context.db, 'trust.demo', trust, madeAt)
  const people: DemoPeople['people'] = demoClients.map((client) => ({
    id: clients.get(client.code)?.personId ?? '',
    kind: 'client',
    fullName: fullName(client.name),
    note: demoContracts
      .filter(({ tenant, coTenant }) => tenant === client.code || coTenant === client.code)
      .map(({ number }) => number),
    keys: [...(keys.shown.get(client.code) ?? [])],
    login: null,
    password: null,
    totpSecret: null,
  }))
  await leaveDemoPeople(context, { people: [...people, ...shown], keys: keys.files })
}

/** The strictest way, so that there is a letter to sign: the company's own setting is a seal. */
async function signLettersByHead(context: Context, validFrom: PlainDate): Promise<void> {
  await recordSettings(context, [{ key: 'reply.signature', validFrom, value: 'headAndSeal' }])
}

/** Years after the shipped calendar have no due dates to show: the demo's clock goes back to where it has. */
async function stayInKnownYears(context: Context): Promise<void> {
  const { years } = await readCalendar(context.db)
  const needed = yearOf(addMonths(localDate(context.now()), 4))
  const last = years.at(-1)
  if (last === undefined || years.includes(needed)) return
  await context.moveClock(instantOf(plainDate(`${last}-06-15`), '20:00:00'))
}

const clientAsker = (personId: string): Asker => asker('client', personId, ['client'])

async function enterClients(
  context: Context,
): Promise<Map<ClientCode, { personId: string; partyId: string }>> {
  const text = (await currentSettings(context))['consent.personalData']
  const entered = new Map<ClientCode, { personId: string; partyId: string }>()
  for (const { code, name, iin, address, phone, email } of demoClients) {
    const ids = await addClient(context, { name, iin, address, phone, email })
    await recordConsent(context.db, ids.personId, {
      // Жанар agreed to the text before today's: she is asked again, as clients are after a change.
      version: code === 'zhanar' ? '1' : (text?.version ?? '2'),
      language: 'kk',
      givenAt: context.now(),
    })
    entered.set(code, ids)
  }
  return entered
}

/**
 * Айгерім and Жанар have confirmed their addresses, Данияр has not yet, Ерлан has none. All have read what is new but
 * the last two notices.
 */
async function settleNotices(
  context: Context,
  clients: ReadonlyMap<ClientCode, { personId: string }>,
): Promise<void> {
  for (const { code, email } of demoClients) {
    const id = clients.get(code)?.personId ?? ''
    const { lastNumber } = await noticeState(context.db, id)
    await markNoticesRead(context.db, id, { upTo: lastNumber - 2 }, context.now())
    if (email !== null && code !== 'daniyar') await confirmAddress(context.db, id, email, context.now())
  }
}

async function enterContracts(
  context: Context,
  clients: ReadonlyMap<ClientCode, { partyId: string }>,
): Promise<Map<ContractCode, string>> {
  const entered = new Map<ContractCode, string>()
  for (const contract of demoContracts) {
    const { code, number, date, kind, propertyAddress, tenant, coTenant, capacity } = contract
    const party = (who: ClientCode, as: Capacity) => ({
      partyId: clients.get(who)?.partyId ?? '',
      capacity: as,
    })
    const parties = [
      party(tenant, capacity ?? 'tenant'),
      ...(coTenant === undefined ? [] : [party(coTenant, 'coTenant')]),
    ]
    const entry = { number, date: plainDate(date), kind, propertyAddress, parties }
    entered.set(code, await addContract(context.db, entry))
  }
  return entered
}
