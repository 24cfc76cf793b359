import type { Iin } from './iin.ts'
import type { PersonName } from './name.ts'
import type { Phone } from './phone.ts'

/** Who writes. Address and e-mail are the profile's; a letter may carry others (§5). */
export interface Client {
  readonly personId: string
  readonly name: PersonName
  readonly iin: Iin
  readonly address: string
  readonly phone: Phone | null
  /** Null: notices stay in the cabinet. */
  readonly email: string | null
  /** A published test person with an impossible IIN; only test and demo trust admit one. */
  readonly testPerson: boolean
}
