/** A text under a name of a tab's storage. Each answers what is there after it. */
export interface KeptText {
  text(): string
  keep(text: string): string
  /** It was sent: what was typed on meanwhile is the beginning of another, and stays. */
  forgetSent(sent: string): string
}

export function keptText(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
): KeptText {
  const text = () => storage.getItem(key) ?? ''
  const keep = (next: string) => {
    if (next === '') storage.removeItem(key)
    else storage.setItem(key, next)
    return next
  }
  return { text, keep, forgetSent: (sent) => (text() === sent ? keep('') : text()) }
}
