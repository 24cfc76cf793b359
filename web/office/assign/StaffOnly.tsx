import type { ReactNode } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'

/** docs/office.md 1: what is for staff alone, by a sign, a dashed line and words. */
export function StaffOnly({ children, note }: { children: ReactNode; note: string }) {
  const words = useWords('assign')
  return (
    <section className="staff-only" aria-label={words.staffOnly}>
      <p className="sign">
        <Icon name="lock" />
        {words.staffOnly}
      </p>
      {children}
      <p className="meta">{note}</p>
    </section>
  )
}
