declare const ibanBrand: unique symbol

/**
 * ЖСК, ИИК: `KZ`, two check digits, a bank code of three digits, thirteen letters or digits; no spaces, capitals
 * (docs/domain.md 4.3).
 */
export type Iban = string & { readonly [ibanBrand]: true }

/**
 * Letters become 10…35, the first four characters go last, and the whole must leave 1 when divided by 97 (ISO
 * 13616).
 */
function remainder97(iban: string): number {
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** As it is stored, or null. Spaces and small letters are accepted, look-alike Cyrillic letters are not. */
export function parseIban(text: string): Iban | null {
  const bare = text.replace(/\s/g, '').toUpperCase()
  return /^KZ\d{5}[A-Z0-9]{13}$/.test(bare) && remainder97(bare) === 1 ? (bare as Iban) : null
}

/** In groups of four: `KZ50 999T EST0 0000 0042`. */
export function formatIban(iban: Iban): string {
  return iban.replace(/.{4}(?=.)/g, '$& ')
}

/** БСК, БИК: eight characters: bank, country, place. */
export function isBic(text: string): boolean {
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}$/.test(text)
}
