import { useId } from 'react'

interface PickProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What the list begins with; left out for an order, which is never off. */
  readonly none?: string
}

/** A native select with its name inside the pill; one that narrows the list is filled and outlined. */
export function Pick({ label, value, onChange, options, none }: PickProps) {
  const id = useId()
  return (
    <span className={none !== undefined && value !== '' ? 'pick on' : 'pick'}>
      <label htmlFor={id}>{label}:</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  )
}
