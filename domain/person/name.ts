/**
 * A person's name as the certificate has it, in the nominative: no program inflects it (docs/domain.md 4.4).
 */
export interface PersonName {
  readonly family: string
  readonly given: string
  /** Patronymic: may be absent, or be -ұлы / -қызы. */
  readonly patronymic: string | null
}

const namePart = /^\p{L}[\p{L}\p{M}'’ʼ\- ]*$/u

/** Letters of any alphabet, hyphen, apostrophe and space; at most 100 characters. */
export function isNamePart(text: string): boolean {
  return [...text].length <= 100 && text === text.trim() && namePart.test(text)
}

export function isPersonName({ family, given, patronymic }: PersonName): boolean {
  return isNamePart(family) && isNamePart(given) && (patronymic === null || isNamePart(patronymic))
}

/** «Сапарова Айгерім Ерланқызы». Sort with Intl.Collator('kk'). */
export function fullName({ family, given, patronymic }: PersonName): string {
  return [family, given, patronymic ?? ''].filter((part) => part !== '').join(' ')
}

const initial = (part: string): string => `${([...part][0] ?? '').toLocaleUpperCase('kk')}.`

/** «Ахметова Ж. Б.», as the header of every page shows it. */
export function shortName({ family, given, patronymic }: PersonName): string {
  const initials = [given, patronymic ?? ''].filter((part) => part !== '').map(initial)
  return [family, ...initials].filter((part) => part !== '').join(' ')
}
