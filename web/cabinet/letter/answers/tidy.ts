import type { Language } from '../../../../domain/language.ts'
import { formatPhone, parsePhone } from '../../../../domain/person/phone.ts'
import { parseTenge } from '../../../../domain/tariff/money.ts'
import { formatAmount } from '../../../../words/money.ts'

/**
 * How answers look while nobody is typing. What can't be read as what it should be stays exactly as typed: the
 * check says what is wrong with it. The answer itself is never changed by these.
 */

/** «1234,5» → «1 234,50». */
export function tidyMoney(text: string, language: Language): string {
  const tiyn = parseTenge(text)
  return tiyn === null ? text : formatAmount(tiyn, language)
}

/** «kz50999test…» → «KZ50 999T EST0 …», also while it is not whole or wrong: groups of four are easier to compare. */
export function tidyIban(text: string): string {
  const bare = text.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{2}[A-Z\d]+$/.test(bare) ? bare.replace(/.{4}(?=.)/g, '$& ') : text
}

/** «87012345678» → «+7 701 234 56 78». */
export function tidyPhone(text: string): string {
  const phone = parsePhone(text)
  return phone === null ? text : formatPhone(phone)
}
