import { plainDate } from '../domain/calendar/plain-date.ts'
import { iinProblem } from '../domain/person/iin.ts'
import type { PersonName } from '../domain/person/name.ts'

/**
 * The IIN of an invented member of staff, by their place in the list, so that who is added gets one too: of a birth in
 * the 1870s, which no living person can have (docs/domain.md 4.1).
 */
export function staffIin(name: PersonName, place: number): string {
  const century = name.patronymic?.endsWith('қызы') ? 2 : 1
  return firstIin(`${70 + (place % 10)}0214${century}`, 9000 + place * 10)
}

/**
 * The first right IIN that begins with birth date and century (seven digits), from this serial number (four digits) on:
 * some numbers have no control digit and are never issued.
 */
export function firstIin(born: string, from: number): string {
  for (let serial = from; ; serial += 1) {
    for (let control = 0; control < 10; control += 1) {
      const iin = `${born}${serial}${control}`
      if (iinProblem(iin, plainDate('2026-01-01')) === null) return iin
    }
  }
}
