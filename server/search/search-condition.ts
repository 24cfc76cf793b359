import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { sentStatuses } from '../../domain/appeal/status.ts'
import type { SearchPart } from '../../domain/search/searchable.ts'
import { numbersOfQuery, type WholeNumber } from '../../domain/search/whole-number.ts'
import { asInLetter, type SearchWord, wordsOfQuery } from '../../domain/search/words-of-query.ts'

const either = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
const every = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  sql`(${sql.join(conditions, sql` and `)})`

// A folded text has none of the signs that LIKE reads.
const holds = (part: 'card' | 'letter', text: string): RawBuilder<SqlBool> =>
  sql`words.${sql.ref(part)} like ${`%${text}%`}`

function inWords({ texts }: SearchWord, parts: readonly SearchPart[]): RawBuilder<SqlBool> {
  return either(
    texts.flatMap((text) => [
      ...(parts.includes('card') ? [holds('card', text)] : []),
      ...(parts.includes('letter') ? [holds('letter', asInLetter(text))] : []),
    ]),
  )
}

/** One or two signs are no word to look through all letters for; beside others they are. */
const isShort = ({ texts }: SearchWord): boolean => texts.every((text) => text.trim().length < 3)

function ofPerson({ iin, phone }: { iin?: string; phone?: string }): RawBuilder<unknown> {
  const whose = iin === undefined ? sql`person.phone = ${phone}` : sql`person.iin = ${iin}`
  return sql`select mine.id from person join appeal as mine on mine.person_id = person.id
    where mine.status in (${sql.join(sentStatuses)}) and ${whose}`
}

/** Every word occurs, in the card or in the letter, whichever the asker searches; an IIN or a phone is the client's. */
function holdsEvery(words: readonly SearchWord[], parts: readonly SearchPart[]): RawBuilder<SqlBool> {
  const isWhole = ({ iin, phone }: SearchWord): boolean =>
    parts.includes('person') && (iin !== undefined || phone !== undefined)
  const plain = words.filter((word) => !isWhole(word))
  const where = plain.every(isShort) ? parts.filter((part) => part !== 'letter') : parts
  const texts = plain.map((word) => inWords(word, where))
  const found = sql`select words.appeal_id from appeal_search as words where`
  return every([
    ...(texts.length === 0 ? [] : [sql<SqlBool>`appeal.id in (${found} ${every(texts)})`]),
    ...words
      .filter(isWhole)
      .map(
        (word) => sql<SqlBool>`appeal.id in (${found} ${inWords(word, parts)} union all ${ofPerson(word)})`,
      ),
  ])
}

function isNumber(whole: WholeNumber, parts: readonly SearchPart[]): RawBuilder<SqlBool>[] {
  if (whole.of === 'iin' || whole.of === 'phone') {
    return parts.includes('person') ? [sql`appeal.id in (${ofPerson(whole)})`] : []
  }
  if (!parts.includes('number')) return []
  if (whole.of === 'coupon') {
    const { year, number } = whole
    return [sql`appeal.id in (select appeal_id from coupon where year = ${year} and number = ${number})`]
  }
  if (whole.of === 'outgoing') {
    const { prefix, year, number } = whole
    return [
      // Numbers follow each other: one of a letter that is being signed, or was annulled, would tell that there is one.
      sql`appeal.id in (select outgoing.appeal_id from outgoing
        join correspondence on correspondence.outgoing_id = outgoing.id where register_code = 'outgoing' and year = ${year}
        and number = ${number} and upper(outgoing.prefix) = upper(${prefix}))`,
    ]
  }
  const dated = whole.date === null ? sql`true` : sql`appeal.registration_date = ${whole.date}`
  return [sql`(appeal.number = ${whole.number} and ${dated})`]
}

/**
 * SQL over `appeal`: it is what somebody looks for who searches these parts of it. Which appeals they may see at all
 * is asked beside it. A query without any word finds nothing.
 */
export function matchesSearch(query: string, parts: readonly SearchPart[]): RawBuilder<SqlBool> {
  // One way or the other: joined by «or» they would keep PostgreSQL from going by its indexes.
  if (parts.includes('card') || parts.includes('letter')) {
    const words = wordsOfQuery(query)
    return words.length === 0 ? sql`false` : holdsEvery(words, parts)
  }
  return either(numbersOfQuery(query).flatMap((number) => isNumber(number, parts)))
}
