import { useRef } from 'react'
import { Link } from 'wouter'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import type { ReplyListRow } from '../../../wire/reply.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useWords, type Words } from '../../words.ts'
import { useRowKeys } from '../queue/use-row-keys.ts'

export const signs: Readonly<Record<ReplyListRow['kind'], IconName>> = {
  answer: 'tick',
  interim: 'clock',
  papers: 'file',
  forwarding: 'outgoing',
  return: 'returned',
  correction: 'pencil',
}

interface ReplyLinesProps {
  readonly rows: readonly ReplyListRow[]
  /** The filter that they were found by goes along. */
  readonly search: string
  readonly here?: string
}

/** Letters that wait, the nearest due date first; arrows move along them, Enter opens. */
export function ReplyLines({ rows, search, here }: ReplyLinesProps) {
  const words = useWords('reply')
  const today = plainDate(useSession().session.today)
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list, [])
  return (
    <ul className="lines" ref={list}>
      {rows.map((row) => {
        const due = dueOf(row, today, words)
        return (
          <li
            key={row.id}
            data-row={row.id}
            className={row.id === here ? 'cue here' : undefined}
            ref={row.id === here ? bringIn : undefined}
          >
            <div>
              <p className={row.kind === 'interim' ? 'what wait' : 'what'}>
                <Icon name={signs[row.kind]} size={18} />
                <span>{words.kinds[row.kind]}</span>
              </p>
              <Link
                className="go"
                href={paths.officeReply(row.id) + search}
                lang={row.letterLanguage}
                aria-current={row.id === here ? 'true' : undefined}
              >
                {row.subject}
              </Link>
              <p className="sub">{fill(words.numberOf, { number: row.appealNumber, name: row.author })}</p>
              {due !== null && <p className={due.soon ? 'sub hot' : 'sub'}>{due.text}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** On a phone the lines are a strip: the open one comes first. */
function bringIn(open: HTMLLIElement | null): void {
  const strip = open?.parentElement
  if (open && strip) strip.scrollLeft = open.offsetLeft
}

/** The day that the client was told, and whether it is today, past or near. */
export function dueOf(
  { due }: Pick<ReplyListRow, 'due'>,
  today: string,
  words: Words<'reply'>,
): { text: string; soon: boolean } | null {
  if (due === null) return null
  const date = formatShortDate(due)
  if (due < today) return { text: fill(words.duePast, { date }), soon: true }
  if (due === today) return { text: words.dueToday, soon: true }
  return { text: fill(words.dueOn, { date }), soon: false }
}
