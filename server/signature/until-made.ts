import type { Context } from '../context.ts'
import type { Letter, MadeDocument } from '../letter/letter.ts'
import { HttpRefused } from '../refused.ts'
import { inThread } from '../threads/in-thread.ts'

/** A letter, and the document that was made of it. */
export interface MadeLetter {
  readonly letter: Letter
  readonly document: MadeDocument
}

/** A draft that other pages write into, over and over, while its letter is made. */
const mostTries = 5

/**
 * Prepares a draft's letter: `prepare` freezes the one that was made, if it is still what the draft says, else tells
 * what is to be made. Not within its transaction: nothing is held while the letter waits for its thread. Throws what
 * `prepare` throws; 429 `too_much_at_once` where the draft changes each time.
 */
export async function untilMade<Prepared extends object>(
  context: Context,
  prepare: (made: MadeLetter | null) => Promise<Prepared | { readonly toMake: Letter }>,
): Promise<Prepared> {
  let made: MadeLetter | null = null
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await prepare(made)
    if (!('toMake' in answer)) return answer
    made = { letter: answer.toMake, document: await inThread(context, 'letter', answer.toMake) }
  }
  throw new HttpRefused(429, 'too_much_at_once')
}
