declare const phoneBrand: unique symbol

/** `+7` and ten digits, the first of them 6 or 7: a number of Kazakhstan (docs/domain.md 4.4). */
export type Phone = string & { readonly [phoneBrand]: true }

/**
 * The number as it is stored. Spaces, brackets, dashes and a leading 8 are accepted; null when it is not
 * Kazakhstan's.
 */
export function parsePhone(text: string): Phone | null {
  const bare = text.replace(/[\s()\-\u2010-\u2013]/g, '').replace(/^8(?=\d{10}$)/, '+7')
  return /^\+7[67]\d{9}$/.test(bare) ? (bare as Phone) : null
}

/**
 * For people: `+7 700 000 00 01`. Towns whose code has four digits (71XX, 72XX but Almaty's 727) are written as the
 * guide writes its call centre: `+7 7172 79 75 75`.
 */
export function formatPhone(phone: Phone): string {
  const code = /^\+7(71|72[^7])/.test(phone) ? 4 : 3
  const digits = phone.slice(2)
  const groups = [digits.slice(0, code), digits.slice(code, 6), digits.slice(6, 8), digits.slice(8)]
  return `+7 ${groups.join(' ')}`
}
