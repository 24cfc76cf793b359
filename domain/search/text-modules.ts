import { fold } from './fold.ts'

/** What is asked of a passage: how it is called, and what it says. */
interface Passage {
  readonly name: string
  readonly text: string
}

/**
 * docs/office.md 6: the passages that a few letters find: every word typed begins a word of the name or of the text.
 * Those found by their names come first, else the order stays. Nothing typed finds all of them.
 */
export function passagesBy<One extends Passage>(typed: string, all: readonly One[]): One[] {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '')
  const isIn = (text: string) => {
    const there = fold(text).split(' ')
    return words.every((word) => there.some((one) => one.startsWith(word)))
  }
  const byName = all.filter(({ name }) => isIn(name))
  return [...byName, ...all.filter((one) => !byName.includes(one) && isIn(`${one.name} ${one.text}`))]
}
