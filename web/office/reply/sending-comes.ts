import { isSignedByHead } from '../../../domain/reply/reply.ts'
import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

/** What comes of the yes to a letter, sentence by sentence. */
export const approvalComes = (
  { kind, signature }: Pick<Reply, 'kind' | 'signature'>,
  words: Words<'reply'>,
): string[] => [...(isSignedByHead(signature) ? [words.firstSigned] : []), words.comes[kind], words.noWayBack]

/** What comes of the press that lets a letter go. `client` is whom it goes to. */
export const sendingComes = (
  reply: Pick<Reply, 'kind' | 'signature'>,
  client: string,
  words: Words<'reply'>,
): string[] => [fill(words.goesTo, { client }), ...approvalComes(reply, words)]
