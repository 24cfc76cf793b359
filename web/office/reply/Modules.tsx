import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { ReplyKind } from '../../../domain/appeal/reply-kind.ts'
import type { LetterLanguage } from '../../../domain/language.ts'
import { filledTemplate, type ReplyValues } from '../../../domain/reply/placeholder.ts'
import { passagesBy } from '../../../domain/search/text-modules.ts'
import type { ReplyTemplates } from '../../../wire/reply-template.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Field } from '../../ui/Field.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { type Inserted, insertedPassage, replacedBy } from './insert-passage.ts'
import { ReplaceLetter } from './ReplaceLetter.tsx'
import './modules.css'

interface ModulesProps {
  readonly appealId: string
  readonly kind: ReplyKind
  readonly language: LetterLanguage
  readonly text: string
  /** Of the area that the letter is typed in; the hand goes back there. */
  readonly areaId: string
  /** What the fields beside the text say already, for placeholders that the server can't know yet. */
  readonly values: ReplyValues
  readonly onText: (text: string) => void
}

interface Passage {
  readonly code: string
  readonly name: string
  readonly text: string
  readonly whole: boolean
}

/**
 * docs/office.md 6: a template or a passage by a few letters of it. By keyboard alone: typed, chosen by arrows, put in
 * by Enter, left by Esc; no letter does anything by itself.
 */
export function Modules({ appealId, kind, language, text, areaId, values, onText }: ModulesProps) {
  const words = useWords('replyTemplates')
  const site = useWords('site')
  const screen = useLanguage()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState(false)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [replacing, setReplacing] = useState<Passage | null>(null)
  const { data, error } = useTemplates(asked, appealId, kind)
  const [caret, setCaret] = useState<number | null>(null)
  const hand = useHand(areaId, text)
  const passages = passagesOf(data, language, values)
  const found = passagesBy(typed, passages)
  const place = Math.min(at, found.length - 1)
  const chosen = open ? found[place] : undefined

  const put = (inserted: Inserted) => {
    setOpen(false)
    setTyped('')
    setAt(0)
    onText(inserted.text)
    hand(inserted)
  }
  const take = (passage: Passage) => {
    if (!passage.whole) return put(insertedPassage(text, passage.text, caret))
    if (text.trim() === '' || text === passage.text) return put(replacedBy(passage.text))
    setOpen(false)
    setReplacing(passage)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code]
    if (step !== undefined) {
      event.preventDefault()
      if (open && found.length > 0) setAt((found.length + place + step) % found.length)
      setOpen(true)
    } else if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      // Never sends the form around it.
      event.preventDefault()
      if (chosen !== undefined) take(chosen)
      else setOpen(true)
    } else if (event.code === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
    }
  }
  useEffect(() => {
    const option = chosen === undefined ? null : document.getElementById(`${id}-${chosen.code}`)
    option?.scrollIntoView({ block: 'nearest' })
  }, [id, chosen])
  // The keys are the box's: an option is pressed by a pointer alone, and the box keeps the focus.
  const pressed = useRef((_: number) => {})
  pressed.current = (index) => found[index] && take(found[index])
  useEffect(() => {
    const element = list.current
    const down = (event: MouseEvent) => event.preventDefault()
    const click = ({ target }: MouseEvent) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
      if (option !== null) pressed.current(Number(option.dataset.at))
    }
    element?.addEventListener('mousedown', down)
    element?.addEventListener('click', click)
    return () => {
      element?.removeEventListener('mousedown', down)
      element?.removeEventListener('click', click)
    }
  }, [])
  return (
    <div className="modules">
      <Field id={`${id}-box`} label={words.label} hint={words.hint}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="text"
            role="combobox"
            aria-expanded={open && found.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen && `${id}-${chosen.code}`}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onFocus={() => {
              setAsked(true)
              setCaret(caretIn(areaId))
            }}
            onBlur={() => setOpen(false)}
            onClick={() => setOpen(true)}
            onChange={({ target }) => {
              setTyped(target.value)
              setAt(0)
              setOpen(true)
            }}
            onKeyDown={press}
          />
        )}
      </Field>
      <p className="hint" role="status">
        {error !== null
          ? faultWords(error, site)
          : open &&
            data !== null &&
            (found.length > 0 ? fill(words.found, { n: found.length }) : words.nothing)}
      </p>
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={words.label} className="modules-list">
        {open &&
          found.map((passage, index) => (
            <div
              key={passage.code}
              id={`${id}-${passage.code}`}
              role="option"
              tabIndex={-1}
              aria-selected={passage === chosen}
              data-at={index}
            >
              <b lang={language}>{passage.name}</b>{' '}
              <span className="meta" lang={screen}>
                {passage.whole ? words.template : words.module}
              </span>
              <br />
              <span className="sub" lang={language}>
                {passage.text.replaceAll('\n', ' ')}
              </span>
            </div>
          ))}
      </div>
      {replacing !== null && (
        <ReplaceLetter
          name={replacing.name}
          language={language}
          onClose={() => setReplacing(null)}
          onReplace={() => {
            setReplacing(null)
            put(replacedBy(replacing.text))
          }}
        />
      )}
    </div>
  )
}

/** Asked for once the box is used, and again for another kind. */
function useTemplates(asked: boolean, appealId: string, kind: ReplyKind) {
  const [data, setData] = useState<ReplyTemplates | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (!asked) return
    const abort = new AbortController()
    setData(null)
    const query = { kind }
    call('GET /api/office/appeals/:id/reply-templates', {
      params: { id: appealId },
      query,
      signal: abort.signal,
    }).then(
      (answer) => {
        setData(answer)
        setError(null)
      },
      (fault: unknown) => !abort.signal.aborted && setError(fault),
    )
    return () => abort.abort()
  }, [asked, appealId, kind])
  return { data, error }
}

function passagesOf(
  data: ReplyTemplates | null,
  language: LetterLanguage,
  values: ReplyValues,
): readonly Passage[] {
  const said = (whole: boolean) => (one: ReplyTemplates['modules'][number]) => ({
    code: one.code,
    name: one.name[language],
    text: filledTemplate(one.text[language], values),
    whole,
  })
  return [...(data?.templates.map(said(true)) ?? []), ...(data?.modules.map(said(false)) ?? [])]
}

function areaOf(areaId: string): HTMLTextAreaElement | null {
  const area = document.getElementById(areaId)
  return area instanceof HTMLTextAreaElement ? area : null
}

/** Where the writer was in the text; null where it is empty. */
function caretIn(areaId: string): number | null {
  const area = areaOf(areaId)
  return area === null || area.value.trim() === '' ? null : area.selectionEnd
}

/** Puts the hand back into the text once the text is there. */
function useHand(areaId: string, text: string): (inserted: Inserted) => void {
  const waiting = useRef<Inserted | null>(null)
  useEffect(() => {
    const { current } = waiting
    const area = areaOf(areaId)
    if (current === null || area === null || text !== current.text) return
    waiting.current = null
    area.focus()
    area.setSelectionRange(current.from, current.to)
  })
  return (inserted) => {
    waiting.current = inserted
  }
}
