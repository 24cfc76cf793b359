import { useWords, type Words } from '../words.ts'

type Does = keyof Pick<
  Words<'queue'>,
  | 'keyMove'
  | 'keyOpen'
  | 'keyPick'
  | 'keyExtend'
  | 'keyClear'
  | 'keyJump'
  | 'keyNext'
  | 'keyApprove'
  | 'keySendBack'
  | 'keyPropose'
  | 'keyKeep'
>

/** The keys of a page, at its foot on a desk. Each has a button too. */
export function Keys({
  keys,
}: {
  keys: readonly { readonly keys: readonly string[]; readonly does: Does }[]
}) {
  const words = useWords('queue')
  return (
    <ul className="keys no-print" aria-label={words.keys}>
      {keys.map(({ keys: pressed, does }) => (
        <li key={does}>
          {pressed.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {words[does]}
        </li>
      ))}
    </ul>
  )
}
