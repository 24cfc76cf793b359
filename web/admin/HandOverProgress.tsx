import { useEffect } from 'react'
import type { HandOver } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { Banner } from '../ui/Banner.tsx'
import { useWords } from '../words.ts'

const askEveryMs = 1000

/** Asks again and again while something goes on by itself. */
export function useRenewed(goesOn: boolean, renew: () => void): void {
  useEffect(() => {
    if (!goesOn) return
    const timer = setInterval(renew, askEveryMs)
    return () => clearInterval(timer)
  }, [goesOn, renew])
}

/** How far the work of somebody who left has gone, then what became of it. */
export function HandOverProgress({ handOver }: { handOver: HandOver }) {
  const words = useWords('people')
  const { total, waiting, freed, finished } = handOver
  const done = total - waiting
  if (finished) {
    return (
      <Banner kind="good" role="status">
        <p>{fill(words.handOverDone, { total, freed })}</p>
      </Banner>
    )
  }
  const running = fill(words.handOverRunning, { done, total })
  return (
    <section className="panel stack" role="status">
      <p className="strong">{running}</p>
      <progress max={total} value={done} aria-label={running} />
      <p className="meta">{words.handOverNote}</p>
    </section>
  )
}
