import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { type Choice, useChoices } from './use-choices.ts'

/** Nothing is asked while somebody is still typing, milliseconds. */
const pause = 200

/** Ctrl K: type a number, a name or a word, and open it; only what this person's roles may open is there. */
export function JumpWindow({ onClose, onGo }: { onClose: () => void; onGo?: () => void }) {
  const words = useWords('areas')
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const [, navigate] = useLocation()
  const found = useFound(q)
  const roles = useSession().session.person?.roles ?? []
  const choices = useChoices(q, found.data, roles)
  useEffect(() => {
    const opener = document.activeElement
    const own = dialog.current
    own?.showModal()
    box.current?.focus()
    return () => {
      own?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const chosen = choices[Math.min(at, choices.length - 1)]
  const go = (choice: Choice | undefined) => {
    if (choice === undefined) return
    onClose()
    onGo?.()
    navigate(choice.to)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code]
    if (step !== undefined) {
      event.preventDefault()
      setAt((choices.length + Math.min(at, choices.length - 1) + step) % choices.length)
    } else if (event.code === 'Enter') {
      event.preventDefault()
      go(chosen)
    }
  }
  // The keys are the box's: an option is pressed by a pointer alone.
  const pressed = useRef(go)
  pressed.current = (choice) => go(choice)
  const shown = useRef(choices)
  shown.current = choices
  useEffect(() => {
    const element = list.current
    const click = ({ target }: MouseEvent) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
      if (option !== null) pressed.current(shown.current[Number(option.dataset.at)])
    }
    element?.addEventListener('click', click)
    return () => element?.removeEventListener('click', click)
  }, [])
  const nothing = q.trim() !== '' && found.data?.appeals.length === 0 && found.data.people.length === 0
  return (
    <dialog
      ref={dialog}
      className="jump-window"
      aria-label={words.jump}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="jump-head">
        <Icon name="search" />
        <input
          ref={box}
          className="input"
          type="text"
          role="combobox"
          aria-label={words.jump}
          aria-expanded={choices.length > 0}
          aria-controls="jump-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen && `jump-${chosen.key}`}
          placeholder={words.jumpHint}
          autoComplete="off"
          spellCheck={false}
          value={q}
          onChange={({ target }) => {
            setQ(target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        <button type="button" className="close" aria-label={words.closeJump} onClick={onClose}>
          <Icon name="close" size={22} />
        </button>
      </div>
      <p className="hint" role="status">
        {found.failed
          ? words.jumpFailed
          : nothing
            ? fill(words.jumpNothing, { q: q.trim() })
            : found.data &&
              fill(words.jumpCount, { n: found.data.appeals.length + found.data.people.length })}
      </p>
      <div ref={list} role="listbox" id="jump-list" aria-label={words.jumpResults} className="jump-list">
        {choices.map((choice, index) => (
          <div
            key={choice.key}
            id={`jump-${choice.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === chosen}
            data-at={index}
          >
            <Icon name={choice.icon} />
            <span>
              <b lang={choice.lang}>{choice.title}</b>
              {choice.hint !== null && (
                <>
                  <br />
                  <span className="sub">{choice.hint}</span>
                </>
              )}
            </span>
          </div>
        ))}
      </div>
      <ul className="keys jump-foot">
        <li>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {words.keyMove}
        </li>
        <li>
          <kbd>Enter</kbd> {words.keyOpen}
        </li>
        <li>
          <kbd>Esc</kbd> {words.keyClose}
        </li>
      </ul>
    </dialog>
  )
}

/** What is found by what is typed; what was found before stays until the new is there. */
function useFound(q: string) {
  const [data, setData] = useState<Awaited<ReturnType<typeof ask>>>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    // Nothing typed finds nothing: the actions are there by themselves.
    if (q.trim() === '') return
    const abort = new AbortController()
    const typed = setTimeout(() => {
      ask(q.trim(), abort.signal).then(
        (answer) => {
          setData(answer)
          setFailed(false)
        },
        () => setFailed(!abort.signal.aborted),
      )
    }, pause)
    return () => {
      clearTimeout(typed)
      abort.abort()
    }
  }, [q])
  return { data, failed }
}
const ask = (q: string, signal: AbortSignal) => call('GET /api/office/jump', { query: { q }, signal })
