import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

interface FiltersProps {
  /** No search is beside them: they are open. */
  readonly alone?: boolean
  readonly children: ReactNode
}

/** §2: what narrows a list; on a phone it can be folded. */
export function Filters({ alone = false, children }: FiltersProps) {
  const words = useWords('site')
  return (
    <details className={alone ? 'filters alone' : 'filters'} open={alone}>
      <summary>
        <Icon name="filter" />
        {words.filters}
      </summary>
      <div className="grid">{children}</div>
    </details>
  )
}
