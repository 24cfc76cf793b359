import { randomUUID } from 'node:crypto'
import type { Insertable, Selectable } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Localised } from '../../domain/language.ts'
import { noticeOf } from '../../domain/notice/notice.ts'
import { fullName } from '../../domain/person/name.ts'
import { foldVersion } from '../../domain/search/fold.ts'
import { foldedCard, foldedLetter } from '../../domain/search/searchable.ts'
import { asHistory, columnsOf } from '../../server/appeal/event-store.ts'
import type { GrownHistory, Told } from './grown-history.ts'
import { writingOf } from './grown-words.ts'
import type { Put } from './one-connection.ts'

/** The letter and the signature that all show, as they are kept. */
export interface Shared {
  readonly letter: Selectable<Tables['prepared_letter']>
  readonly signature: Selectable<Tables['signature']>
  readonly fileKeyId: string
  readonly category: Localised
  readonly type: Localised
}

/** An appeal with its history, and what lists and figures say of it beside. */
export interface GrownAppeal extends GrownHistory {
  readonly told: Told
  /** Working days from registration to the answer, by the days between. */
  readonly daysTo: (closedOn: PlainDate) => number | null
}

/** As many notices as an appeal gives at most; a client's numbers leave so much room for each. */
export const noticesEach = 4

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>

export type AppealRows = ReturnType<typeof rowsOf>

/** Writes the rows of these appeals in all tables that have any; what others refer to comes first. */
export async function putAppeals(put: Put, all: readonly AppealRows[]): Promise<void> {
  const each = <Name extends keyof AppealRows>(name: Name) => all.map((rows) => rows[name])
  await put('appeal', each('appeal'))
  await put('prepared_letter', each('letter'))
  await put('signature', each('signature'))
  await put('coupon', each('coupon'))
  await put('registration', each('registration'))
  await put('event', each('events').flat())
  await put('correspondence', each('correspondence').flat())
  await put('notice', each('notices').flat())
  await put('appeal_search', each('search'))
}

/** What each table has of an appeal; `clients`: how many there are, each of whom writes in turn. */
export function rowsOf(grown: GrownAppeal, shared: Shared, clients: number) {
  const { appealId, chain, replies, told } = grown
  const { client, answering, place } = told
  const writing = writingOf(told.appeal)
  const columns = columnsOf(asHistory(chain))
  const sentAt = new Date(place.at)
  const created = new Date(place.at - 1_200_000)
  const answer = replies.find(({ kind }) => kind === 'answer')
  const read = new Date(Date.parse(columns.company_acted_at ?? '') + 3_600_000)
  const letterId = randomUUID()
  const appeal: Row<'appeal'> = {
    id: appealId,
    person_id: client.personId,
    party_id: client.partyId,
    contract_id: client.contractId,
    file_key_id: shared.fileKeyId,
    type_id: shared.letter.type_id,
    subject: writing.subject,
    letter_language: writing.language,
    created_at: created,
    ...columns,
    client_read_at: read,
    answered_in: answer === undefined || columns.closed_on === null ? null : grown.daysTo(columns.closed_on),
    outcome: answer?.outcome ?? null,
  }
  const letter: Row<'prepared_letter'> = {
    ...shared.letter,
    id: letterId,
    appeal_id: appealId,
    prepared_at: created,
    local_date: columns.registration_date ?? '',
    text: writing.text,
    address: client.address,
    answers: JSON.stringify({ subject: writing.subject, text: writing.text }),
    enclosures: '[]',
  }
  const signature: Row<'signature'> = {
    ...shared.signature,
    id: randomUUID(),
    letter_id: letterId,
    received_at: sentAt,
    verified_at: sentAt,
    revocation: 'not_checked',
    recheck_at: null,
    timestamp_due_at: null,
    signer: JSON.stringify(shared.signature.signer),
    signer_position: null,
  }
  const coupon: Row<'coupon'> = {
    appeal_id: appealId,
    year: place.year,
    number: place.number,
    accepted_at: sentAt,
  }
  const registration: Row<'registration'> = {
    appeal_id: appealId,
    register_code: columns.register_code ?? '',
    year: place.year,
    number: place.number,
    date: columns.registration_date ?? '',
    due_date: told.dueDate,
    registered_at: sentAt,
    sender: fullName(client.name),
  }
  const events = chain.map(
    (event): Row<'event'> => ({
      appeal_id: appealId,
      seq: event.seq,
      type: event.type,
      occurred_at: event.occurredAt,
      recorded_at: event.recordedAt,
      actor: event.actor,
      source: event.source,
      key: event.key,
      data: JSON.stringify(event.data),
      previous: event.previous,
      hash: event.hash,
    }),
  )
  const correspondence = replies.map(
    ({ id, kind, sentAt: at, newDueDate, outcome }): Row<'correspondence'> => ({
      id,
      appeal_id: appealId,
      kind,
      author_id: answering.executorId,
      approved_by: kind === 'interimReply' ? answering.headId : null,
      reason: kind === 'interimReply' ? 'Құжаттар тексерілуде.' : null,
      old_due_date: kind === 'interimReply' ? told.dueDate : null,
      new_due_date: newDueDate,
      sent_at: new Date(at),
      first_read_at: read,
      outcome,
      receiver:
        kind === 'forwarding'
          ? JSON.stringify({ name: 'Үлгі әкімдігі', address: 'Астана қ., Үлгі көшесі, 2-үй' })
          : null,
    }),
  )
  // The client's earlier appeals have had their numbers.
  const before = Math.floor(told.appeal / clients) * noticesEach
  const notices = asHistory(chain)
    .flatMap((event) => {
      const kind = noticeOf(event)
      return kind === null ? [] : [{ kind, event }]
    })
    .map(
      ({ kind, event }, index): Row<'notice'> => ({
        id: randomUUID(),
        person_id: client.personId,
        number: before + index + 1,
        appeal_id: appealId,
        event_seq: event.seq,
        kind,
        created_at: event.occurredAt,
        read_at: read,
      }),
    )
  const searched = {
    number: place.number,
    coupon: { year: place.year, number: place.number },
    contractNumber: client.contractNumber,
    outgoing: [],
    subject: writing.subject,
    client: client.name,
    executor: answering.executor,
    category: shared.category,
    type: shared.type,
    // It was begun, sent and registered on one day; of what was answered the last day is that of the answer.
    dates: [
      columns.registration_date,
      columns.due_date,
      columns.executed_at === null ? null : columns.closed_on,
    ].filter((date) => date !== null),
    letter: writing.text,
    fileNames: [],
  }
  const search: Row<'appeal_search'> = {
    appeal_id: appealId,
    card: foldedCard(searched),
    letter: foldedLetter(searched),
    fold_version: foldVersion,
  }
  return { appeal, letter, signature, coupon, registration, events, correspondence, notices, search }
}
