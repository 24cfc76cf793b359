import { type ReactNode, useId } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'

/** What goes to the client: a solid line and an eye. */
export function ToClientZone({ children }: { children: ReactNode }) {
  const words = useWords('case')
  return (
    <section className="zone out" aria-labelledby="h-to-client">
      <header>
        <Icon name="eye" />
        <h2 id="h-to-client" tabIndex={-1}>
          {words.toClient}
        </h2>
      </header>
      {children}
    </section>
  )
}

interface StaffZoneProps {
  /** Where a page has several: the id of the heading that this one is below, a part of its name. */
  readonly of?: string
  readonly children: ReactNode
}

/** What no client ever sees: a dashed line and a lock. */
export function StaffZone({ of, children }: StaffZoneProps) {
  const words = useWords('case')
  const id = useId()
  return (
    <section className="zone inner" aria-labelledby={of === undefined ? id : `${of} ${id}`}>
      <header>
        <Icon name="lock" />
        <h2 id={id}>{words.staffOnly}</h2>
        <span className="meta">{words.neverSeen}</span>
      </header>
      <div className="in">{children}</div>
    </section>
  )
}
