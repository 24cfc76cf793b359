import { discardWish, isWrittenOn, letterBecomes } from '../../domain/reply/reply-heir.ts'
import type { Db } from '../context.ts'
import type { officeOn } from '../person/worker-store.ts'
import { giveLetter, lettersBy } from '../reply/heir-store.ts'
import type { AppealHeirs } from './hand-over-store.ts'
import type { Handing } from './hand-over-work.ts'

/**
 * Letters in work on an appeal get another author, or are thrown away, as it was decided; where the heir can't go on
 * with one any more, or another writes what was to be thrown away, it is of who has the appeal now, or stays. The
 * appeal is locked. Answers how many it gave.
 */
export async function giveLetters(
  trx: Db,
  appealId: string,
  staffId: string,
  heirs: NonNullable<AppealHeirs['letters']>,
  { workers }: Awaited<ReturnType<typeof officeOn>>,
  { by, now: at }: Handing,
  decidedAt: number,
): Promise<number> {
  let given = 0
  for (const letter of await lettersBy(trx, staffId, appealId)) {
    const decided = heirs[letter.id]
    if (decided === undefined) continue
    const lives = decided === discardWish && isWrittenOn(letter, staffId, decidedAt, at)
    const wish = lives ? undefined : decided
    const others = workers.filter(({ id }) => id !== staffId)
    const asDecided = letterBecomes(letter, wish, others, null)
    const becomes =
      asDecided === 'discarded' || 'heirId' in asDecided
        ? asDecided
        : letterBecomes(letter, undefined, others, null)
    const heir = becomes === 'discarded' ? discardWish : 'heirId' in becomes ? becomes.heirId : null
    if (heir === null) continue
    await giveLetter(trx, letter.id, heir, { by, at })
    given += 1
  }
  return given
}
