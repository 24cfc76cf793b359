import { Places } from '../http/places.ts'

const places = new Places()
const ofAccount = { most: 2, mostWaiting: 100, waitMs: 20_000 }

/**
 * What parts of one account write is written two at a time in this process: each holds a connection to the database
 * and may wait for the one before. Throws 429 `too_much_at_once`; a page sends the part again.
 */
export async function inPartTurn<Result>(accountId: string, work: () => Promise<Result>): Promise<Result> {
  return await places.during(accountId, ofAccount, work)
}
