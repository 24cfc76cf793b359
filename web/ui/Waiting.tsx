import type { ReactNode } from 'react'
import { useWords } from '../words.ts'

/** A whole page on its way: its head and its first card keep the place that the real ones will take. */
export function PageSkeleton() {
  return (
    <>
      <div className="page-head" aria-hidden="true">
        <span className="bone title" />
        <span className="bone lead" />
      </div>
      <Skeleton />
    </>
  )
}

/** Grey bars while a page is fetched; screen readers hear «Жүктелуде…». */
export function Skeleton() {
  const words = useWords('site')
  return (
    <div className="card" aria-busy="true">
      <p className="hide" role="status">
        {words.loading}
      </p>
      {['70%', '40%', '90%', '55%'].map((width) => (
        <span key={width} className="bone" style={{ width }} />
      ))}
    </div>
  )
}

interface EmptyStateProps {
  readonly title: string
  readonly hint: string
  /** Without the drawing it is a search that found nothing. */
  readonly drawing?: boolean
  readonly action?: ReactNode
  /** Its title is the page's. */
  readonly page?: boolean
}

/** Nothing here yet: a drawing, a sentence, one action. */
export function EmptyState({ title, hint, drawing, action, page }: EmptyStateProps) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className="empty">
      {drawing && <LetterDrawing />}
      <Heading>{title}</Heading>
      <p className="hint">{hint}</p>
      {action}
    </div>
  )
}

function LetterDrawing() {
  return (
    <svg width="120" height="112" viewBox="0 0 120 112" fill="none" strokeLinecap="round" aria-hidden="true">
      <rect
        x="28"
        y="8"
        width="64"
        height="86"
        rx="3"
        fill="var(--surface)"
        stroke="var(--line-control)"
        strokeWidth="1.5"
      />
      <g stroke="var(--line)" strokeWidth="2.5">
        <path d="M38 52h44M38 60h44M38 68h30" />
        <path d="M12 104h96" strokeWidth="2" />
      </g>
      <g stroke="var(--primary)" strokeWidth="2.5" strokeLinejoin="round">
        <path d="M60 22h22M60 29h22M60 36h16" />
        <path d="M40 86c5-9 9-12 10.5-10.5 2 2-4 9.5-2 10.5s4.5-6 6.5-5 .5 4 3 4.5 5-2 11-2" />
      </g>
    </svg>
  )
}
