import { createHash, createHmac } from 'node:crypto'

/**
 * The token of a link: made from its id under the master key, so that a mail sent again carries the same one and the
 * database, which keeps its hash alone, cannot make it. base64url, 43 characters.
 */
export function confirmationToken(masterKey: Uint8Array, confirmationId: string): string {
  return createHmac('sha256', masterKey).update(`email-confirmation:${confirmationId}`).digest('base64url')
}

export function tokenHashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
