import { Icon } from './Icon.tsx'

/** The button of a row of files that takes the file away; `label` names the file. */
export function RemoveFile({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className="close" aria-label={label} onClick={onPress}>
      <Icon name="bin" />
    </button>
  )
}
