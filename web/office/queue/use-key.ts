import { useEffect, useRef } from 'react'

/**
 * A press of Ctrl or Alt with a physical key, whatever the keyboard's layout makes of it (docs/conventions.md); not
 * while a window is open.
 */
export function useKey(
  modifier: 'ctrl' | 'alt',
  code: `Key${string}` | 'Enter',
  act: (() => void) | null,
): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const held = modifier === 'ctrl' ? event.ctrlKey !== event.metaKey : event.altKey
      const others = event.shiftKey || (modifier === 'ctrl' ? event.altKey : event.ctrlKey || event.metaKey)
      if (event.code !== code || !held || others || latest.current === null) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [modifier, code])
}
