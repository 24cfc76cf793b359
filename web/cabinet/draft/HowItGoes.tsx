import { useWords } from '../../words.ts'

/** What the client is about to do, told before the first step. */
export function HowItGoes() {
  const words = useWords('writing')
  return (
    <aside className="aside" aria-labelledby="how">
      <h2 id="how">{words.howTitle}</h2>
      <ol className="steps">
        {words.how.map((line) => (
          <li key={line}>
            <span>{line}</span>
          </li>
        ))}
      </ol>
      <p className="meta">{words.howSaved}</p>
    </aside>
  )
}
