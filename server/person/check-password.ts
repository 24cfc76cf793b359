import { verify } from '@node-rs/argon2'
import type { TriedBy } from '../http/attempts.ts'
import { Places } from '../http/places.ts'

const places = new Places()
/** At a time in this process: each has a processor to itself for a while, and one of four threads for files. */
const turns = { known: { most: 1 }, others: { most: 1 } }
const waiting = { mostWaiting: 500, waitMs: 30_000 }

/**
 * Whether this is the password of the hash (argon2id). Looked at one by one, those of known browsers apart, so that who
 * signs in every day passes a crowd of strangers. Throws 429 `too_much_at_once`.
 */
export async function checkPassword(hash: string, password: string, by: TriedBy): Promise<boolean> {
  const lane = by === 'others' ? 'others' : 'known'
  return await places.during(lane, { ...turns[lane], ...waiting }, () => verify(hash, password))
}
