import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { fill } from '../../words/fill.ts'
import { useSession } from '../session.tsx'
import { useLanguage, useWords } from '../words.ts'
import { hasMoved } from './page-change.ts'

/** Sets the document's title: page and company; with «Қате:» in front while the page shows errors. */
export function useTitle(page: string, options: { hasErrors?: boolean; office?: boolean } = {}): void {
  const words = useWords('site')
  const language = useLanguage()
  const company = useSession().session.company.shortName[language]
  const title = fill(options.office ? words.officeTitleOf : words.titleOf, { page, company })
  useEffect(() => {
    document.title = options.hasErrors ? fill(words.errorTitle, { title }) : title
  }, [title, options.hasErrors, words])
}

/** The page's one h1, in its own language where told. It takes the focus when a page is opened from within the site. */
export function PageTitle({ children, lang }: { children: ReactNode; lang?: string }) {
  const ref = useRef<HTMLHeadingElement>(null)
  // Of the layout: a page that is hidden once more while words are fetched loses the focus, and takes it again.
  useLayoutEffect(() => {
    if (!hasMoved()) return
    ref.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <h1 tabIndex={-1} ref={ref} lang={lang}>
      {children}
    </h1>
  )
}

/** Title and hint at the top of a page. */
export function PageHead({ title, hint }: { title: ReactNode; hint?: ReactNode }) {
  return (
    <div className="page-head">
      <PageTitle>{title}</PageTitle>
      {hint && <p className="hint">{hint}</p>}
    </div>
  )
}
