/**
 * What a `Content-Type` names, without its parameters, in lower case: types compare without regard to case (RFC 9110
 * 8.3.1). Empty without the header.
 */
export const mediaTypeOf = (header: string | undefined): string =>
  (header?.split(';', 1)[0] ?? '').trim().toLowerCase()
