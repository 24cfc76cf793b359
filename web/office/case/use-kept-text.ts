import { useState } from 'react'
import { useSession } from '../../session.tsx'

/** A text being written, kept in this tab until it is sent; of this person alone. */
export function useKeptText(name: string): readonly [string, (text: string) => void] {
  const { person } = useSession().session
  const [key] = useState(`otinish.${name}.${person?.id}`)
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const change = (next: string) => {
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
    setText(next)
  }
  return [text, change]
}
