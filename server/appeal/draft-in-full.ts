import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { DraftFacts } from '../../domain/appeal/journey.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { AnswerFacts } from '../../domain/catalogue/kinds/kind.ts'
import type { Client } from '../../domain/person/client.ts'
import type { Iban } from '../../domain/tariff/iban.ts'
import type { Fee } from '../../wire/catalogue.ts'
import { attachmentRow } from '../attachment/file-store.ts'
import { calendarOf, calendarText } from '../calendar/calendar-store.ts'
import { idInForce, type PublishedType, publishedType, typeColumns } from '../catalogue/catalogue-store.ts'
import type { Db } from '../context.ts'
import { accountRows, debitAccountIn } from '../contract/account-store.ts'
import { newestFirst, type OwnContract, ownContract, ownContracts } from '../contract/contract-store.ts'
import { clientOf } from '../person/person-store.ts'
import { NotFound } from '../refused.ts'
import { type Settings, settingsOf, settingsText } from '../setting/setting-store.ts'
import { feesOf, feesText } from '../tariff/tariff-store.ts'
import { oneInShort, sentInShortRows } from './appeal-store.ts'
import { attachmentRows, type DraftAttachment, draftAttachment, type StoredDraft } from './draft-store.ts'
import { referencesTo } from './references.ts'

/** A draft with what decides about it: the facts that `journey` reads, and what they were read from. */
export interface DraftInFull {
  readonly stored: StoredDraft
  /** Who writes it. */
  readonly client: Client
  readonly facts: DraftFacts
  readonly day: AnswerFacts
  readonly settings: Settings
  readonly contract: OwnContract
  readonly type: PublishedType | null
  /** The version of its type that is in force today; null: none is. */
  readonly typeIdInForce: string | null
  readonly fee: Fee | null
  readonly tariffId: string | null
  /** From which its fee is debited; null: none is known. */
  readonly debitAccount: Iban | null
  readonly attachments: readonly DraftAttachment[]
}

/**
 * Everything that the rules ask of a draft today, in one statement. Throws NotFound when its contract is the client's
 * no more, or the mandate of the party it was begun for has ended: nobody's appeal is sent on the strength of another
 * mandate.
 */
export async function draftInFull(db: Db, stored: StoredDraft, now: number): Promise<DraftInFull> {
  const today = localDate(now)
  const row = await rowOf(db, stored, today)
  if (row.contract === null || row.person === null) throw new NotFound()
  const contract = ownContract(row.contract, stored.personId)
  const type = row.type === null ? null : publishedType(row.type)
  const fees = feesOf(row.fees)
  const fee = type === null ? null : fees.of(type.type.code, contract.kind)
  const attachments = row.attachments.map(draftAttachment)
  const contracts = newestFirst(row.contracts.map((one) => ownContract(one, stored.personId)))
  const { address, email, answers, paymentMethod } = stored
  return {
    stored,
    client: clientOf(row.person),
    contract,
    type,
    typeIdInForce: row.type_id_in_force,
    fee,
    attachments,
    settings: settingsOf(row.settings),
    tariffId: fees.tariffId,
    debitAccount: debitAccountIn(row.accounts),
    day: {
      today,
      calendar: calendarOf(row.calendar),
      ...referencesTo(contracts, row.appeals.map(oneInShort)),
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

type Today = DraftInFull['day']['today']

const rowOf = (db: Db, { id, personId, partyId, contractId, typeId }: StoredDraft, today: Today) =>
  db
    .selectNoFrom([
      jsonObjectFrom(db.selectFrom('person').selectAll().where('id', '=', personId)).as('person'),
      jsonObjectFrom(
        ownContracts(db, personId, today)
          .where('contract.id', '=', contractId)
          .where('contract_party.party_id', '=', partyId)
          .limit(1),
      ).as('contract'),
      jsonArrayFrom(ownContracts(db, personId, today)).as('contracts'),
      jsonArrayFrom(sentInShortRows(db, personId, today)).as('appeals'),
      jsonArrayFrom(attachmentRows(db, id)).as('attachments'),
      jsonArrayFrom(accountRows(db, partyId)).as('accounts'),
      jsonObjectFrom(db.selectFrom('appeal_type').select(typeColumns).where('id', '=', typeId)).as('type'),
      idInForce(sql`(select code from appeal_type where id = ${typeId})`, today).as('type_id_in_force'),
      settingsText(today).as('settings'),
      calendarText.as('calendar'),
      feesText(today).as('fees'),
    ])
    .executeTakeFirstOrThrow()
