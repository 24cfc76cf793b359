import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { firstId, keepWordsOf, lackingOf, sentAfter } from './search-store.ts'

/** Appeals whose rows are held at once: an act on one of them waits no longer than these take. */
const atOnce = 100
/** Appeals that are looked through at once. */
const aPage = 1000

/**
 * Keeps the words of the appeals that lack them, sent before search was there or folded by an older folding; with
 * `all` those of every one. Search works meanwhile. Each hundred is a transaction of its own: after a kill it
 * goes on where it was. Answers how many were looked at.
 */
export async function keepSearch(
  context: Context,
  which: 'lacking' | 'all',
  isEnding: () => boolean = () => false,
): Promise<number> {
  let done = 0
  let after = firstId
  while (!isEnding()) {
    const page = await sentAfter(context.db, after, aPage)
    const last = page.at(-1)
    if (last === undefined) return done
    const ids = which === 'all' ? page : await lackingOf(context.db, page)
    for (let from = 0; from < ids.length && !isEnding(); from += atOnce) {
      const some = ids.slice(from, from + atOnce)
      await inTransaction(context.db, (trx) => keepWordsOf(trx, some))
      done += some.length
    }
    after = last
  }
  return done
}
