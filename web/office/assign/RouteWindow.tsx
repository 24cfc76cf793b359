import { useState } from 'react'
import { call } from '../../api.ts'
import { SelectField } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useWords } from '../../words.ts'
import { ReasonWindow } from './ReasonWindow.tsx'

interface RouteWindowProps {
  readonly title: string
  readonly button: string
  readonly act: (to: { unitId: string | null; reason: string }, key: string) => Promise<void>
  readonly onClose: () => void
}

const desk = 'desk'

/** Another unit, or back to the registrar's desk, and why. */
export function RouteWindow({ title, button, act, onClose }: RouteWindowProps) {
  const words = useWords('assign')
  const site = useWords('site')
  const [unit, setUnit] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const { data } = useLoad('units', (signal) => call('GET /api/office/assignees', { signal }))
  const options = (data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <ReasonWindow
      title={title}
      button={button}
      busyWords={words.routing}
      note={words.routeNote}
      onClose={onClose}
      wrong={() => {
        setError(unit === '' ? words.chosenUnit : undefined)
        return unit === ''
      }}
      chosen={unit}
      act={(reason, key) => act({ unitId: unit === desk ? null : unit, reason }, key)}
    >
      <SelectField
        id="work-unit"
        label={words.unit}
        value={unit}
        onChange={(chosen) => {
          setUnit(chosen)
          setError(undefined)
        }}
        empty={site.choose}
        options={[...options, { value: desk, label: words.desk }]}
        error={error}
      />
    </ReasonWindow>
  )
}
