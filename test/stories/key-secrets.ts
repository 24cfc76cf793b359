import { createPrivateKey } from 'node:crypto'
import { contextTag, type DerNode, octets, readBer } from '../../eds/der.ts'
import { expectTag, items, oidOf } from '../../eds/der-values.ts'
import { oids } from '../../eds/oids.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import type { PrivateKey } from '../../eds/private-key.ts'

export interface Secret {
  readonly name: string
  readonly bytes: Uint8Array
}

/** All of a key file and its password that may not leave the key-file window. */
export function secretsOf(p12: Uint8Array, password: string): Secret[] {
  const { privateKey } = openKeyFile(p12, password)
  if (privateKey === null) throw new Error('a key that cannot sign')
  const utf16 = Buffer.from(password, 'utf16le').swap16()
  return [
    { name: 'password, UTF-8', bytes: Buffer.from(password) },
    { name: 'password, UTF-16', bytes: utf16 },
    ...containerSecrets(p12),
    ...Object.entries(secretNumbers(privateKey)).flatMap(([name, number]) => [
      { name, bytes: number },
      { name: `${name}, turned round`, bytes: number.toReversed() },
    ]),
  ]
}

/** Both ciphertexts, the MAC, and the salts of all three (RFC 7292). */
function containerSecrets(p12: Uint8Array): Secret[] {
  const [, authSafe, macData] = items(read(p12))
  const [digestInfo, macSalt] = items(macData)
  const found: Secret[] = [
    { name: 'MAC', bytes: stringOf(items(digestInfo)[1]) },
    { name: 'MAC salt', bytes: stringOf(macSalt) },
  ]
  const add = (what: string, scheme: DerNode | undefined, encrypted: DerNode | undefined) => {
    const [, parameters] = items(scheme)
    found.push({ name: `ciphertext of the ${what}`, bytes: stringOf(encrypted) })
    found.push({ name: `salt of the ${what}`, bytes: stringOf(items(parameters)[0]) })
  }
  for (const part of items(read(dataOf(authSafe)))) {
    const [type, content] = items(part)
    if (oidOf(type) === oids.encryptedData) {
      const [, info] = items(expectTag(content, contextTag(0)).children[0])
      const [, scheme, encrypted] = items(info)
      add('certificate', scheme, encrypted)
      continue
    }
    for (const bag of items(read(dataOf(part)))) {
      const [, value] = items(bag)
      const [scheme, encrypted] = items(expectTag(value, contextTag(0)).children[0])
      add('key', scheme, encrypted)
    }
  }
  return found
}

function dataOf(contentInfo: DerNode | undefined): Uint8Array {
  const [, content] = items(contentInfo)
  return stringOf(expectTag(content, contextTag(0)).children[0])
}

function stringOf(node: DerNode | undefined): Uint8Array {
  if (node === undefined) throw new Error('the key file has another shape')
  return octets(node)
}

function read(bytes: Uint8Array): DerNode {
  return readBer(bytes, { maxBytes: 256 * 1024, maxDepth: 24, maxNodes: 4_000 })
}

function secretNumbers(key: PrivateKey): Record<string, Uint8Array> {
  if (key.algorithm === 'gost2015-512') return { scalar: key.scalar }
  const jwk = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  })
  const { d, p, q, dp, dq, qi } = jwk
  return Object.fromEntries(
    Object.entries({ d, p, q, dp, dq, qi }).map(([name, text]) => [
      name,
      new Uint8Array(Buffer.from(text ?? '', 'base64url')),
    ]),
  )
}
