import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type ButtonLook, buttonClass } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** A link that looks like a button: it leads to a page of ours. */
export function LinkButton({
  to,
  children,
  kind = 'filled',
  small,
  icon,
  label,
  className,
}: ButtonLook & { to: string }) {
  return (
    <Link href={to} className={buttonClass(kind, small, className)} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

/** The way back, above the title. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link href={to} className="back">
      <Icon name="left" />
      {children}
    </Link>
  )
}
