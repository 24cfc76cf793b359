import { NoBreak } from '../../ui/NoBreak.tsx'

/** `fill` with the values in bold: the date or the number that the sentence is about, never broken across lines. */
export function Filled({ text, params }: { text: string; params: Readonly<Record<string, string>> }) {
  return text.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return part
    return (
      <b key={part}>
        <NoBreak text={params[name] ?? ''} />
      </b>
    )
  })
}
