import { useState } from 'react'
import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { Internal, QuestionRow } from '../../../wire/case.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { virusNote } from '../../appeal/virus-note.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { AskForm } from './AskForm.tsx'

interface QuestionsProps {
  readonly appealId: string
  readonly internal: Internal
  readonly mayAsk: boolean
  readonly dueDate: PlainDate | null
  readonly calendar: WorkingCalendar | undefined
  readonly onInternal: (internal: Internal) => void
  /** The unit has answered: the appeal may be out of its sight now. */
  readonly onAnswered: () => void
}

/** Questions to other units with their answers, the newest first; the form for one more opens by a button. */
export function Questions(props: QuestionsProps) {
  const { appealId, internal, mayAsk, onInternal } = props
  const words = useWords('case')
  const site = useWords('site')
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const withdraw = async (questionId: string) => {
    setFault(null)
    try {
      onInternal(
        await call('POST /api/office/appeals/:id/questions/:questionId/withdrawal', {
          params: { id: appealId, questionId },
          idempotencyKey: attempt.keyOf(questionId),
        }),
      )
      attempt.done()
      setSaid(words.withdrawDone)
    } catch (error) {
      setFault(faultWords(error, site))
    }
  }
  if (internal.questions.length === 0 && !mayAsk) return null
  return (
    <section className="stack tight" aria-labelledby="h-questions">
      <h3 id="h-questions">
        {words.questions} <span className="meta">{internal.questions.length}</span>
      </h3>
      {fault !== null && <FieldError id="question-fault">{fault}</FieldError>}
      <p role="status" className="meta">
        {said}
      </p>
      {internal.questions.length > 0 && (
        <ul className="jots plain">
          {internal.questions.map((question) => (
            <Question key={question.id} question={question} onWithdraw={withdraw} {...props} />
          ))}
        </ul>
      )}
      {mayAsk && internal.unitsToAsk.length > 0 && (
        <div className="no-print">
          <Button
            kind="plain"
            small
            icon={asking ? 'close' : 'plus'}
            expanded={asking}
            onPress={() => setAsking(!asking)}
          >
            {words.ask}
          </Button>
        </div>
      )}
      {asking && (
        <AskForm
          {...props}
          onAsked={() => {
            setAsking(false)
            setSaid(words.asked)
          }}
        />
      )}
    </section>
  )
}

interface QuestionProps extends QuestionsProps {
  readonly question: QuestionRow
  readonly onWithdraw: (id: string) => void
}

function Question({ question, onWithdraw, appealId, internal, onInternal, onAnswered }: QuestionProps) {
  const words = useWords('case')
  const { today } = useSession().session
  const { answer, withdrawn } = question
  const open = answer === null && withdrawn === null
  const late = open && question.answerBy < today
  return (
    <li className={late ? 'jot late' : 'jot'}>
      <p className="meta">
        <b>{fill(words.askedOf, { unit: question.unit, day: formatShortDate(question.answerBy) })}</b>
        {open && ` ·\u00a0${late ? words.late : words.waits}`}
        <br />
        {fill(words.askedBy, { name: question.by, at: shortMoment(question.at) })}
      </p>
      <p>{question.text}</p>
      <Files appealId={appealId} question={question} files={question.files} />
      {answer !== null && (
        <>
          <p className="meta">{fill(words.answered, { name: answer.by, at: shortMoment(answer.at) })}</p>
          <p>{answer.text}</p>
          <Files appealId={appealId} question={question} files={answer.files} />
        </>
      )}
      {withdrawn !== null && (
        <p className="meta">{fill(words.withdrawn, { name: withdrawn.by, at: shortMoment(withdrawn.at) })}</p>
      )}
      {question.mayWithdraw && (
        <div className="no-print">
          <Button
            kind="plain"
            small
            icon="returned"
            label={fill(words.withdrawOf, { unit: question.unit })}
            onPress={() => onWithdraw(question.id)}
          >
            {words.withdraw}
          </Button>
        </div>
      )}
      {question.mayAnswer && (
        <AnswerForm
          appealId={appealId}
          questionId={question.id}
          internal={internal}
          onInternal={onInternal}
          onAnswered={onAnswered}
        />
      )}
    </li>
  )
}

function Files({
  appealId,
  question,
  files,
}: {
  appealId: string
  question: QuestionRow
  files: QuestionRow['files']
}) {
  const words = useWords('case')
  const scan = useWords('files')
  if (files.length === 0) return null
  return (
    <FileList label={`${words.filesOf}: ${question.unit}`}>
      {files.map((file) => {
        const params = { id: appealId, fileId: file.id }
        const href = fileUrl('GET /api/office/appeals/:id/question-files/:fileId', { params })
        return <FileRow key={file.id} name={file.name} size={file.size} {...virusNote(file, href, scan)} />
      })}
    </FileList>
  )
}
