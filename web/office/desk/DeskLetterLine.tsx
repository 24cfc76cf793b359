import { Link } from 'wouter'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import type { ReplyListRow } from '../../../wire/reply.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { signs } from '../reply/ReplyLines.tsx'

/** A letter of the company that waits for this person: by when, on which appeal, and who wrote what. */
export function DeskLetterLine({ reply }: { reply: ReplyListRow }) {
  const words = useWords('reply')
  const office = useWords('office')
  const today = plainDate(useSession().session.today)
  const { due } = reply
  const late = due !== null && due < today
  const soon = due === today
  return (
    <li data-row={reply.id}>
      <div>
        {due === null ? (
          <span className="meta">–</span>
        ) : (
          <span className={late ? 'due late' : soon ? 'due soon' : 'due'}>
            {(late || soon) && <Icon name={late ? 'warning' : 'wait'} size={18} />}
            <span>
              {formatShortDate(due)}
              {(late || soon) && (
                <>
                  <br />
                  {late ? office.past : office.endsToday}
                </>
              )}
            </span>
          </span>
        )}
      </div>
      <div>
        <Link className="go" href={paths.officeReply(reply.id)} lang={reply.letterLanguage}>
          {reply.subject}
        </Link>
        <br />
        <span className="sub">
          {reply.client} ·&nbsp;<span className="nowrap">№ {reply.appealNumber}</span>
        </span>
      </div>
      <div>
        <p className="what">
          <Icon name={signs[reply.kind]} size={18} />
          <span>
            {words.kinds[reply.kind]}
            <br />
            <span className="sub">{reply.author}</span>
          </span>
        </p>
      </div>
    </li>
  )
}
