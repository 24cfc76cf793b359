import { describe, expect, test } from 'vitest'
import { toBase64 } from './bytes.ts'
import { DerError } from './der.ts'
import { derOf, pemKind, pemValues } from './pem.ts'

const der = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07)
const block = (label: string, value = der) =>
  `-----BEGIN ${label}-----\r\n${toBase64(value)}\r\n-----END ${label}-----\r\n`
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('one value, however it is handed over', () => {
  const ways: Record<string, Uint8Array | string> = {
    DER: der,
    base64: toBase64(der),
    'base64 in bytes and lines': utf8(`${toBase64(der).slice(0, 4)}\n${toBase64(der).slice(4)}\n`),
    PEM: block('CERTIFICATE'),
    'PEM as openssl writes it, with its text before it': utf8(`subject=CN = X\n${block('CERTIFICATE')}`),
  }
  for (const [way, received] of Object.entries(ways)) {
    test(way, () => expect(derOf(received, 'certificate')).toEqual(der))
  }

  const refused: Record<string, Uint8Array | string> = {
    'neither base64 nor DER': 'not a value!',
    'of another kind': block('X509 CRL'),
    'with two blocks': block('CERTIFICATE') + block('CERTIFICATE'),
    'with its end cut': block('CERTIFICATE').slice(0, -20),
    'with another end': block('CERTIFICATE').replace('END CERTIFICATE', 'END X509 CRL'),
  }
  for (const [what, received] of Object.entries(refused)) {
    test(`refused: ${what}`, () => expect(() => derOf(received, 'certificate')).toThrow(DerError))
  }
})

test('several certificates in one file keep their order', () => {
  const other = Uint8Array.of(0x30, 0x00)
  expect(pemValues(block('CERTIFICATE', other) + block('CERTIFICATE'), 'certificate')).toEqual([other, der])
})

test('a label says what it is', () => {
  expect(pemKind(block('TRUSTED CERTIFICATE'))).toBe('certificate')
  expect(pemKind(block('PKCS7'))).toBe('signedMessage')
  expect(pemKind(block('PRIVATE KEY'))).toBeNull()
  expect(pemKind(toBase64(der))).toBeNull()
})

test('OpenSSL’s trusted certificate is read without what its owner trusts it for', () => {
  const trusted = Uint8Array.of(...der, 0x30, 0x00)
  expect(derOf(block('TRUSTED CERTIFICATE', trusted), 'certificate')).toEqual(der)
  expect(pemKind(block('PKCS #7 SIGNED DATA'))).toBe('signedMessage')
  expect(derOf(block('PKCS #7 SIGNED DATA'), 'signedMessage')).toEqual(der)
})
