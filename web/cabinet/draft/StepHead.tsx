import type { ReactNode } from 'react'
import { type Step, steps } from '../../../domain/appeal/journey.ts'
import type { Draft } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import type { HelpSection } from '../../../words/help-sections.ts'
import { BackLink } from '../../frame/Links.tsx'
import { PageTitle } from '../../frame/Page.tsx'
import { HelpLink } from '../../help/HelpLink.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { useWords } from '../../words.ts'

/** Which section of the help tells of a step. */
export const helpOf = {
  contract: 'contract',
  letter: 'letter',
  payment: 'payment',
  documents: 'documents',
  sign: 'signature',
} as const satisfies Record<Step, HelpSection>

interface StepHeadProps {
  readonly step: Step
  /** The steps of this appeal; all of them while the type is not chosen. */
  readonly way?: readonly Step[]
  readonly back: string
  readonly title: string
  readonly hint: ReactNode
  /** The appeal that the draft was begun from. */
  readonly follows?: Draft['follows']
  readonly children?: ReactNode
}

/** The way back, how far the client has come, the errors and the title of a step. */
export function StepHead({ step, way = steps, back, title, hint, follows, children }: StepHeadProps) {
  const site = useWords('site')
  const words = useWords('writing')
  return (
    <div className="step">
      <div className="step-top">
        <BackLink to={back}>{site.back}</BackLink>
        <HelpLink section={helpOf[step]} />
      </div>
      <Progress current={way.indexOf(step) + 1} total={way.length} name={useNextName(step, way)} />
      {children}
      <PageTitle>{title}</PageTitle>
      <p className="hint">{hint}</p>
      {follows !== undefined && follows !== null && (
        <p className="hint">{fill(words.follows[follows.kind], { number: follows.number })}</p>
      )}
    </div>
  )
}

function useNextName(step: Step, way: readonly Step[]): string {
  const words = useWords('writing')
  const next = way[way.indexOf(step) + 1]
  return next === undefined ? words.lastStep : fill(words.nextStep, { step: words.steps[next] })
}
