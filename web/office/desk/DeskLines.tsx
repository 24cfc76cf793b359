import { Link } from 'wouter'
import type { DeskLetters, DeskPart } from '../../../wire/desk.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words.ts'
import { DeskLetterLine } from './DeskLetterLine.tsx'
import { DeskLine } from './DeskLine.tsx'

/** Lines of a group beside the others. */
const fewLines = 3

interface LinesProps {
  readonly part: DeskPart
  readonly onTaken: () => void
  readonly onHandedOut: (named: string) => void
  /** Beside the others: one column. */
  readonly narrow?: boolean
}

/** The first appeals of a group, and the way to all of them. */
export function Lines({ part, narrow = false, ...acts }: LinesProps) {
  const rows = narrow ? part.rows.slice(0, fewLines) : part.rows
  return (
    <ul className={narrow ? 'lines' : 'lines days'}>
      {rows.map((row) => (
        <DeskLine key={row.id} row={row} group={part.group} narrow={narrow} {...acts} />
      ))}
      <AllOf part={part} shown={rows.length} to={`${paths.officeQueue}?${part.query}`} />
    </ul>
  )
}

/** Letters that wait for this person; each opens where it is decided. */
export function LetterLines({ part }: { part: DeskLetters }) {
  return (
    <ul className="lines days">
      {part.replies.map((reply) => (
        <DeskLetterLine key={reply.id} reply={reply} />
      ))}
      <AllOf
        part={part}
        shown={part.replies.length}
        to={part.group === 'toSign' ? paths.officeToSign : paths.officeToApprove}
      />
    </ul>
  )
}

function AllOf({ part, shown, to }: { part: DeskPart | DeskLetters; shown: number; to: string }) {
  const words = useWords('desk')
  if (!part.more && part.total <= shown) return null
  return (
    <li>
      <Link className="link" href={to}>
        {fill(words.allOf, { n: countText(part) })}
      </Link>
    </li>
  )
}
