/** Who has not ended by then waits for something else than the thread, and holds nobody up any longer (ms). */
const longestMs = 1000
/** The longest pause (ms). */
const longestPauseMs = 250

let last: Promise<void> = Promise.resolve()

/**
 * Work that keeps the thread of this process to itself for a while, such as making a letter or checking a signature:
 * one piece after another, and after each as long a pause as it took. So who asks for anything else waits for one piece
 * at most, whatever waits here. Never within a transaction: its connection would wait too.
 */
export async function inThreadTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = last
  let next = (): void => {}
  last = new Promise((resolve) => {
    next = resolve
  })
  await before
  const begun = performance.now()
  const longest = setTimeout(next, longestMs)
  try {
    return await work()
  } finally {
    clearTimeout(longest)
    setTimeout(next, Math.min(performance.now() - begun, longestPauseMs))
  }
}
