import { hkdfSync, randomBytes } from 'node:crypto'
import type { Asker } from '../context.ts'
import { NotAsSealed } from '../sealed-pieces.ts'
import { seal, unseal } from '../vault.ts'

/** A browser in which somebody signed in before. It lets nobody in: it only says whose tries are counted apart. */
export interface KnownDevice {
  /** Of this cookie alone: what is tried with it is counted by it. */
  readonly id: string
  readonly kind: 'client' | 'staff'
  /** The person, or the row of staff. */
  readonly holderId: string
}

/** A client's person, or a row of staff. */
type Account = Pick<Asker, 'kind' | 'id'>

/** So long a browser is known after the last sign-in, in seconds. */
export const knownForSeconds = 180 * 86_400
/** Of so many accounts that share a browser; the one longest away is forgotten. */
const mostAccounts = 4
/** What is sealed: kind, when, the cookie's own number, whose. All the same length, so that length tells nothing. */
const bytes = { kind: 1, at: 6, id: 16, holder: 16 } as const

/**
 * The cookie of known devices (OWASP, «Device cookies»): for each account that signed in here a piece that only we can
 * make and read, under a key of its own, derived from the master key (RFC 5869).
 */
export class DeviceCookie {
  readonly #key: Uint8Array

  constructor(masterKey: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), 'otinish device cookie', 32))
  }

  /** Whose device it is, the last who signed in first. What is not ours, or too old, is left out. */
  read(cookie: string | undefined, now: number): KnownDevice[] {
    return this.#pieces(cookie, now).map(({ device }) => device)
  }

  /** The device of this account, where it is known. */
  of(cookie: string | undefined, { kind, id }: Account, now: number): KnownDevice | undefined {
    return this.read(cookie, now).find((one) => one.kind === kind && one.holderId === id)
  }

  /** The same cookie with a new piece for this account. */
  renew(cookie: string | undefined, holder: Omit<KnownDevice, 'id'>, now: number): string {
    const others = this.#pieces(cookie, now).filter(
      ({ device }) => device.kind !== holder.kind || device.holderId !== holder.holderId,
    )
    return [this.#make(holder, now), ...others.map(({ piece }) => piece)].slice(0, mostAccounts).join('.')
  }

  #make({ kind, holderId }: Omit<KnownDevice, 'id'>, now: number): string {
    const at = Buffer.alloc(bytes.at)
    at.writeUIntBE(now, 0, bytes.at)
    const holder = Buffer.from(holderId.replaceAll('-', ''), 'hex')
    const plain = Buffer.concat([Buffer.from([kind === 'client' ? 0 : 1]), at, randomBytes(bytes.id), holder])
    return Buffer.from(seal(this.#key, plain, 'device')).toString('base64url')
  }

  #pieces(cookie: string | undefined, now: number): { piece: string; device: KnownDevice }[] {
    const pieces = (cookie ?? '').split('.', mostAccounts)
    return pieces.flatMap((piece) => {
      const device = this.#open(piece, now)
      return device === null ? [] : [{ piece, device }]
    })
  }

  #open(piece: string, now: number): KnownDevice | null {
    let plain: Buffer
    try {
      plain = Buffer.from(unseal(this.#key, Buffer.from(piece, 'base64url'), 'device'))
    } catch (error) {
      if (error instanceof NotAsSealed) return null
      throw error
    }
    const at = plain.readUIntBE(bytes.kind, bytes.at)
    if (now >= at + knownForSeconds * 1000) return null
    const from = bytes.kind + bytes.at
    const hex = plain.toString('hex', from + bytes.id)
    return {
      id: plain.toString('hex', from, from + bytes.id),
      kind: plain[0] === 0 ? 'client' : 'staff',
      holderId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    }
  }
}
