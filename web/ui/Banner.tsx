import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

const signs = { info: 'info', good: 'done', wait: 'wait' } as const

interface BannerProps {
  readonly kind?: keyof typeof signs
  readonly icon?: IconName
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** One action, at the right on a desk. */
  readonly action?: ReactNode
  /** `status` when it appears while the page is open. */
  readonly role?: 'status' | 'alert'
}

/** A strip of information, waiting or success. */
export function Banner({ kind = 'info', icon, title, children, action, role }: BannerProps) {
  const name = ['banner', kind === 'info' ? '' : kind, action ? 'act' : ''].filter(Boolean).join(' ')
  return (
    <div className={name} role={role}>
      <Icon name={icon ?? signs[kind]} size={22} />
      <div>
        {title && <p className="strong">{title}</p>}
        {children}
      </div>
      {action && <div className="row">{action}</div>}
    </div>
  )
}

/** A quiet remark with a sign. */
export function Note({
  icon = 'info',
  kind,
  children,
}: {
  icon?: IconName
  kind?: 'wait' | 'good'
  children: ReactNode
}) {
  return (
    <div className={kind ? `note ${kind}` : 'note'}>
      <Icon name={icon} />
      <span>{children}</span>
    </div>
  )
}
