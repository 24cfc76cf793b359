import { useState } from 'react'
import { replyKinds } from '../../../domain/appeal/reply-kind.ts'
import { writingOf } from '../../../domain/reply/reply-acts.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Replies, Reply } from '../../../wire/reply.ts'
import { isOpen } from './use-replies.ts'

type Kind = Reply['kind']

/** What is in work, and what this person may begin; a correction is begun at the letter that it corrects. */
export function kindsOf({ offered, replies }: Replies, acts: OfficeAppeal['acts']): Kind[] {
  const open = replies.filter(isOpen).map(({ kind }) => kind)
  const begun = offered
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'correction' && acts.includes(writingOf(kind)))
  return replyKinds.filter((kind) => open.includes(kind) || begun.includes(kind))
}

/**
 * The tab that is shown: the one chosen, or held by what is in it. Until then it is the first, chosen again when other
 * kinds may be written, as after taking the appeal into work.
 */
export function useShownKind(replies: Replies, kinds: readonly Kind[]) {
  const known = kinds.join()
  const first = () => ({ known, kind: firstShown(replies, kinds), held: false })
  const [at, setAt] = useState(first)
  if (!at.held && at.known !== known) setAt(first())
  return {
    shown: kinds.find((kind) => kind === at.kind) ?? kinds[0],
    choose: (kind: Kind) => setAt({ known, kind, held: true }),
  }
}

/** What was sent back comes first, then what is begun, then what may be. */
function firstShown({ replies }: Replies, kinds: readonly Kind[]): Kind | undefined {
  const open = replies.filter((one) => isOpen(one) && kinds.includes(one.kind))
  const back = open.find(({ state, returned }) => state === 'draft' && returned !== null)
  return (back ?? open[0])?.kind ?? kinds[0]
}
