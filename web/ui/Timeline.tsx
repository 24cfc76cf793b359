import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export interface TimelineItem {
  readonly key: string
  readonly title: ReactNode
  readonly lines: readonly string[]
  readonly state: 'done' | 'now' | 'next'
  /** The sign of a step that is not done. */
  readonly icon?: IconName
}

/** What has happened, what goes on, what comes next. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="timeline">
      {items.map(({ key, title, lines, state, icon }) => (
        <li key={key} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="dot">
            <Icon name={state === 'done' ? 'tick' : (icon ?? 'dashed')} size={18} />
          </span>
          <div>
            <h3>{title}</h3>
            {lines.map((line) => (
              <p key={line} className="meta">
                {line}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
