import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** More to read, folded. */
export function More({ title, children, open }: { title: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="more-box" open={open}>
      <summary>
        <Icon name="right" />
        {title}
      </summary>
      {children}
    </details>
  )
}
