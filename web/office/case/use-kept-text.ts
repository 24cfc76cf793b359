import { useState } from 'react'
import { useSession } from '../../session.tsx'
import { keptText } from './kept-text.ts'

/**
 * A text being written, kept in this tab until it is sent; of this person alone. The last of the three is for when it
 * was: what was typed on meanwhile stays.
 */
export function useKeptText(
  name: string,
): readonly [text: string, change: (text: string) => void, forgetSent: (sent: string) => void] {
  const { person } = useSession().session
  const [kept] = useState(() => keptText(sessionStorage, `otinish.${name}.${person?.id}`))
  const [text, setText] = useState(kept.text)
  const change = (next: string) => setText(kept.keep(next))
  const forgetSent = (sent: string) => setText(kept.forgetSent(sent))
  return [text, change, forgetSent]
}
