import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { firstExtensionDay } from '../../../domain/appeal/extension.ts'
import { parsePlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import { type LetterLanguage, letterLanguages } from '../../../domain/language.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Reply } from '../../../wire/reply.ts'
import { ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../words.ts'
import { BecomeAuthor } from './BecomeAuthor.tsx'
import { CorrectedLetter } from './CorrectedLetter.tsx'
import { KeptNote } from './KeptNote.tsx'
import { KindFields } from './KindFields.tsx'
import { LettersWindow } from './LettersWindow.tsx'
import { ReplyConflict } from './ReplyConflict.tsx'
import { ReplyFiles } from './ReplyFiles.tsx'
import { ReplyPresses } from './ReplyPresses.tsx'
import { ReplyTexts } from './ReplyTexts.tsx'
import { ReturnedRemark } from './ReturnedRemark.tsx'
import { idOfField, replyErrors, textId } from './reply-errors.ts'
import type { ReplySaving } from './reply-saving.ts'
import { sendingComes } from './sending-comes.ts'
import { useDraft, useOthersText } from './use-replies.ts'
import { useReplyActs } from './use-reply-acts.ts'
import { WriterNote } from './WriterNote.tsx'

export type ReplySaid = 'proposed' | 'sent' | 'tookBack' | 'discarded'

interface ReplyEditorProps {
  readonly appeal: OfficeAppeal
  readonly calendar: WorkingCalendar | undefined
  readonly saving: ReplySaving
  readonly kind: Reply['kind']
  /** Who says yes to this kind, before there is a draft to tell it. */
  readonly policy: Pick<Reply, 'approval' | 'signature'> | null
  /** Why it can't be proposed now, in words; null: it can. */
  readonly reason: string | null
  readonly onDone: (said: ReplySaid, reply: Reply | null) => void
}

/** §10: a letter of the company while it is written: kept from the first key on, shown, and handed on. */
export function ReplyEditor(props: ReplyEditorProps) {
  const { appeal, calendar, saving, kind, policy, onDone } = props
  const words = useWords('reply')
  const site = useWords('site')
  const { session } = useSession()
  const { reply, content, keeping } = useDraft(saving)
  const [shown, setShown] = useState<LetterLanguage>(appeal.letterLanguage)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const [own, setOwn] = useState<readonly string[]>([])
  useOthersText(saving)
  const acts = useReplyActs(saving, (error) => setLines(linesOf(error, faultWords(error, site))))
  const today = plainDate(session.today)
  const dueDate = parsePlainDate(appeal.due?.date ?? '')
  const limits = {
    language: appeal.letterLanguage,
    dueDate,
    first: firstExtensionDay(dueDate ?? today, today),
    cap: appeal.extensionCap,
    calendar,
    documents: appeal.documentNames,
    registered: parsePlainDate(appeal.registrationDate ?? ''),
  }
  const signature = (reply ?? policy)?.signature ?? 'none'
  const alone = (reply ?? policy)?.approval === 'executor'
  const others = keeping.kind === 'othersWrite'
  // That somebody else writes it is said once, with the way out.
  const reason = others || keeping.kind === 'conflict' ? null : props.reason
  const locked = others || (reply !== null && !reply.may.includes('save'))
  const errorsNow = () => replyErrors(kind, content, limits, words, reply?.corrects ?? null)
  // An error of ours goes when its field is put right; a new one comes only with the next press.
  const stillWrong = (text: string) => !own.includes(text) || errorsNow().some((one) => one.text === text)
  const errorAt = (field: string) => lines.find((line) => line.field === field && stillWrong(line.text))?.text

  /** Everything on the server, and nothing wrong with it. */
  const ready = async (): Promise<boolean> => {
    const wrong = errorsNow()
    setLines(wrong)
    setOwn(wrong.map(({ text }) => text))
    const language = letterLanguages.find((one) => wrong.some(({ field }) => field === textId(one)))
    if (language !== undefined) setShown(language)
    if (wrong.length > 0) return false
    const saved = (await saving.begun()) !== null && !saving.unsaved
    if (!saved) setLines([{ text: words.notSavedYet }])
    return saved
  }
  const refuse = () => setLines([{ text: reason ?? '' }])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (locked || acts.busy !== null) return
    if (reason !== null) return refuse()
    if (!(await ready())) return
    if (alone) return await acts.preview()
    const proposed = await acts.propose()
    if (proposed !== null) onDone('proposed', proposed)
  }
  const look = async () => {
    if (await ready()) await acts.preview()
  }
  const send = async () => {
    const sent = await acts.send()
    if (sent !== null) onDone(sent.state === 'sent' ? 'sent' : 'proposed', sent)
  }
  const keys = (event: KeyboardEvent<HTMLFormElement>) => {
    const ctrl = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey
    const inWindow = event.target instanceof Element && event.target.closest('dialog') !== null
    // Enter in a field hands nothing on: a letter goes its way by its button, or by Ctrl and Enter.
    if (!ctrl && event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
    if (!ctrl || inWindow || !['Enter', 'KeyS'].includes(event.code)) return
    event.preventDefault()
    if (event.code === 'Enter') event.currentTarget.requestSubmit()
    else void saving.flush()
  }

  return (
    <>
      <form
        noValidate
        className="in no-print"
        onSubmit={submit}
        onKeyDown={keys}
        aria-busy={acts.busy !== null}
      >
        <ErrorSummary lines={lines} />
        {reply?.corrects && <CorrectedLetter appeal={appeal} letterId={reply.corrects} />}
        {reply?.returned && (
          <ReturnedRemark returned={reply.returned} texts={{ kk: content.kk, ru: content.ru }} />
        )}
        {reply !== null && <BecomeAuthor reply={reply} saving={saving} />}
        {others && reply?.writer && (
          <WriterNote
            saving={saving}
            name={reply.writer.name}
            mayTake={reply.may.includes('takeOver')}
            nearLimits={reply.nearLimits?.filter(({ limit }) => limit === 'takeOversToday') ?? []}
          />
        )}
        {reason !== null && (
          <div id="reply-reason">
            <Banner kind="wait" icon="lock">
              <p>{reason}</p>
            </Banner>
          </div>
        )}
        <fieldset disabled={locked} className="reply-fields">
          <KindFields
            kind={kind}
            content={content}
            limits={limits}
            onChange={(next) => saving.change(next)}
            errorAt={errorAt}
          />
          <ReplyTexts
            kept={<KeptNote saving={saving} />}
            appealId={appeal.id}
            kind={kind}
            content={content}
            required={appeal.letterLanguage}
            greeting={appeal.greeting}
            shown={shown}
            onShow={setShown}
            onChange={(next) => saving.change(next)}
            errorAt={errorAt}
          />
          <ReplyFiles saving={saving} onFault={(error) => setLines([{ text: faultWords(error, site) }])} />
          <ReplyPresses
            kind={kind}
            alone={alone}
            busy={acts.busy}
            reason={reason}
            onUnavailable={refuse}
            onLook={() => void look()}
            discard={
              reply?.may.includes('discard')
                ? () => acts.discard().then((gone) => gone && onDone('discarded', null))
                : null
            }
          />
        </fieldset>
        <p className="meta" id="reply-note">
          {alone
            ? words.comes[kind]
            : signature.startsWith('head')
              ? words.proposeNoteSign
              : words.proposeNote}
        </p>
      </form>
      {keeping.kind === 'conflict' && (
        <ReplyConflict saving={saving} theirs={keeping.theirs} fields={keeping.fields} />
      )}
      {acts.letters !== null && (
        <LettersWindow
          letters={acts.letters}
          files={reply?.files.map(({ name }) => name) ?? []}
          onClose={acts.hide}
          {...(alone && {
            sending: {
              comes: sendingComes({ kind, signature }, appeal.client.fullName, words),
              busy: acts.busy === 'sending',
              fault: acts.fault,
              onSend: () => void send(),
            },
          })}
        />
      )}
    </>
  )
}

/** What the server found wrong, each at its field. */
function linesOf(fault: unknown, words: string): SummaryLine[] {
  if (!(fault instanceof ProblemError) || fault.fields.length === 0) return [{ text: words }]
  return fault.fields.map(({ field, detail }) => ({ field: idOfField(field), text: detail }))
}
