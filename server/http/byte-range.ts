import type { ByteRange } from '../attachment/stored-file-store.ts'

/**
 * What a request asks of a file of so many bytes: a part of it, all of it, or a part that begins behind its end.
 * Several parts at once, other units and what is not written as a range are as good as no wish (RFC 9110 14.2); so is
 * a part of a file that was another one when it began (13.1.5: compared strongly, and dates tell nothing here).
 * @param range the header Range
 * @param ifRange the header If-Range
 */
export function askedRange(
  range: string | undefined,
  ifRange: string | undefined,
  { etag, size }: { readonly etag: string; readonly size: number },
): ByteRange | 'whole' | 'beyond' {
  const [, from = '', to = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range ?? '') ?? []
  if (from + to === '' || (ifRange !== undefined && ifRange !== etag)) return 'whole'
  // The last so many.
  if (from === '')
    return Number(to) === 0 || size === 0
      ? 'beyond'
      : { first: Math.max(0, size - Number(to)), last: size - 1 }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return 'whole'
  if (first >= size) return 'beyond'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
