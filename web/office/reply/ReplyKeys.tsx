import { useWords, type Words } from '../../words.ts'

type Does = keyof Pick<
  Words<'reply'>,
  'keyMove' | 'keyApprove' | 'keySendBack' | 'keyJump' | 'keyPropose' | 'keyKeep'
>

/** The keys of these pages, at their foot on a desk. Each has a button too. */
export function ReplyKeys({
  keys,
}: {
  keys: readonly { readonly keys: readonly string[]; readonly does: Does }[]
}) {
  const words = useWords('reply')
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
