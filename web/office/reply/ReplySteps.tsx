import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useWords, type Words } from '../../words.ts'

type Step = Reply['steps'][number]

/** The whole way of a letter, the newest step first. */
export function ReplySteps({ steps }: { steps: readonly Step[] }) {
  const words = useWords('reply')
  return (
    <ol className="log">
      {steps.toReversed().map((step) => (
        <li key={`${step.at} ${step.step}`}>
          <time dateTime={step.at}>{shortMoment(step.at)}</time>
          <span>
            <NoBreak text={stepText(step, words)} />
            {step.author !== null && <span className="meta"> {fill(words.authorChanged, step.author)}</span>}
            {step.remark !== null && <q className="remark">{step.remark}</q>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** «Бекітуге ұсынған: Иманбекова С. М.»: never as if it were sent to them; what came by itself names nobody. */
export function stepText(step: Step, words: Words<'reply'>): string {
  if (step.by.name === '') return words.steps[step.step]
  return fill(words.stepOf, { step: words.stepsBy[step.step], name: stepActor(step, words) })
}

export function stepActor({ by }: Step, words: Words<'reply'>): string {
  return by.insteadOf === null ? by.name : fill(words.insteadOf, { name: by.name, other: by.insteadOf })
}
