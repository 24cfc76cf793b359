import { termsOf } from '../../domain/appeal/due-date.ts'
import { journey } from '../../domain/appeal/journey.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import type { Term } from '../../domain/catalogue/appeal-type.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone } from '../../domain/person/phone.ts'
import type { Draft, Forecast } from '../../wire/appeal.ts'
import { attachmentRow } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { contractRow } from '../contract/list-contracts.ts'
import { signedOnDraft } from '../egov-mobile/egov-mobile-store.ts'
import { signedRow } from '../egov-mobile/signed-row.ts'
import { NotFound } from '../refused.ts'
import { forecastOf, registryDates, rulesOf } from '../registry/registry-rules.ts'
import type { Settings } from '../setting/setting-store.ts'
import { type DraftInFull, draftInFull } from './draft-in-full.ts'
import { findDraft, type StoredDraft } from './draft-store.ts'
import { firstOf, followUpOf } from './follow-up-store.ts'
import { neighbourRow } from './neighbour-row.ts'
import { paymentPurpose } from './payment-purpose.ts'
import { nearLimitsOf } from './quota-store.ts'

/** A draft as its pages need it, `missing` computed by the same rules as in the browser. */
export async function showDraft(context: Context, asker: Asker, id: string): Promise<Draft> {
  const { db } = context
  const now = context.now()
  const stored = await findDraft(db, asker.id, id, localDate(now))
  if (stored === null) throw new NotFound()
  const full = await draftInFull(db, stored, now)
  const { client, contract, type, fee, attachments, facts, day, settings } = full
  // How many drafts there are the list of them tells.
  const near = (await nearLimitsOf(db, asker, context.now())).filter(
    ({ limit }) => !limit.startsWith('drafts'),
  )
  return {
    id: stored.id,
    version: stored.version,
    createdAt: new Date(stored.createdAt).toISOString(),
    updatedAt: new Date(stored.updatedAt).toISOString(),
    keptUntil: draftKeptUntil(stored, settings),
    contract: contractRow(contract, true),
    type: type?.type ?? null,
    fee,
    letterLanguage: stored.letterLanguage,
    letterhead: {
      addressee: addresseeOf(settings),
      name: fullName(client.name),
      iin: client.iin,
      phone: client.phone === null ? '' : formatPhone(client.phone),
    },
    address: stored.address,
    email: stored.email,
    answers: { ...stored.answers },
    references: { contracts: [...day.contracts], appeals: [...day.appeals] },
    paymentMethod: stored.paymentMethod,
    attachments: attachments.map((file) => attachmentRow(file, context.now())),
    documents: { ...type?.documentNames },
    missing: [...journey(facts, day).missing],
    forecast: type === null ? null : forecastNow(full, termsOf(type.type, contract.kind), now),
    requisites: { ...settings['company.requisites'], purpose: paymentPurpose(contract.number, client.iin) },
    ...(near.length > 0 ? { nearLimits: near } : {}),
    egovMobileSigned: signedRow(await signedOnDraft(db, id, context.now())),
    follows: await followed(context, asker, id),
  }
}

async function followed({ db, now }: Context, asker: Asker, id: string): Promise<Draft['follows']> {
  const first = await firstOf(db, asker.id, await followUpOf(db, id), localDate(now()))
  if (first === null) return null
  const { kind, number } = neighbourRow(first)
  return { id: first.id, kind, number }
}

/** §10: «егер қазір жіберсеңіз…» */
function forecastNow({ settings, day }: DraftInFull, terms: readonly Term[], now: number): Forecast {
  return forecastOf(registryDates(now, terms, rulesOf(settings, day.calendar)), now)
}

/** Unsent drafts are kept this long after the last change. */
export function draftKeptUntil(draft: StoredDraft, settings: Settings): string {
  return addDays(localDate(draft.updatedAt), settings['draft.keepDays'])
}

/** §5: the company and its addressee, a line each, by the letter's language. */
function addresseeOf(settings: Settings): { kk: string[]; ru: string[] } {
  const name = settings['company.name']
  const addressee = settings['company.addressee']
  return { kk: [name.kk, addressee.kk], ru: [name.ru, addressee.ru] }
}
