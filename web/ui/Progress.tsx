import { fill } from '../../words/fill.ts'
import { useWords } from '../words.ts'

/** «4-қадам, барлығы 5» with the step's name and a bar. `current` counts from 1. */
export function Progress({ current, total, name }: { current: number; total: number; name: string }) {
  const words = useWords('site')
  return (
    <>
      <p className="step-row">
        <span className="strong">{fill(words.stepOf, { current, total })}</span>
        <span className="meta">{name}</span>
      </p>
      <div className="bar" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => index + 1).map((step) => (
          <i key={step} className={step < current ? 'done' : step === current ? 'now' : undefined} />
        ))}
      </div>
    </>
  )
}

/** How much of an upload has been sent, in percent. */
export function UploadBar({ percent, label }: { percent: number; label: string }) {
  return <progress max={100} value={percent} aria-label={label} />
}
