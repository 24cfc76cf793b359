import { useState } from 'react'
import { letterLanguages } from '../../../domain/language.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useWords } from '../../words.ts'
import { BecomeAuthor } from './BecomeAuthor.tsx'
import { LettersWindow } from './LettersWindow.tsx'
import type { ReplySaid } from './ReplyEditor.tsx'
import { ReplySteps, stepText } from './ReplySteps.tsx'
import type { ReplySaving } from './reply-saving.ts'
import { sendingComes } from './sending-comes.ts'
import { useDraft } from './use-replies.ts'
import { useReplyActs } from './use-reply-acts.ts'

interface OnItsWayProps {
  readonly appeal: OfficeAppeal
  readonly saving: ReplySaving
  readonly reply: Reply
  readonly onDone: (said: ReplySaid, reply: Reply | null) => void
}

/** A letter that has left its writer and not reached the client: what it waits for, and the way back. */
export function OnItsWay({ appeal, saving, reply, onDone }: OnItsWayProps) {
  const words = useWords('reply')
  const site = useWords('site')
  const { content } = useDraft(saving)
  const [fault, setFault] = useState<string | null>(null)
  const acts = useReplyActs(saving, (error) => setFault(faultWords(error, site)))
  // Another author is no step on: what it waits for is as it was.
  const last = reply.steps.findLast(({ step }) => step !== 'handedOver')
  const may = (act: Reply['may'][number]) => reply.may.includes(act)
  // Where one person decides, this is a sending that was cut between its two requests.
  const alone = reply.approval === 'executor' && may('approve')
  const send = async () => {
    const sent = await acts.send()
    if (sent !== null) onDone(sent.state === 'sent' ? 'sent' : 'proposed', sent)
  }
  const back = async () => {
    if (await acts.takeBack()) onDone('tookBack', saving.snapshot().reply)
  }
  return (
    <div className="in">
      <Banner
        kind="wait"
        role="status"
        title={<span className="capital">{words.marks[reply.overtaken ? 'overtaken' : reply.state]}</span>}
      >
        {reply.overtaken && <p>{words.overtaken}</p>}
        {last !== undefined && (
          <p>
            <NoBreak text={stepText(last, words)} />, <span className="nowrap">{shortMoment(last.at)}</span>
          </p>
        )}
        {reply.deciders.length > 0 && (
          <p>
            <NoBreak
              text={fill(reply.state === 'proposed' ? words.canApprove : words.canSign, {
                names: reply.deciders.join(', '),
              })}
            />
          </p>
        )}
      </Banner>
      <BecomeAuthor reply={reply} saving={saving} />
      {saving.unsaved && <Unsaved texts={content} />}
      {fault !== null && <FieldError id="reply-fault">{fault}</FieldError>}
      {letterLanguages
        .filter((one) => reply.texts[one] !== '')
        .map((one) => (
          <p key={one} className="reply-text" lang={one}>
            {reply.texts[one]}
          </p>
        ))}
      <div className="actions near">
        {alone && (
          <Button busy={acts.busy === 'previewing' && words.preparing} onPress={() => void acts.preview()}>
            {words.send[reply.kind]}
          </Button>
        )}
        {!alone && !reply.overtaken && (may('approve') || may('sendBack') || may('sign')) && (
          <LinkButton to={paths.officeReply(reply.id)} icon="arrow">
            {words.toDecide}
          </LinkButton>
        )}
        {!alone && (
          <Button
            kind="secondary"
            icon="eye"
            busy={acts.busy === 'previewing' && words.preparing}
            onPress={() => void acts.preview()}
          >
            {words.preview}
          </Button>
        )}
        {may('takeBack') && (
          <Button
            kind={reply.overtaken ? 'filled' : 'plain'}
            icon="returned"
            busy={acts.busy === 'takingBack' && words.takingBack}
            onPress={() => void back()}
          >
            {words.takeBack}
          </Button>
        )}
      </div>
      <More title={words.way}>
        <ReplySteps steps={reply.steps} />
      </More>
      {acts.letters !== null && (
        <LettersWindow
          letters={acts.letters}
          files={reply.files.map(({ name }) => name)}
          onClose={acts.hide}
          {...(alone && {
            sending: {
              comes: sendingComes(reply, appeal.client.fullName, words),
              busy: acts.busy === 'sending',
              fault: acts.fault,
              onSend: () => void send(),
            },
          })}
        />
      )}
    </div>
  )
}

/** What was typed after the letter had gone on, and is nowhere else. */
function Unsaved({ texts }: { texts: Reply['texts'] }) {
  const words = useWords('reply')
  return (
    <Banner kind="wait" icon="warning">
      <p>{words.closedUnsaved}</p>
      {letterLanguages
        .filter((one) => texts[one].trim() !== '')
        .map((one) => (
          <p key={one} className="reply-text" lang={one}>
            {texts[one]}
          </p>
        ))}
    </Banner>
  )
}
