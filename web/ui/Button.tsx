import type { MouseEvent, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type Kind = 'filled' | 'secondary' | 'plain' | 'danger'
/** The classes of whatever looks like a button. */
export const buttonClass = (kind: Kind, small: boolean | undefined, extra: string | undefined): string =>
  ['button', kind === 'filled' ? '' : kind, small ? 'small' : '', extra ?? ''].filter(Boolean).join(' ')

export interface ButtonLook {
  readonly children: ReactNode
  /** One filled button a page. */
  readonly kind?: Kind
  readonly small?: boolean
  readonly icon?: IconName
  /** The name for screen readers where the words alone are not unique on the page. */
  readonly label?: string
  readonly className?: string
}

interface ButtonProps extends ButtonLook {
  readonly onPress?: (() => void) | undefined
  readonly submit?: boolean
  /** The words while the act runs («Жіберілуде…»); presses are ignored meanwhile. */
  readonly busy?: string | false | undefined
  /** Greyed out, but focusable; a press calls `onUnavailable`, which tells what is missing. */
  readonly unavailable?: boolean | undefined
  readonly onUnavailable?: (() => void) | undefined
  /** Id of the text that says why it is unavailable, or what the press will do. */
  readonly describedBy?: string | undefined
  readonly expanded?: boolean | undefined
}

/** A button that says what happens. */
export function Button(props: ButtonProps) {
  const { kind = 'filled', busy, unavailable } = props
  const press = (event: MouseEvent) => {
    if (busy || unavailable) {
      event.preventDefault()
      if (!busy) props.onUnavailable?.()
      return
    }
    props.onPress?.()
  }
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className={buttonClass(kind, props.small, props.className)}
      onClick={press}
      aria-busy={busy ? true : undefined}
      aria-disabled={unavailable ? true : undefined}
      aria-describedby={props.describedBy}
      aria-expanded={props.expanded}
      aria-label={busy ? undefined : props.label}
    >
      {busy ? <span className="spin" /> : props.icon && <Icon name={props.icon} />}
      {busy || props.children}
    </button>
  )
}

interface DownloadProps extends ButtonLook {
  readonly href: string
  /** In a new tab, to be looked at. */
  readonly view?: boolean
  /** Of the file, where the address does not tell it. */
  readonly name?: string
}

/** A link that looks like a button and fetches a file. */
export function DownloadButton({
  href,
  view,
  children,
  kind = 'secondary',
  small,
  icon,
  label,
  className,
  name = '',
}: DownloadProps) {
  return (
    <a
      href={href}
      className={buttonClass(kind, small, className)}
      aria-label={label}
      {...(view ? { target: '_blank', rel: 'noreferrer' } : { download: name })}
    >
      <Icon name={icon ?? (view ? 'eye' : 'download')} />
      {children}
    </a>
  )
}
