import type { TryLimit } from './try-store.ts'

const second = 1000
const quarter = 15 * 60 * second
const day = 96 * quarter

/**
 * Three tries at once; then each waits longer than the one before. The ten of a quarter of an hour take seven minutes
 * (ASVS 6.3.1, docs/decisions/0044).
 */
const waitsMs = [0, 0, 5, 10, 20, 40, 60, 120, 180].map((seconds) => seconds * second)

/** Of an account in a browser in which it signed in before; nothing that others do counts here. */
export const fromDevice: TryLimit = { kind: 'sign-in from device', most: 10, windowMs: quarter, waitsMs }
/** Of an account from one address, by browsers that never signed in to it. */
export const ofAccountFromAddress: TryLimit = {
  kind: 'sign-in of account from address',
  most: 10,
  windowMs: quarter,
  waitsMs,
}
/** The same from everywhere: it bounds what many addresses may guess together. */
export const ofAccount: TryLimit = { kind: 'sign-in of account', most: 100, windowMs: quarter }
/** Of whatever account from one address, behind which an office may be. */
export const fromAddress: TryLimit = { kind: 'sign-in from address', most: 100, windowMs: quarter }
/** What is no try at all: without a text to sign, or not of the shape that was asked for. */
export const malformed: TryLimit = { kind: 'malformed sign-in from address', most: 300, windowMs: quarter }

/** Texts to sign in with, each a row for ten minutes: of a known browser, else of an address. */
export const texts: TryLimit = { kind: 'sign-in texts', most: 300, windowMs: quarter }

/**
 * Of one-time codes by somebody who has the password, from known devices and others apart. Who has used them up is told
 * no more than that something was wrong: else a right password could be told from a wrong one.
 */
export const codes: readonly TryLimit[] = [
  { kind: 'one-time codes', most: 10, windowMs: quarter },
  { kind: 'one-time codes of a day', most: 40, windowMs: day },
]
/** Counted in their place where the password was wrong, so that time tells nothing either. */
export const noCodes: readonly TryLimit[] = codes.map((limit) => ({ ...limit, kind: `no ${limit.kind}` }))

/** Of the present password by who holds somebody's open session: it must not be found by trying. */
export const ownPassword: TryLimit = { kind: 'own password by session', most: 10, windowMs: quarter }
/** The same in all sessions of the account: who tries in a stolen one leaves its owner tries in their own. */
export const ownPasswordOfAccount: TryLimit = { kind: 'own password', most: 30, windowMs: quarter }

/** Phones of a whole operator may share an address; a secret of 128 bits is not found by trying. */
export const openings: TryLimit = { kind: 'codes opened from address', most: 200, windowMs: quarter }
export const wrongCodes: TryLimit = { kind: 'wrong codes from address', most: 200, windowMs: quarter }
