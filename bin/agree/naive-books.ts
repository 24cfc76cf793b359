import type { Book, BookMark } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Db } from '../../server/context.ts'

/** A line of a register as the history alone tells it. */
export interface NaiveLine {
  /** Of the appeal, or of the letter's line. */
  readonly id: string
  readonly appealId: string
  readonly unitId: string | null
  readonly month: number
  readonly marks: ReadonlySet<BookMark>
}

interface Told {
  readonly number?: number
  readonly date?: string
  readonly outgoingId?: string
  readonly register?: string
  readonly correctionId?: string
}

/**
 * Both books counted another way than the product does: all events are read, one after the other, and what they say is
 * put together here. Of the tables it takes only where an appeal lies now and which letter a correction is of.
 */
export async function naiveBooks(db: Db): Promise<Readonly<Record<Book, readonly NaiveLine[]>>> {
  const places = await db.selectFrom('appeal').select(['id', 'unit_id']).execute()
  const units = new Map(places.map(({ id, unit_id }) => [id, unit_id]))
  const corrections = await db.selectFrom('register_correction').select(['id', 'outgoing_id']).execute()
  const letterOf = new Map(corrections.map(({ id, outgoing_id }) => [id, outgoing_id]))
  const lines: Record<Book, Map<string, { appealId: string; month: number; marks: Set<BookMark> }>> = {
    incoming: new Map(),
    outgoing: new Map(),
  }
  const events = await db
    .selectFrom('event')
    .select(['appeal_id', 'type', 'occurred_at', 'data'])
    .orderBy('appeal_id')
    .orderBy('seq')
    .execute()
  for (const { appeal_id: appealId, type, occurred_at, data } of events) {
    const { date, outgoingId, register, correctionId = '' } = data as Told
    if (type === 'registered' && date !== undefined)
      lines.incoming.set(appealId, { appealId, month: Number(date.slice(5, 7)), marks: new Set() })
    if (type === 'replyFrozen' && outgoingId !== undefined) {
      const month = Number(localDate(occurred_at.getTime()).slice(5, 7))
      lines.outgoing.set(outgoingId, { appealId, month, marks: new Set() })
    }
    if (type === 'returned' || type === 'returnedByCompany') lines.incoming.get(appealId)?.marks.add('struck')
    if (type === 'numberAnnulled') lines.outgoing.get(outgoingId ?? '')?.marks.add('struck')
    if (type === 'registerCorrected') {
      const letter = letterOf.get(correctionId) ?? ''
      const line = register === 'outgoing' ? lines.outgoing.get(letter) : lines.incoming.get(appealId)
      line?.marks.add('corrected')
    }
  }
  const placed = (book: Book) =>
    [...lines[book]].map(([id, line]) => ({ id, ...line, unitId: units.get(line.appealId) ?? null }))
  return { incoming: placed('incoming'), outgoing: placed('outgoing') }
}

/** The units that somebody belongs to, and the roles that they have: the last word on each. */
export async function naivePlace(
  db: Db,
  staffId: string,
): Promise<{ units: ReadonlySet<string>; roles: ReadonlySet<string> }> {
  const members = await db
    .selectFrom('unit_member')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('seq')
    .execute()
  const changes = await db
    .selectFrom('staff_role')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('seq')
    .execute()
  const [units, roles] = [new Set<string>(), new Set<string>()]
  for (const { unit_id, change } of members) {
    if (change === 'joined') units.add(unit_id)
    else units.delete(unit_id)
  }
  for (const { role, change } of changes) {
    if (change === 'granted') roles.add(role)
    else roles.delete(role)
  }
  return { units, roles }
}
