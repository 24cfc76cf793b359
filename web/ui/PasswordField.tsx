import { useState } from 'react'
import { useWords } from '../words.ts'
import { Field, type FieldProps } from './Field.tsx'
import { Icon } from './Icon.tsx'

interface PasswordFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** A new one, which the browser may propose. */
  readonly fresh?: boolean
}

/** A password that can be looked at, and that tells when Caps Lock is on. Staff only: a key's has its own window. */
export function PasswordField(props: PasswordFieldProps) {
  const words = useWords('site')
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  return (
    <Field {...props}>
      {(control) => (
        <>
          <div className="with-button">
            <input
              {...control}
              className="input"
              type={shown ? 'text' : 'password'}
              value={props.value}
              onChange={(event) => props.onChange(event.target.value)}
              onKeyDown={(event) => setCaps(event.getModifierState('CapsLock'))}
              onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
              autoComplete={props.fresh ? 'new-password' : 'current-password'}
              autoCapitalize="none"
              spellCheck={false}
            />
            <button
              type="button"
              className="button secondary square"
              aria-label={shown ? words.hidePassword : words.showPassword}
              onClick={() => setShown(!shown)}
            >
              <Icon name={shown ? 'eyeClosed' : 'eye'} />
            </button>
          </div>
          <output className="hint" hidden={!caps}>
            {words.capsLock}
          </output>
        </>
      )}
    </Field>
  )
}
