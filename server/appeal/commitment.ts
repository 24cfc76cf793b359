import { createHash } from 'node:crypto'

/** SHA-256 of a salt and of what is said: the history can prove it, and tells nothing once the salt is erased. */
export const commitmentTo = (salt: Uint8Array, said: Uint8Array | string): string =>
  createHash('sha256').update(salt).update(said).digest('hex')
