import { Link } from 'wouter'
import { approvedReplyStates } from '../../../domain/reply/reply.ts'
import type { Reply } from '../../../wire/reply.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { fileUrl } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { virusNote } from '../../appeal/virus-note.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { More } from '../../ui/More.tsx'
import { useWords, type Words } from '../../words.ts'
import { reasonWords } from './KindFields.tsx'
import { ReplySteps, stepActor } from './ReplySteps.tsx'

/** What the letter decides, who wrote it, and the way that it has come. */
export function ReplyFacts({ reply }: { reply: Reply }) {
  const words = useWords('reply')
  const scan = useWords('files')
  const proposed = reply.steps.findLast(({ step }) => step === 'proposed')
  const approved = approvedReplyStates.includes(reply.state)
    ? reply.steps.findLast(({ step }) => step === 'approved')
    : undefined
  const { client, due } = reply.appeal
  const newDue =
    reply.newDueDate === null ? null : (
      <>
        <b>{formatShortDate(reply.newDueDate)}</b>
        {reply.extension && <p className="sub">{addedText(reply.extension, words)}</p>}
      </>
    )
  const writtenBy = (
    <>
      {reply.author.name}
      {proposed && <p className="sub">{shortMoment(proposed.at)}</p>}
    </>
  )
  return (
    <>
      <Facts
        rows={[
          [words.client, client],
          [
            words.outgoing,
            reply.outgoing && `№ ${reply.outgoing.number}, ${formatShortDate(reply.outgoing.date)}`,
          ],
          [words.dueNow, due === null ? null : formatShortDate(due)],
          [words.dueNew, newDue],
          [reasonWords(reply.kind, words), reply.reason],
          [words.papersOf, reply.papers && <PapersOf papers={reply.papers} />],
          [words.outcomeOf, reply.outcome === null ? null : words.outcomes[reply.outcome]],
          [words.receiver, reply.receiver && `${reply.receiver.name}, ${reply.receiver.address}`],
          [words.author, writtenBy],
          [words.stepsBy.approved, approved && <ActorOf step={approved} />],
        ]}
      />
      {reply.late && (
        <p className="what bad">
          <Icon name="warning" size={18} />
          <span>{words.late}</span>
        </p>
      )}
      {reply.files.length > 0 && (
        <FileList label={words.files}>
          {reply.files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              {...virusNote(
                file,
                fileUrl('GET /api/office/replies/:replyId/files/:fileId', {
                  params: { replyId: reply.id, fileId: file.id },
                }),
                scan,
              )}
            />
          ))}
        </FileList>
      )}
      {reply.returned && (
        <p className="what wait">
          <Icon name="returned" size={18} />
          <span>
            {fill(words.returnedBy, { name: reply.returned.by, at: shortMoment(reply.returned.at) })}{' '}
            <q>{reply.returned.remark}</q>
          </span>
        </p>
      )}
      <Link className="link-row" href={paths.officeAppeal(reply.appealId)}>
        <Icon name="letter" />
        {words.openAppeal}
      </Link>
      <More title={words.way}>
        <ReplySteps steps={reply.steps} />
      </More>
    </>
  )
}

/** What the letter asks of the client: a list, and the day. */
function PapersOf({ papers }: { papers: NonNullable<Reply['papers']> }) {
  const words = useWords('reply')
  return (
    <>
      <ul>
        {papers.slots.map(({ name, note }) => (
          <li key={`${name} ${note}`}>{note === '' ? name : `${name}. ${note}`}</li>
        ))}
      </ul>
      {papers.by !== null && (
        <p className="sub">
          {words.papersBy}: {formatShortDate(papers.by)}
        </p>
      )}
    </>
  )
}

function ActorOf({ step }: { step: Reply['steps'][number] }) {
  return (
    <>
      {stepActor(step, useWords('reply'))}
      <p className="sub">{shortMoment(step.at)}</p>
    </>
  )
}

/** «+8 жұмыс күні, шегі 02.04.2026» */
function addedText({ workingDays, cap }: NonNullable<Reply['extension']>, words: Words<'reply'>): string {
  return [
    ...(workingDays === null ? [] : [fill(words.dueAdded, { n: workingDays })]),
    ...(cap === null ? [] : [fill(words.dueCap, { date: formatShortDate(cap) })]),
  ].join(', ')
}
