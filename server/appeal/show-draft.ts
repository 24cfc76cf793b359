import { termsOf } from '../../domain/appeal/due-date.ts'
import { type DraftFacts, journey } from '../../domain/appeal/journey.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import type { Term } from '../../domain/catalogue/appeal-type.ts'
import type { AnswerFacts } from '../../domain/catalogue/kinds/kind.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone } from '../../domain/person/phone.ts'
import type { Draft, Forecast } from '../../wire/appeal.ts'
import { attachmentRow } from '../attachment/file-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { contractOf } from '../contract/contract-store.ts'
import { contractRow } from '../contract/list-contracts.ts'
import { signedKeptMs } from '../egov-mobile/egov-mobile-state.ts'
import { type EgovMobileRow, signedOnDraft } from '../egov-mobile/egov-mobile-store.ts'
import { clientById } from '../person/person-store.ts'
import { NotFound } from '../refused.ts'
import { forecastOf, registryDates, registryRules } from '../registry/registry-rules.ts'
import { readSettings, type Settings } from '../setting/setting-store.ts'
import { feesOn } from '../tariff/tariff-store.ts'
import { type DraftAttachment, draftAttachments, findDraft, type StoredDraft } from './draft-store.ts'
import { paymentPurpose } from './payment-purpose.ts'
import { nearLimitsOf } from './quota-store.ts'
import { readReferences } from './references.ts'

/** A draft with what decides about it: the facts that `journey` reads, and what they were read from. */
export interface DraftInFull {
  readonly stored: StoredDraft
  readonly facts: DraftFacts
  readonly day: AnswerFacts
  readonly contract: NonNullable<Awaited<ReturnType<typeof contractOf>>>
  readonly type: Awaited<ReturnType<typeof typeById>>
  readonly fee: ReturnType<Awaited<ReturnType<typeof feesOn>>['of']>
  readonly tariffId: string | null
  readonly attachments: readonly DraftAttachment[]
}

/**
 * Everything that the rules ask of a draft today. Throws NotFound when its contract is the client's no more, or the
 * mandate of the party it was begun for has ended: nobody's appeal is sent on the strength of another mandate.
 */
export async function draftInFull(db: Db, stored: StoredDraft, now: number): Promise<DraftInFull> {
  const today = localDate(now)
  const contract = await contractOf(db, stored.personId, stored.contractId, today, stored.partyId)
  if (contract === null) throw new NotFound()
  const type = stored.typeId === null ? null : await typeById(db, stored.typeId)
  const fees = await feesOn(db, today)
  const fee = type === null ? null : fees.of(type.type.code, contract.kind)
  const attachments = await draftAttachments(db, stored.id)
  const { address, email, answers, paymentMethod } = stored
  return {
    stored,
    contract,
    type,
    fee,
    attachments,
    tariffId: fees.tariffId,
    day: {
      today,
      calendar: await readCalendar(db),
      ...(await readReferences(db, stored.personId, today)),
    },
    facts: {
      contract,
      type: type?.type ?? null,
      feeTiyn: fee?.feeTiyn ?? 0,
      address,
      email,
      answers,
      paymentMethod,
      applicantRole: contract.applicantRole,
      attachments: attachments.map((file) => attachmentRow(file, now)),
    },
  }
}

/** A draft as its pages need it, `missing` computed by the same rules as in the browser. */
export async function showDraft(context: Context, asker: Asker, id: string): Promise<Draft> {
  const { db } = context
  const stored = await findDraft(db, asker.id, id, localDate(context.now()))
  const client = await clientById(db, asker.id)
  if (stored === null || client === null) throw new NotFound()
  const full = await draftInFull(db, stored, context.now())
  const { contract, type, fee, attachments, facts, day } = full
  const settings = await readSettings(db, day.today)
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
    forecast: type === null ? null : await forecastNow(db, termsOf(type.type, contract.kind), context.now()),
    requisites: { ...settings['company.requisites'], purpose: paymentPurpose(contract.number, client.iin) },
    ...(near.length > 0 ? { nearLimits: near } : {}),
    egovMobileSigned: egovMobileSignedOf(await signedOnDraft(db, id, context.now())),
  }
}

/** §8.2: signed with eGov Mobile, and «Жіберу» not pressed yet. */
function egovMobileSignedOf(row: EgovMobileRow | null): Draft['egovMobileSigned'] {
  if (row === null || row.signedAt === null || row.purpose.kind !== 'letter') return null
  return {
    egovMobileSigningId: row.id,
    letterId: row.purpose.letterId,
    signedAt: new Date(row.signedAt).toISOString(),
    keptUntil: new Date(row.signedAt + signedKeptMs).toISOString(),
  }
}

/** §10: «егер қазір жіберсеңіз…» */
async function forecastNow(db: Db, terms: readonly Term[], now: number): Promise<Forecast> {
  return forecastOf(registryDates(now, terms, await registryRules(db, now)), now)
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
