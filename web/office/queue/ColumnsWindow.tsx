import { type QueueColumn, queueColumns, usualColumns } from '../../../domain/mailbox/queue.ts'
import type { QueuePreference } from '../../../wire/queue.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'

interface ColumnsWindowProps {
  readonly preference: QueuePreference
  readonly onChange: (preference: QueuePreference) => void
  readonly onClose: () => void
}

/** Which columns, in which order, and dense rows: kept for the person, on every device. The subject always stays. */
export function ColumnsWindow({ preference, onChange, onClose }: ColumnsWindowProps) {
  const words = useWords('queue')
  const chosen = preference.columns ?? usualColumns
  const set = (columns: readonly QueueColumn[]) => onChange({ ...preference, columns: [...columns] })
  const move = (name: QueueColumn, by: 1 | -1) => {
    const at = chosen.indexOf(name)
    const rest = chosen.filter((one) => one !== name)
    set([...rest.slice(0, at + by), name, ...rest.slice(at + by)])
  }
  const others = queueColumns.filter((name) => !chosen.includes(name))
  return (
    <Dialog
      title={words.columnsButton}
      onClose={onClose}
      foot={
        <>
          <Button kind="plain" onPress={() => onChange({ columns: null, dense: false })}>
            {words.usual}
          </Button>
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      <p className="hint">{words.columnsHint}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={preference.dense}
          onChange={({ target }) => onChange({ ...preference, dense: target.checked })}
        />
        <span>{words.dense}</span>
      </label>
      <ul className="column-list">
        {[...chosen, ...others].map((name) => {
          const at = chosen.indexOf(name)
          const title = words.columns[name]
          return (
            <li key={name}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={at >= 0}
                  disabled={name === 'subject'}
                  onChange={({ target }) =>
                    set(target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
                  }
                />
                <span>{title}</span>
              </label>
              {at > 0 && (
                <Button
                  kind="plain"
                  small
                  label={fill(words.up, { name: title })}
                  onPress={() => move(name, -1)}
                >
                  ↑
                </Button>
              )}
              {at >= 0 && at < chosen.length - 1 && (
                <Button
                  kind="plain"
                  small
                  label={fill(words.down, { name: title })}
                  onPress={() => move(name, 1)}
                >
                  ↓
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
