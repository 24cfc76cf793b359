import { expect, test } from 'vitest'
import { lineOf } from './log.ts'

test('an entry is one line that reads in one direction, whatever is in it', () => {
  const said = 'a\r\nsecurity\u2028{"act":"signedIn"}\u0085\u202egnorw\u2066\u001b[2J\u007f'
  const line = lineOf({ message: said })
  const signs = [...line].filter((sign) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(sign))
  expect(signs).toEqual([])
  expect(JSON.parse(line)).toEqual({ message: said })
})
