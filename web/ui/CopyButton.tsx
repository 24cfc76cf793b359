import { useState } from 'react'
import { fill } from '../../words/fill.ts'
import { useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

/** Copies `text`; `what` says what it is, for its name («Көшіріп алу: ЭЦҚ паролі»). */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const words = useWords('site')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <>
      <button type="button" className="close" aria-label={fill(words.copy, { what })} onClick={copy}>
        <Icon name={copied ? 'tick' : 'copy'} />
      </button>
      <span className="hide" role="status">
        {copied && words.copied}
      </span>
    </>
  )
}
