import { contextTag, readDer, tag } from '../eds/der.ts'
import { encode, oid, sequence, setOf } from '../eds/der-writer.ts'

/** An attribute with these values, DER. */
export const attribute = (type: string, ...values: Uint8Array[]): Uint8Array =>
  sequence(oid(type), setOf(...values))

/** The same message with attributes that no signature covers, as programs add tokens and answers to one. */
export function withUnsigned(cms: Uint8Array, ...attributes: Uint8Array[]): Uint8Array {
  return changedSigner(cms, (parts) => [...parts, encode(contextTag(1), ...attributes)])
}

/** The same message with lists and answers beside its certificates (RFC 5652, section 5.1). */
export function withRevocations(cms: Uint8Array, ...values: Uint8Array[]): Uint8Array {
  return changedMessage(cms, (parts) => [
    ...parts.slice(0, -1),
    encode(contextTag(1), ...values),
    ...parts.slice(-1),
  ])
}

/** The same message with its signer named twice. */
export const withTwoSigners = (cms: Uint8Array): Uint8Array =>
  changedMessage(cms, (parts) => {
    const signers = readDer(parts.at(-1) ?? new Uint8Array()).children.map(({ bytes }) => bytes)
    return [...parts.slice(0, -1), encode(tag.set, ...signers, ...signers)]
  })

function changedSigner(cms: Uint8Array, change: (parts: Uint8Array[]) => Uint8Array[]): Uint8Array {
  return changedMessage(cms, (parts) => {
    const signers = readDer(parts.at(-1) ?? new Uint8Array()).children
    const changed = signers.map((signer) => sequence(...change(signer.children.map(({ bytes }) => bytes))))
    return [...parts.slice(0, -1), encode(tag.set, ...changed)]
  })
}

function changedMessage(cms: Uint8Array, change: (parts: Uint8Array[]) => Uint8Array[]): Uint8Array {
  const [type, wrapped] = readDer(cms).children
  const parts = wrapped?.children[0]?.children.map(({ bytes }) => bytes) ?? []
  return sequence(type?.bytes ?? new Uint8Array(), encode(contextTag(0), sequence(...change(parts))))
}
