import { type MouseEvent, useEffect, useRef } from 'react'
import { useWords } from '../words.ts'

export interface SummaryLine {
  /** Id of the control to go to; a fault of the whole page has none. */
  readonly field?: string | undefined
  readonly text: string
}

/**
 * The box at the top of the page after a failed attempt, even for one error. It takes the focus each time `lines`
 * is a new array, so set it once per attempt; an empty array shows nothing.
 */
export function ErrorSummary({
  lines,
  intro,
}: {
  lines: readonly SummaryLine[]
  intro?: string | undefined
}) {
  const words = useWords('site')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (lines.length > 0) box.current?.focus()
  }, [lines])
  const wrong = lines.length > 0
  useEffect(() => {
    if (!wrong) return
    // The page's own title, told by useTitle, comes back when the errors go.
    const [before = '', after = ''] = words.errorTitle.split('{title}')
    if (!document.title.startsWith(before)) document.title = `${before}${document.title}${after}`
    return () => {
      if (document.title.startsWith(before)) document.title = document.title.slice(before.length)
    }
  }, [wrong, words])
  if (!wrong) return null
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{words.errorHeading}</h2>
      {intro && <p>{intro}</p>}
      <ul>
        {lines.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field === undefined ? (
              text
            ) : (
              <a href={`#${field}`} onClick={(event) => goTo(field, event)}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function goTo(field: string, event: MouseEvent): void {
  const control = document.getElementById(field)
  if (control === null) return
  // Keeps the address clean, so that Back leads to the page before.
  event.preventDefault()
  control.focus()
  control.scrollIntoView({ block: 'center' })
}
