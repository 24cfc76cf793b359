import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Note } from '../../ui/Banner.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useWords } from '../../words.ts'

/** «Жөнелтілуде»: signed, and the national authority has not said yet that no key was revoked. */
export function SendingState({ replyId }: { replyId: string }) {
  const words = useWords('replySigning')
  const { data } = useLoad(`reply signatures ${replyId}`, (signal) =>
    call('GET /api/office/replies/:replyId/signatures', { params: { replyId }, signal }),
  )
  return (
    <>
      <Note kind="wait" icon="wait">
        <b className="strong">{words.sendingTitle}</b> {words.sendingText}
      </Note>
      {data !== undefined && (
        <ul className="plain stack tight">
          {data.signatures.map(({ id, language, by, receivedAt, checks, nextAt, revocation }) => (
            <li key={id}>
              <p>
                {by === null ? words.seal : by.name} ({words.letterIn[language]})
              </p>
              <p className="sub">{shortMoment(receivedAt)}</p>
              <p className="sub">
                {words.verdicts[revocation]}
                {revocation === 'unknown' && ` ${fill(words.asked, { n: checks })}`}
              </p>
              {nextAt !== null && revocation === 'unknown' && (
                <p className="sub">{fill(words.next, { date: shortMoment(nextAt) })}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
