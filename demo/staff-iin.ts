import { plainDate } from '../domain/calendar/plain-date.ts'
import { iinProblem } from '../domain/person/iin.ts'
import type { PersonName } from '../domain/person/name.ts'

/**
 * The IIN of an invented member of staff, by their place in the list, so that who is added gets one too: of a birth in
 * the 1870s, which no living person can have (docs/domain.md 4.1).
 */
export function staffIin(name: PersonName, place: number): string {
  const birth = `${70 + (place % 10)}0214`
  const century = name.patronymic?.endsWith('қызы') ? 2 : 1
  // Some numbers have no control digit and are never issued: the next one is taken then.
  for (let serial = 9000 + place * 10; ; serial += 1) {
    for (let control = 0; control < 10; control += 1) {
      const iin = `${birth}${century}${serial}${control}`
      if (iinProblem(iin, plainDate('2026-01-01')) === null) return iin
    }
  }
}
