import { describe, expect, it } from 'vitest'
import { type SessionLimits, watchSession } from './session-clock.ts'

const minute = 60_000

/** A clock moved by hand, and what was heard with the minute it was heard in. */
function begin(limits: SessionLimits) {
  let now = 0
  let timers: { act: () => void; at: number }[] = []
  const heard: string[] = []
  const tell = (what: string) => heard.push(`${Math.floor(now / minute)} ${what}`)
  const clock = {
    now: () => now,
    later: (act: () => void, ms: number) => {
      const timer = { act, at: now + ms }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  const watch = watchSession(
    limits,
    {
      onWarn: (fixed) => tell(fixed ? 'ends' : 'warned'),
      onCalm: () => tell('calm'),
      onEnd: () => tell('over'),
    },
    clock,
  )
  const pass = (minutes: number) => {
    for (const end = now + minutes * minute; now < end; now += 1000) {
      for (const due of timers.filter(({ at }) => at <= now)) {
        timers = timers.filter((other) => other !== due)
        due.act()
      }
    }
  }
  return { watch, pass, heard }
}

describe('the session’s time', () => {
  it('warns two minutes before the end of doing nothing, and asks the server after it', () => {
    const { pass, heard } = begin({ idleMs: 30 * minute, latestMs: 720 * minute })
    pass(32)
    expect(heard).toEqual(['0 calm', '28 warned', '30 over'])
  })

  it('begins again with every answer', () => {
    const { watch, pass, heard } = begin({ idleMs: 30 * minute, latestMs: 720 * minute })
    pass(29)
    watch.answered()
    pass(29)
    expect(heard).toEqual(['0 calm', '28 warned', '29 calm', '57 warned'])
  })

  it('says that nothing makes it longer where nothing does', () => {
    const { watch, pass, heard } = begin({ idleMs: 30 * minute, latestMs: 40 * minute })
    pass(27)
    watch.answered()
    pass(12)
    watch.answered()
    pass(2)
    expect(heard).toEqual(['0 calm', '27 calm', '38 ends', '39 ends', '40 over'])
  })

  it('is silent once it is stopped', () => {
    const { watch, pass, heard } = begin({ idleMs: 3 * minute, latestMs: 40 * minute })
    watch.stop()
    pass(50)
    expect(heard).toEqual(['0 calm'])
  })
})
