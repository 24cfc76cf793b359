import { useId } from 'react'
import type { Session } from '../../wire/person.ts'
import { useWords } from '../words.ts'
import { StaffForm } from './StaffForm.tsx'
import { Ways } from './Ways.tsx'

/** The ways for staff to come in: with their own key, or with password and code. */
export function StaffDoor({ onEntered }: { onEntered: (session: Session) => void }) {
  const words = useWords('site')
  const byKey = useId()
  const byPassword = useId()
  return (
    <div className="door">
      <section className="stack" aria-labelledby={byKey}>
        <h2 id={byKey}>{words.staffByKey}</h2>
        <Ways kind="staff" onEntered={onEntered} />
      </section>
      <section className="stack" aria-labelledby={byPassword}>
        <h2 id={byPassword}>{words.staffByPassword}</h2>
        <StaffForm onEntered={onEntered} />
      </section>
    </div>
  )
}
