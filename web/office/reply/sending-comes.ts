import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

/** What comes of the press that lets a letter go, sentence by sentence. `client` is whom it goes to. */
export function sendingComes(
  { kind, signature }: Pick<Reply, 'kind' | 'signature'>,
  client: string,
  words: Words<'reply'>,
): string[] {
  const signed = signature === 'head' || signature === 'headAndSeal'
  return [
    fill(words.goesTo, { client }),
    ...(signed ? [words.firstSigned] : []),
    words.comes[kind],
    words.noWayBack,
  ]
}
