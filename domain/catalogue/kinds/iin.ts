import { parseIin } from '../../person/iin.ts'
import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'

/** Anybody's IIN, not only the client's own. */
export type IinField = FieldOf<'iin'>

/** Digits as people write them, in groups. */
const bareDigits = (text: string): string => text.replace(/[\s\u00a0]/g, '')

export const iin: Kind<IinField> = {
  held: oneText,
  check(_, answer, __, { today }) {
    const digits = bareDigits(answer)
    // How many digits there are is told first: most wrong numbers are too short.
    if (/^\d+$/.test(digits) && digits.length !== 12) return refuse('iin_length', { n: digits.length })
    return parseIin(digits, today) === null ? refuse('iin_invalid') : null
  },
  normalise: (_, answer) => bareDigits(answer),
  print: (_, answer) => bareDigits(answer),
  bare: true,
}
