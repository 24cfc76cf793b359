import { useState } from 'react'
import type { Consent } from '../../wire/profile.ts'
import { fill } from '../../words/fill.ts'
import { call, ProblemError } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import type { SummaryLine } from '../ui/ErrorSummary.tsx'
import { useLanguage, useWords } from '../words.ts'

/** The text in force, whole: which data, what for, who sees them, how to withdraw (docs/domain.md 2.3). */
export function ConsentText({ text }: { text: NonNullable<Consent['text']> }) {
  const words = useWords('consent')
  const language = useLanguage()
  return (
    <div className="card consent-text">
      {text.sections.map((section) => (
        <section key={section.title.kk} className="stack tight">
          <h2>{section.title[language]}</h2>
          <p>{section.text[language]}</p>
        </section>
      ))}
      <p className="meta">{fill(words.version, { version: text.version })}</p>
    </div>
  )
}

/** The yes: written down for this version; a version that has changed meanwhile is fetched again. */
export function useAgreeing(version: string | undefined, reload: () => void) {
  const site = useWords('site')
  const language = useLanguage()
  const { agreed } = useSession()
  const [busy, setBusy] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const agree = async () => {
    if (version === undefined) return
    setBusy(true)
    setLines([])
    try {
      await call('POST /api/consent', { body: { version, language } })
      await agreed()
    } catch (error) {
      setBusy(false)
      setLines([{ text: faultWords(error, site) }])
      if (error instanceof ProblemError && error.code === 'consent_changed') reload()
    }
  }
  return { agree: () => void agree(), busy, lines }
}
