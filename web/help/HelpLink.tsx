import { lazy, type MouseEvent, Suspense, useState } from 'react'
import type { HelpSection } from '../../words/help-sections.ts'
import { paths } from '../paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

const HelpWindow = lazy(async () => ({ default: (await import('./HelpWindow.tsx')).HelpWindow }))

/** «Көмек» of a step: the right section in a window over it; with a new tab asked for, its page. */
export function HelpLink({ section }: { section: HelpSection }) {
  const words = useWords('site')
  const [open, setOpen] = useState(false)
  const press = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <a
        className="help-link"
        href={paths.helpSection(section)}
        target="_blank"
        rel="noreferrer"
        onClick={press}
      >
        <Icon name="help" />
        <span>{words.help}</span>
      </a>
      {open && (
        <Suspense>
          <HelpWindow section={section} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
