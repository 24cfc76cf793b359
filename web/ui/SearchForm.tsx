import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../words.ts'
import { Field } from './Field.tsx'
import { Icon } from './Icon.tsx'

interface SearchFormProps {
  readonly label: string
  /** What can be searched for; heard by screen readers. */
  readonly hint: string
  /** What is searched for now: it is in the URL. */
  readonly asked: string
  readonly onSearch: (text: string) => void
  /** The list's filters. */
  readonly children: ReactNode
}

/** §2: search over a list, with its filters beside. Searches on the button or Enter, not while typing. */
export function SearchForm({ label, hint, asked, onSearch, children }: SearchFormProps) {
  const words = useWords('site')
  const [typed, setTyped] = useState(asked)
  useEffect(() => setTyped(asked), [asked])
  const search = (event: FormEvent) => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <search aria-label={label}>
      <form className="tools" onSubmit={search}>
        <Field id="q" label={words.search}>
          {(control) => (
            <div className="with-button">
              <input
                {...control}
                className="input"
                type="search"
                aria-describedby="q-help"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <button className="button secondary square" type="submit" aria-label={words.search}>
                <Icon name="search" size={22} />
              </button>
              <span className="hide" id="q-help">
                {hint}
              </span>
            </div>
          )}
        </Field>
        {children}
      </form>
    </search>
  )
}
