import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { replyKinds } from '../../../domain/appeal/reply-kind.ts'
import { rolesFor } from '../../../domain/appeal/rights.ts'
import { finalStatuses } from '../../../domain/appeal/status.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import { writingOf } from '../../../domain/reply/reply-acts.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Replies, Reply } from '../../../wire/reply.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { OnItsWay } from './OnItsWay.tsx'
import { ReplyEditor, type ReplySaid } from './ReplyEditor.tsx'
import './reply.css'
import { ReplyToRead } from './ReplyToRead.tsx'
import type { ReplySaving } from './reply-saving.ts'
import { isOpen, useDraft, useReplies } from './use-replies.ts'
import { kindsOf, useShownKind } from './use-shown-kind.ts'

type Kind = Reply['kind']

interface RepliesPartProps {
  readonly appeal: OfficeAppeal
  readonly calendar: WorkingCalendar | undefined
  readonly onDone: (said: ReplySaid, kind: Kind) => void
}

/** docs/office.md 6: what goes to the client, a tab for each kind of letter; each keeps its own draft. */
export function RepliesPart(props: RepliesPartProps) {
  const { load, savingOf } = useReplies(props.appeal.id)
  if (load.data === undefined) {
    return (
      <div className="in">
        {load.loading ? <Skeleton /> : <LoadFailed error={load.error} retry={load.reload} />}
      </div>
    )
  }
  return <Tabs {...props} replies={load.data} savingOf={savingOf} renew={load.renew} />
}

interface TabsProps extends RepliesPartProps {
  readonly replies: Replies
  readonly savingOf: (kind: Kind) => ReplySaving
  readonly renew: () => void
}

function Tabs({ replies, savingOf, renew, ...rest }: TabsProps) {
  const words = useWords('reply')
  const ofCase = useWords('case')
  const roles = useSession().session.person?.roles ?? []
  const over = finalStatuses.includes(rest.appeal.status)
  const { acts } = rest.appeal
  const writes = !over && replyKinds.some((kind) => acts.includes(writingOf(kind)))
  const kinds = kindsOf(replies, over ? [] : acts)
  const { shown, choose } = useShownKind(replies, kinds)
  const list = useRef<HTMLDivElement>(null)
  const reads = !rolesFor('writeReply').some((role) => roles.includes(role))
  if (shown === undefined || (reads && !writes)) {
    // Who writes letters, but not this one, is told why; who never does, that they only read.
    const why = reads ? null : replies.offered[0]?.why
    return (
      <div className="in">
        <Note icon={over ? 'done' : 'lock'}>{over ? ofCase.overNothing : (why ?? ofCase.nothingToSend)}</Note>
        {replies.replies.filter(isOpen).map((reply) => (
          <ReplyToRead key={reply.id} reply={reply} />
        ))}
      </div>
    )
  }
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code]
    if (step === undefined) return
    event.preventDefault()
    const next = kinds[(kinds.indexOf(shown) + step + kinds.length) % kinds.length] ?? shown
    choose(next)
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={words.tabs} ref={list} onKeyDown={move}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            role="tab"
            id={`tab-${kind}`}
            aria-selected={kind === shown}
            aria-controls="reply-panel"
            tabIndex={kind === shown ? 0 : -1}
            onClick={() => choose(kind)}
          >
            {words.kinds[kind]}
            <Mark saving={savingOf(kind)} />
          </button>
        ))}
      </div>
      <div role="tabpanel" id="reply-panel" aria-labelledby={`tab-${shown}`}>
        <Shown
          key={shown}
          {...rest}
          kind={shown}
          saving={savingOf(shown)}
          replies={replies}
          renew={renew}
          onHeld={() => choose(shown)}
        />
      </div>
    </>
  )
}

interface ShownProps extends RepliesPartProps {
  readonly kind: Kind
  readonly saving: ReplySaving
  readonly replies: Replies
  readonly renew: () => void
  /** There is something in it: nothing else takes its place by itself. */
  readonly onHeld: () => void
}

function Shown({ kind, saving, replies, renew, onHeld, onDone, ...rest }: ShownProps) {
  const { reply, keeping } = useDraft(saving)
  const held = reply !== null || saving.unsaved
  const hold = useRef(onHeld)
  hold.current = onHeld
  useEffect(() => {
    if (held) hold.current()
  }, [held])
  // One's own sending leaves an empty form.
  const [turn, setTurn] = useState(0)
  const offer = replies.offered.find((one) => one.kind === kind)
  const done = (said: ReplySaid, next: Reply | null) => {
    if (next !== null && !isOpen(next)) saving.forget()
    else if (next !== null) saving.adopt(next)
    setTurn(turn + 1)
    renew()
    // The button that was pressed is gone.
    document.getElementById(`tab-${kind}`)?.focus()
    onDone(said, kind)
  }
  if (reply !== null && reply.state !== 'draft' && keeping.kind === 'closed') {
    return <OnItsWay {...rest} saving={saving} reply={reply} onDone={done} />
  }
  return (
    <ReplyEditor
      key={turn}
      {...rest}
      kind={kind}
      saving={saving}
      policy={offer ?? null}
      reason={reply === null ? (offer?.why ?? null) : (reply.whyNot.propose ?? null)}
      onDone={done}
    />
  )
}

const signs: Readonly<Partial<Record<Reply['state'], IconName>>> = {
  draft: 'pencil',
  proposed: 'wait',
  approved: 'tick',
  toSign: 'key',
  sending: 'outgoing',
}

/** What a tab holds already. */
function Mark({ saving }: { saving: ReplySaving }) {
  const words = useWords('reply')
  const { reply } = useDraft(saving)
  const sign = reply === null ? undefined : signs[reply.state]
  if (reply === null || sign === undefined) return null
  const back = reply.state === 'draft' && reply.returned !== null
  return (
    <>
      <Icon name={back || reply.overtaken ? 'returned' : sign} size={18} />
      <span className="hide">
        {back ? words.marks.returned : words.marks[reply.overtaken ? 'overtaken' : reply.state]}
      </span>
    </>
  )
}
