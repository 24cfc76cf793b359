import { localDate } from '../../domain/calendar/instant.ts'
import type { AppealReference, References } from '../../domain/catalogue/reference.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { formatContractDate, formatLongDate, formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { OwnContract } from '../contract/contract-store.ts'
import type { SentInShort } from './appeal-store.ts'

/** What answers of a client may refer to: their contracts, and the appeals they sent, the newest first. */
export const referencesTo = (
  contracts: readonly OwnContract[],
  appeals: readonly SentInShort[],
): References => ({
  contracts: contracts.map(({ id, number, date }) => ({ id, number, date })),
  appeals: appeals.map(appealReference),
})

const words = { kk, ru }

/** By registration number and date; by the acceptance coupon until there is one. */
function appealReference({ id, subject, registration, coupon, sentAt }: SentInShort): AppealReference {
  const date = registration?.date ?? localDate(sentAt)
  const number = registration?.number ?? ''
  const printed = (form: (language: LetterLanguage) => string): AppealReference['alone'] => ({
    kk: form('kk'),
    ru: form('ru'),
  })
  return {
    id,
    label: `${registration === null ? formatCoupon(coupon) : formatRegistration(registration)} – ${subject}`,
    inSentence: printed((language) =>
      fill(registration === null ? words[language].appealByCoupon : words[language].appealByNumber, {
        number,
        coupon: formatCoupon(coupon),
        date: formatContractDate(date, language),
      }),
    ),
    alone: printed((language) =>
      fill(registration === null ? words[language].appealCoupon : words[language].appealNumber, {
        number,
        coupon: formatCoupon(coupon),
        date: language === 'kk' ? formatLongDate(date, language) : formatShortDate(date),
      }),
    ),
  }
}
