import type { ReactNode } from 'react'
import { inThreadOrder } from '../../domain/correspondence/thread.ts'
import type { Language } from '../../domain/language.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { formatLongDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { useSession } from '../session.tsx'
import { Note } from '../ui/Banner.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { useLanguage, useWords, type Words } from '../words.ts'
import { longMoment } from './dates.ts'
import { ReplySignatures } from './ReplySignatures.tsx'
import { SignatureLine } from './Signature.tsx'
import { virusNote } from './virus-note.ts'

type Letter = Appeal['correspondence'][number]

interface CorrespondenceProps {
  readonly appeal: Appeal
  readonly fileHref: (fileId: string) => string
  /** How the client's own letter is called: «Сіздің өтінішіңіз», or the client's for staff. */
  readonly ownTitle: string
  /** «Сіз оқыдыңыз: {date}»; staff are told of the client. */
  readonly readWords: string
  /** Shown under the client's letter: its page images, its copy. */
  readonly ownExtra?: ReactNode
  /** Shown under a letter of the company: what can be done with it. */
  readonly extraOf?: (letter: Letter) => ReactNode
}

/** §10: the whole correspondence, newest first: texts, and every file in full name with its download. */
export function Correspondence(props: CorrespondenceProps) {
  const { appeal, fileHref, ownTitle, readWords, ownExtra, extraOf } = props
  const words = useWords('cabinet')
  const thread = useWords('thread')
  const files = useWords('files')
  const language = useLanguage()
  const { company: ours, person } = useSession().session
  const company = ours.shortName[language]
  const letters = inThreadOrder(appeal.correspondence)
  const names = letters.flatMap((letter) => letter.files.map((file) => file.name))
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return letters.map((letter) => {
    const own = letter.kind === 'appeal'
    const fromClient = own || letter.sender !== null
    const title = own
      ? ownTitle
      : fill(titleOf(letter, { ...words, ...thread }, person?.fullName), {
          company,
          name: letter.sender ?? '',
        })
    const moment = longMoment(letter.sentAt, language)
    return (
      <article key={letter.id} className="msg">
        <div className="msg-head">
          <span className={fromClient ? 'who' : 'who us'} aria-hidden="true">
            {fromClient
              ? initials(letter.sender ?? appeal.client.fullName)
              : company.replace(/[«»"]| АҚ|АО | JSC/g, '')}
          </span>
          <h3>{title}</h3>
          <p className="meta">
            {letter.outgoing !== null && `${fill(words.letterNumber, { number: letter.outgoing.number })}. `}
            {moment}
            {letter.sender !== null &&
              `. ${letter.readAt === null ? words.staffNotRead : fill(words.staffRead, { date: longMoment(letter.readAt, language) })}`}
            {!fromClient &&
              letter.readAt !== null &&
              `. ${fill(readWords, { date: readTimes(letter, letter.readAt, words, language) })}`}
          </p>
        </div>
        {letter.sender !== null && (
          <p className="state-word ok">
            <Icon name="done" />
            {fill(words.messageReceived, { date: moment })}
          </p>
        )}
        <Marks letter={letter} letters={letters} words={words} />
        {own ? <SignatureLine signature={appeal.signature} /> : <Texts letter={letter} words={words} />}
        {letter.files.length > 0 && (
          <FileList label={fill(words.filesOf, { letter: `${title}, ${moment}` })}>
            {letter.files.map((file) => (
              <FileRow
                key={file.id}
                name={file.name}
                size={file.size}
                {...virusNote(file, fileHref(file.id), files)}
                of={twice.has(file.name) ? `${title}, ${moment}` : undefined}
              />
            ))}
          </FileList>
        )}
        <ReplySignatures
          signatures={letter.signatures}
          fileHref={fileHref}
          byClient={letter.sender !== null}
        />
        {own ? ownExtra : extraOf?.(letter)}
      </article>
    )
  })
}

/** What a letter is to others of the thread: what it corrects, what corrects it, that another answer follows. */
function Marks({ letter, letters, words }: { letter: Letter; letters: Letter[]; words: Words<'cabinet'> }) {
  const thread = useWords('thread')
  const language = useLanguage()
  const named = ({ outgoing, sentAt }: Letter) => outgoing?.number ?? longMoment(sentAt, language)
  const corrected = letters.find(({ id }) => id === letter.corrects)
  const corrections = letters.filter(({ corrects }) => corrects === letter.id)
  const { withdrawal } = letter
  const lines = [
    withdrawal !== null && withdrawalLine(withdrawal, thread, language),
    withdrawal !== null &&
      withdrawal.reason !== null &&
      fill(thread.withdrawalReason, { reason: withdrawal.reason }),
    ...letter.askedAgain.map(({ at, name, reason }) =>
      fill(thread.paperAskedAgain, { at: longMoment(at, language), name, reason }),
    ),
    letter.receiver !== null && fill(words.letterReceiver, { receiver: letter.receiver.name }),
    corrected !== undefined && fill(words.letterCorrects, { letter: named(corrected) }),
    ...corrections.map((one) => fill(words.letterCorrected, { letter: named(one) })),
    letter.beforeReopening && words.letterBeforeReopening,
  ].filter((line): line is string => typeof line === 'string')
  return lines.map((line) => (
    <Note key={line} icon="info">
      {line}
    </Note>
  ))
}

function withdrawalLine(
  { state, decideBy, decidedAt }: NonNullable<Letter['withdrawal']>,
  words: Words<'thread'>,
  language: Language,
): string {
  const at = decidedAt === null ? '' : longMoment(decidedAt, language)
  return fill(words.withdrawalStates[state], { day: formatLongDate(decideBy, language), at })
}

function Texts({ letter, words }: { letter: Letter; words: Words<'cabinet'> }) {
  const reads = useLanguage()
  const first = letter.texts.find(({ language }) => language === reads) ?? letter.texts[0]
  return (
    <>
      {letter.reason !== null && <p>{fill(words.reason, { reason: letter.reason })}</p>}
      {letter.texts.map((one) => {
        const quote = (
          <p key={one.language} className="quote" lang={one.language}>
            {one.text}
          </p>
        )
        if (one === first) return quote
        return (
          <More key={one.language} title={words.sameLetterIn[one.language]}>
            {quote}
          </More>
        )
      })}
    </>
  )
}

/** When it was opened first and, where that is another time, last. */
function readTimes(letter: Letter, readAt: string, words: Words<'cabinet'>, language: Language): string {
  const last = longMoment(readAt, language)
  const first = letter.firstReadAt === null ? last : longMoment(letter.firstReadAt, language)
  return first === last ? last : fill(words.readFirstAndLast, { first, last })
}

function titleOf(
  letter: Letter,
  words: Words<'cabinet'> & Words<'thread'>,
  reader: string | undefined,
): string {
  switch (letter.kind) {
    case 'submission':
      if (letter.withdrawal !== null) return words.withdrawalOf
      // Papers have no words.
      if (letter.texts.length === 0) return letter.sender === reader ? words.yourPapers : words.papersOf
      return letter.sender === reader ? words.yourMessage : words.messageOf
    case 'message':
      return words.messageFrom
    case 'interimReply':
      return words.interimFrom
    case 'papers':
      return words.papersFrom
    case 'forwarding':
      return words.forwardingFrom
    case 'return':
      return words.returnFrom
    case 'correction':
      return words.correctionFrom
    default:
      return words.answerFrom
  }
}

function initials(fullName: string): string {
  return fullName
    .split(' ')
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join('')
}
