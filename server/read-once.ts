/**
 * Reads a text as `read` does; a text that was read lately is answered again without reading it, so the database is
 * asked each time and only its answer is not taken apart twice. Nobody may change what is answered. What throws is not
 * kept.
 * @param most texts that are remembered
 */
export function readOnce<Read>(read: (text: string) => Read, most = 4): (text: string) => Read {
  const known = new Map<string, Read>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = read(text)
    const [oldest] = known.keys()
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    known.set(text, made)
    return made
  }
}
