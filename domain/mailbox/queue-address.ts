import { queueBegins, queueKeys } from './queue.ts'

/** What a list is asked for, as the query of its address: only what is otherwise than the list begins. */
export function queueAddress(
  asked: Readonly<Partial<Record<(typeof queueKeys)[number], string | undefined>>>,
): string {
  const begins: Readonly<Record<string, string>> = queueBegins
  const told = queueKeys.flatMap((key) => {
    const value = asked[key]
    return value === undefined || value === begins[key] ? [] : [`${key}=${encodeURIComponent(value)}`]
  })
  return told.join('&')
}
