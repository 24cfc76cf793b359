import { letterLanguages } from '../../../domain/language.ts'
import type { Reply } from '../../../wire/reply.ts'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { ReplySteps } from './ReplySteps.tsx'

/** A letter in work for those who only read: how far it is, and what it says by now. */
export function ReplyToRead({ reply }: { reply: Reply }) {
  const words = useWords('reply')
  return (
    <section className="stack tight">
      <h3>{words.kinds[reply.kind]}</h3>
      <p className="meta">{words.marks[reply.overtaken ? 'overtaken' : reply.state]}</p>
      {letterLanguages
        .filter((one) => reply.texts[one] !== '')
        .map((one) => (
          <p key={one} className="reply-text" lang={one}>
            {reply.texts[one]}
          </p>
        ))}
      {reply.steps.length > 0 && (
        <More title={words.way}>
          <ReplySteps steps={reply.steps} />
        </More>
      )}
    </section>
  )
}
