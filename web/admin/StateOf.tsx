import type { PersonRow } from '../../wire/people.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

/** Here, away with who acts until when, or off since when: a sign and a word, never a colour alone. */
export function StateOf({ person }: { person: PersonRow }) {
  const words = useWords('people')
  const { active, away, acting, disabledAt } = person
  if (!active) {
    return (
      <span className="state-dot off">
        <Icon name="lock" size={18} />
        {words.stateOff} {disabledAt === null ? '' : formatShortDate(disabledAt.slice(0, 10))}
      </span>
    )
  }
  if (away === null) {
    return (
      <span className="state-dot ok">
        <Icon name="tick" size={18} />
        {words.stateHere}
      </span>
    )
  }
  const days = { from: formatShortDate(away.from), to: formatShortDate(away.to) }
  return (
    <>
      <span className="state-dot wait">
        <Icon name="clock" size={18} />
        {words.awayFor[away.reason]}
      </span>
      <br />
      <span className="meta">
        {acting === null
          ? fill(words.awayAlone, days)
          : fill(words.awayUntil, { ...days, name: acting.name.replaceAll(' ', '\u00a0') })}
      </span>
    </>
  )
}

/** Who never set up a second factor can't sign in: the administrator sees it, and helps. */
export function FactorOf({ person }: { person: PersonRow }) {
  const words = useWords('people')
  const { code, key } = person.secondFactor
  if (code || key) {
    return (
      <span className={person.active ? 'state-dot ok' : 'state-dot off'}>
        <Icon name="shield" size={18} />
        {key ? words.factorKey : words.factorYes}
      </span>
    )
  }
  return (
    <>
      <span className={person.active ? 'state-dot bad' : 'state-dot off'}>
        <Icon name="warning" size={18} />
        {words.factorNo}
      </span>
      <br />
      <span className="meta">{words.factorNoHint}</span>
    </>
  )
}
