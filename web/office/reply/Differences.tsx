import { changesIn, type Stretch, wordDifferences } from '../../../domain/reply/word-differences.ts'
import { useWords } from '../../words.ts'

/** A letter's text with what was taken out and what was added marked, by whole words. */
export function Differences({ before, after, lang }: { before: string; after: string; lang: string }) {
  return (
    <div className="marked" lang={lang}>
      {keyed(wordDifferences(before, after)).map(([key, stretch]) => (
        <Marked key={key} stretch={stretch} />
      ))}
    </div>
  )
}

function Marked({ stretch: { kind, text } }: { stretch: Stretch }) {
  const words = useWords('reply')
  if (kind === 'same') return <span>{text}</span>
  // The colour is not the only sign: one is struck out, the other underlined, and both are said.
  return kind === 'gone' ? (
    <del>
      <span className="hide">{words.gone} </span>
      {text}
    </del>
  ) : (
    <ins>
      <span className="hide">{words.fresh} </span>
      {text}
    </ins>
  )
}

/** Each stretch with where it begins, its key. */
function keyed(stretches: readonly Stretch[]): [number, Stretch][] {
  let at = 0
  return stretches.map((stretch) => {
    const key = at
    at += stretch.text.length
    return [key, stretch]
  })
}

export const changesBetween = (before: string, after: string): number =>
  changesIn(wordDifferences(before, after))
