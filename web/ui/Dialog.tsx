import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: ReactNode
  /** Called by Esc, by the cross and by the system's back gesture. Nothing entered may be lost by it. */
  readonly onClose: () => void
  readonly children: ReactNode
  /** The fixed foot: cancel at the left, one filled button at the right. */
  readonly foot?: ReactNode
  /** A line over the title: which step it is. */
  readonly above?: ReactNode
  /** In the head, next to the cross. */
  readonly beside?: ReactNode
  readonly wide?: boolean
  /** As wide as the page. */
  readonly full?: boolean
  /** Busy windows can't be left half-way. */
  readonly locked?: boolean
  /** A question that has to be answered: no cross, no Esc. */
  readonly mustAnswer?: boolean
}

/**
 * A window: a native modal dialog, a sheet from below on a phone. Draw it while it is open; taking it away closes
 * it and gives the focus back to what had it.
 */
export function Dialog({
  title,
  onClose,
  children,
  foot,
  above,
  beside,
  wide,
  full,
  locked,
  mustAnswer,
}: DialogProps) {
  const words = useWords('site')
  const ref = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    dialog?.showModal()
    // As on a page: what it is about is read first, and no control is lit before it was wanted.
    heading.current?.focus()
    // A body of text alone is scrolled by keyboard only if it can have the focus.
    const controls = body.current?.querySelector('a, button, input, select, textarea, summary, iframe')
    if (body.current !== null && controls === null) body.current.tabIndex = 0
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={full ? 'wide full' : wide ? 'wide' : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The page decides whether it closes: React takes the window away.
        event.preventDefault()
        if (event.target === event.currentTarget && !locked && !mustAnswer) onClose()
      }}
    >
      <div className="win-head">
        <div>
          {above && <div className="win-above">{above}</div>}
          <h2 id={titleId} tabIndex={-1} ref={heading}>
            {title}
          </h2>
        </div>
        <div className="win-beside">
          {beside}
          {!mustAnswer && (
            <button
              type="button"
              className="close"
              aria-label={words.close}
              onClick={() => !locked && onClose()}
            >
              <Icon name="close" size={22} />
            </button>
          )}
        </div>
      </div>
      <div className="win-body" ref={body}>
        {children}
      </div>
      {foot && <div className="win-foot">{foot}</div>}
    </dialog>
  )
}
