/** A stretch of two texts: in both, only in the earlier one, or only in the later one. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

const tokensOf = (text: string): string[] => text.match(/\s+|\S+/gu) ?? []
const isBlank = (text: string): boolean => text.trim() === ''

/**
 * What became of a text, by whole words: the stretches of both in reading order. `same` and `gone` together are the
 * earlier text, `same` and `new` the later one. Words that changed side by side are one change.
 */
export function wordDifferences(before: string, after: string): Stretch[] {
  const [old, now] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  const shorter = Math.min(old.length, now.length) - start
  while (end < shorter && old.at(-1 - end) === now.at(-1 - end)) end++
  const middle = compared(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ])
}

/** How many places of the text have changed. */
export function changesIn(stretches: readonly Stretch[]): number {
  return stretches.filter(
    ({ kind }, index) => kind !== 'same' && (stretches[index - 1]?.kind ?? 'same') === 'same',
  ).length
}

/** The longest common subsequence, read from the table of lengths of what follows. */
function compared(old: readonly string[], now: readonly string[]): Stretch[] {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        old[row] === now[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
    }
  }
  const found: Stretch[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [gone, fresh] = [old[row], now[column]]
    if (gone !== undefined && gone === fresh) {
      found.push({ kind: 'same', text: gone })
      row++
      column++
    } else if (gone !== undefined && lengthAt(row + 1, column) >= lengthAt(row, column + 1)) {
      found.push({ kind: 'gone', text: gone })
      row++
    } else {
      found.push({ kind: 'new', text: fresh ?? '' })
      column++
    }
  }
  return found
}

/** Stretches of one kind side by side as one; changes with nothing but blanks between them as one change. */
function joined(parts: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  let [gone, fresh] = ['', '']
  const close = () => {
    if (gone !== '') found.push({ kind: 'gone', text: gone })
    if (fresh !== '') found.push({ kind: 'new', text: fresh })
    gone = ''
    fresh = ''
  }
  const whole = parts.filter(({ text }) => text !== '')
  for (const [index, { kind, text }] of whole.entries()) {
    const between = kind === 'same' && isBlank(text) && !text.includes('\n')
    const changed = gone !== '' || fresh !== ''
    const goesOn = whole[index + 1] !== undefined && whole[index + 1]?.kind !== 'same'
    if (kind === 'gone' || (between && changed && goesOn)) gone += text
    if (kind === 'new' || (between && changed && goesOn)) fresh += text
    if (kind !== 'same' || (between && changed && goesOn)) continue
    close()
    const last = found.at(-1)
    if (last?.kind === 'same') found[found.length - 1] = { kind: 'same', text: last.text + text }
    else found.push({ kind: 'same', text })
  }
  close()
  return found
}
