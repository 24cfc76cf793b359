import { useEffect, useState } from 'react'
import { formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { useServerNow } from '../../session.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { clockText, lastMark, secondsLeft } from './countdown-marks.ts'

interface CountdownProps {
  /** ISO instant of the server's clock. */
  readonly expiresAt: string
}

const lifeSeconds = 5 * 60
/** A clock that was set again since the page was loaded never promises more than there is. */
const leftOf = (ends: number, now: number): number => Math.min(lifeSeconds, secondsLeft(ends, now))

/** How long the code lives still: seen every second, said aloud only at whole minutes and before the last half one. */
export function Countdown({ expiresAt }: CountdownProps) {
  const words = useWords('egovMobile')
  const now = useServerNow()
  const ends = Date.parse(expiresAt)
  const [left, setLeft] = useState(() => leftOf(ends, now()))
  useEffect(() => {
    const look = () => setLeft(leftOf(ends, now()))
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [ends, now])
  // That it is over the server says: its clock counts.
  const mark = left === 0 ? null : lastMark(left, lifeSeconds)
  const said =
    mark === null
      ? ''
      : 'minutes' in mark
        ? fill(words.minutesLeft, { n: mark.minutes })
        : words.halfMinuteLeft
  return (
    <>
      <p className="clock">
        <Icon name="wait" />
        <span role="timer">
          <b>{clockText(left)}</b> <span className="meta">{words.left}</span>
        </span>
      </p>
      <p className="meta">{fill(words.validUntil, { time: formatTime(ends) })}</p>
      <p className="hide" role="status">
        {said}
      </p>
    </>
  )
}
