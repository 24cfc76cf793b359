import type { Language } from '../domain/language.ts'

const nbsp = '\u00a0'
const tenge: Record<Language, string> = { kk: 'теңге', ru: 'тенге', en: 'tenge' }

/**
 * Whole tiyn → '5 000' or '689,66' ('689.66' in English): no-break spaces between thousands, tiyn only when there
 * are any.
 */
export function formatAmount(tiyn: number, language: Language): string {
  if (!Number.isSafeInteger(tiyn)) throw new RangeError(`not whole tiyn: ${tiyn}`)
  const size = Math.abs(tiyn)
  const whole = String(Math.trunc(size / 100)).replace(/\B(?=(\d{3})+$)/g, nbsp)
  const rest = size % 100
  const fraction = rest === 0 ? '' : `${language === 'en' ? '.' : ','}${String(rest).padStart(2, '0')}`
  return `${tiyn < 0 ? '−' : ''}${whole}${fraction}`
}

/** Whole tiyn → «5 000 теңге», «689,66 тенге»: for letters and running text (docs/domain.md 4.4). */
export function formatMoney(tiyn: number, language: Language): string {
  return `${formatAmount(tiyn, language)}${nbsp}${tenge[language]}`
}

/** Whole tiyn → «5 000 ₸»: for the interface only, the font of letters has no ₸. */
export function formatMoneySign(tiyn: number, language: Language): string {
  return `${formatAmount(tiyn, language)}${nbsp}₸`
}
