import { type Act, relationsFor } from '../appeal/rights.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { Localised } from '../language.ts'
import { fullName, type PersonName } from '../person/name.ts'
import { type Coupon, formatCoupon } from '../registry/coupon.ts'
import { formatOutgoing, type OutgoingNumber } from '../registry/outgoing-number.ts'
import { shownDate } from './dates-in-query.ts'
import { fold } from './fold.ts'
import { iins, phones } from './words-of-query.ts'

/**
 * Where search looks. `card`: what lists show of an appeal; `letter`: what is read only by opening it; `person`: the
 * client's IIN and phone, by the whole number; `number`: register number, coupon and the numbers of the company's
 * letters, by the whole number.
 */
export type SearchPart = 'card' | 'letter' | 'person' | 'number'

/**
 * Where somebody in these roles searches among the appeals that they may list, or may find for who calls (`card`); the
 * rights are those of domain/appeal/rights.ts. Nobody finds by what they may not see: who reads no letters learns of
 * none by its words, who has only the card of an appeal needs its whole number. A client finds no IIN: all they have is
 * their own.
 */
export function partsSearchedBy(roles: readonly string[], act: 'list' | 'card'): SearchPart[] {
  const may = (asked: Act): boolean => relationsFor(roles, asked, false).size > 0
  if (act === 'card') return may('card') ? ['person', 'number'] : []
  if (roles.includes('client')) return ['card', 'letter']
  if (!may('list')) return []
  return may('readLetter') ? ['card', 'letter', 'person'] : ['card', 'person']
}

/** Everything of an appeal that is searched by its words. */
export interface SearchedAppeal {
  readonly number: number | null
  readonly coupon: Coupon
  readonly contractNumber: string
  /** Of the company's letters that were sent. */
  readonly outgoing: readonly OutgoingNumber[]
  readonly subject: string
  readonly client: PersonName
  readonly executor: PersonName | null
  readonly category: Localised
  readonly type: Localised
  /** Every day that a list shows of it. */
  readonly dates: readonly PlainDate[]
  readonly letter: string
  /** Names of what is attached. */
  readonly fileNames: readonly string[]
}

const joined = /[\p{Pd}−/\\]/gu

/** A number as it is, without the zeros in front of its parts, and in parts, as people type it: 26-000123, 26-123. */
function numberForms(number: string): string[] {
  const short = number.replace(/(?<!\d)0+(?=\d)/g, '')
  return [...new Set([number, short, number.replace(joined, ' ')])]
}

/** Words that a dash joins are found by their parts too. Split first: a letter without any space must cost no more. */
const partsOfJoined = (text: string): string[] =>
  text
    .split(/\s+/u)
    .map((word) => [word, word.replace(joined, ' ')] as const)
    .flatMap(([word, parts]) => (parts === word ? [] : [parts]))

const inAll = ({ kk, ru, en }: Localised): string[] => [kk, ru, en]

/** Fields of the card, each with its texts. */
const cardFields: Readonly<Record<string, (appeal: SearchedAppeal) => readonly string[]>> = {
  registration: ({ number }) => (number === null ? [] : [String(number)]),
  coupon: ({ coupon }) => numberForms(formatCoupon(coupon)),
  contract: ({ contractNumber }) => numberForms(contractNumber),
  outgoing: ({ outgoing }) => outgoing.flatMap((number) => numberForms(formatOutgoing(number))),
  subject: ({ subject }) => [subject, ...partsOfJoined(subject)],
  client: ({ client }) => [fullName(client), ...partsOfJoined(fullName(client))],
  executor: ({ executor }) => (executor === null ? [] : [fullName(executor)]),
  category: ({ category }) => inAll(category),
  type: ({ type }) => inAll(type),
  dates: ({ dates }) => [...new Set(dates)].map(shownDate),
}

/** The edges of the first and the last word are edges as those between are. */
const kept = (texts: readonly string[]): string =>
  ` ${texts
    .map(fold)
    .filter((text) => text !== '')
    .join(' ')} `

/** The card of an appeal as it is kept for search. */
export function foldedCard(appeal: SearchedAppeal): string {
  return kept(Object.values(cardFields).flatMap((textsOf) => textsOf(appeal)))
}

/** The letter and the names of its files as they are kept for search. */
export function foldedLetter({ letter, fileNames }: Pick<SearchedAppeal, 'letter' | 'fileNames'>): string {
  const texts = [withoutPersonNumbers(letter), ...fileNames]
  return kept([...texts, ...texts.flatMap(partsOfJoined)])
}

/** A letter names its writer's IIN and phone: they are found by the whole number alone, and no list shows them. */
export function withoutPersonNumbers(letter: string): string {
  return letter.replace(iins, '…').replace(phones, '…')
}
