import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findLeaks, latin1 } from './leaks.ts'

const secret = randomBytes(40)
const secrets = [{ name: 'key', bytes: secret }]
const nothing = new Uint8Array()
const piece = secret.subarray(5, 25)
const heard = (bytes: string) => [{ where: 'POST /x', bytes }]

describe('the recorder sees a leak in every form', () => {
  const forms: Record<string, string> = {
    raw: latin1(piece),
    hex: piece.toString('hex'),
    'HEX at an odd nibble': `0${piece.toString('hex').toUpperCase()}`,
    url: [...piece].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    'base64 of base64': Buffer.from(piece.toString('base64')).toString('base64'),
  }
  for (const shift of [0, 1, 2]) {
    forms[`base64 at offset ${shift}`] = Buffer.concat([randomBytes(shift), piece]).toString('base64')
  }
  forms.base64url = Buffer.concat([Buffer.from('ab'), piece]).toString('base64url')
  forms['base64 in JSON with broken lines'] = JSON.stringify({
    x: piece.toString('base64').replace(/(.{10})/g, '$1\r\n'),
  })

  for (const [form, bytes] of Object.entries(forms)) {
    test(form, () => {
      expect(findLeaks(secrets, nothing, heard(`before ${bytes} after`)).length).toBeGreaterThan(0)
    })
  }
})

test('eleven bytes, other bytes, and what is in the certificate are no leak', () => {
  expect(findLeaks(secrets, nothing, heard(latin1(secret.subarray(0, 11))))).toEqual([])
  expect(findLeaks(secrets, nothing, heard(randomBytes(4000).toString('base64')))).toEqual([])
  expect(findLeaks(secrets, secret, heard(latin1(secret)))).toEqual([])
})
