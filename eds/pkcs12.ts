import { equalBytes } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { contextTag, DerError, type DerLimits, type DerNode, octets, readBer, tag } from './der.ts'
import { expectTag, items, oidOf, smallIntegerOf } from './der-values.ts'
import { oids } from './oids.ts'
import { decryptPart, isKnownScheme } from './pkcs12-ciphers.ts'
import { macOf, passwordBytes } from './pkcs12-secrets.ts'
import { matches, type PrivateKey, parsePrivateKey } from './private-key.ts'

export type KeyFileProblem = 'not_a_key_file' | 'damaged' | 'wrong_password' | 'unsupported'

/** Why a key file couldn't be opened. */
export class KeyFileError extends Error {
  override name = 'KeyFileError'
  constructor(readonly code: KeyFileProblem) {
    super(code)
  }
}

export interface OpenedKeyFile {
  readonly certificate: Certificate
  /** Null when the key is of an algorithm that we don't sign with (GOST 34.310-2004). */
  readonly privateKey: PrivateKey | null
}

const limits: DerLimits = { maxBytes: 256 * 1024, maxDepth: 24, maxNodes: 4_000 }
/** More would only make a crafted file freeze the page; the national files use 1,024. */
const mostIterations = 200_000

/**
 * Opens a PKCS#12 file of the national authority (RFC 7292; shape: docs/signature-facts.md 2) and returns its
 * key with the certificate that belongs to it. Throws KeyFileError.
 */
export function openKeyFile(file: Uint8Array, password: string): OpenedKeyFile {
  const outer = readOuter(file)
  const secret = passwordBytes(password)
  try {
    return open(outer, secret)
  } catch (error) {
    if (error instanceof KeyFileError) throw error
    if (error instanceof DerError) throw new KeyFileError('damaged')
    throw error
  } finally {
    secret.fill(0)
  }
}

/** A whole file must start as PFX does: SEQUENCE { INTEGER 3, … }. What starts so and breaks off is damaged. */
function readOuter(file: Uint8Array): DerNode {
  const text = Array.from(file.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (!/^30(80|[0-7].|81..|82.{4}|83.{6}|84.{8})020103/.test(text)) throw new KeyFileError('not_a_key_file')
  try {
    return readBer(file, limits)
  } catch {
    throw new KeyFileError('damaged')
  }
}

function open(outer: DerNode, password: Uint8Array): OpenedKeyFile {
  const [, authSafe, macData] = items(outer)
  const safe = dataOf(authSafe)
  checkMac(macData, safe, password)

  const certificates: Certificate[] = []
  const keys: Uint8Array[] = []
  for (const part of items(readBer(safe, limits))) {
    for (const bag of items(readBer(plainPart(part, password), limits))) {
      const [id, value] = items(bag)
      const content = expectTag(value, contextTag(0)).children[0]
      if (oidOf(id) === oids.certificateBag) certificates.push(parseCertificate(certificateOf(content)))
      if (oidOf(id) === oids.shroudedKeyBag) {
        const [scheme, encrypted] = items(content)
        keys.push(decrypt(scheme, octets(expectTag(encrypted, tag.octetString)), password))
      }
    }
  }
  return pair(keys, certificates)
}

/** Content of a ContentInfo of type data. */
function dataOf(contentInfo: DerNode | undefined): Uint8Array {
  const [type, content] = items(contentInfo)
  if (oidOf(type) !== oids.data) throw new KeyFileError('unsupported')
  return octets(expectTag(content, contextTag(0)).children[0] ?? missing())
}

function plainPart(part: DerNode, password: Uint8Array): Uint8Array {
  const [type, content] = items(part)
  if (oidOf(type) !== oids.encryptedData) return dataOf(part)
  const [, info] = items(expectTag(content, contextTag(0)).children[0])
  const [, scheme, encrypted] = items(info)
  return decrypt(scheme, octets(encrypted ?? missing()), password)
}

function decrypt(scheme: DerNode | undefined, encrypted: Uint8Array, password: Uint8Array): Uint8Array {
  const [id, parameters] = items(scheme)
  const oid = oidOf(id)
  if (!isKnownScheme(oid)) throw new KeyFileError('unsupported')
  const [salt, iterations] = items(parameters)
  const plain = decryptPart(
    { oid, salt: octets(salt ?? missing()), iterations: iterationsOf(iterations) },
    password,
    encrypted,
  )
  if (plain === null) throw new KeyFileError('damaged')
  return plain
}

function checkMac(macData: DerNode | undefined, safe: Uint8Array, password: Uint8Array): void {
  const [digestInfo, salt, iterations] = items(macData)
  const [algorithm, expected] = items(digestInfo)
  if (oidOf(items(algorithm)[0]) !== oids.sha1) throw new KeyFileError('unsupported')
  const rounds = iterations === undefined ? 1 : iterationsOf(iterations)
  const mac = macOf(safe, password, octets(salt ?? missing()), rounds)
  if (!equalBytes(mac, octets(expected ?? missing()))) throw new KeyFileError('wrong_password')
}

function iterationsOf(node: DerNode | undefined): number {
  const iterations = smallIntegerOf(node)
  if (iterations < 1 || iterations > mostIterations) throw new KeyFileError('unsupported')
  return iterations
}

function certificateOf(bag: DerNode | undefined): Uint8Array {
  const [type, value] = items(bag)
  if (oidOf(type) !== oids.x509Certificate) throw new KeyFileError('unsupported')
  return octets(expectTag(value, contextTag(0)).children[0] ?? missing())
}

function pair(keys: readonly Uint8Array[], certificates: readonly Certificate[]): OpenedKeyFile {
  for (const pkcs8 of keys) {
    const privateKey = parsePrivateKey(pkcs8)
    const certificate = certificates.find((one) => privateKey === null || matches(privateKey, one))
    if (certificate !== undefined) return { certificate, privateKey }
  }
  throw new KeyFileError('damaged')
}

function missing(): never {
  throw new DerError('value missing')
}
