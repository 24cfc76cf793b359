import type { OutsideRound } from '../outside-round.ts'

/** A service of the authority could not be reached, or said that it can't answer. */
export class Unreachable extends Error {}

const patienceMs = 10_000

/**
 * The body of a 200 within the limits of time and size (bytes); redirects are not followed. Only addresses of the
 * configuration come here: those inside certificates are never asked. In a `round`, an address that was silent is not
 * asked again. Throws Unreachable.
 */
export async function received(
  address: string,
  limit: number,
  { signal, ...request }: RequestInit,
  round?: OutsideRound,
): Promise<Uint8Array> {
  if (round?.wasSilent(address)) throw new Unreachable('was silent a moment ago')
  const deadline = signal ?? round?.deadline(patienceMs) ?? AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(address, {
      ...request,
      // A filter before the services answers an empty name with a redirect.
      headers: { ...request.headers, 'user-agent': 'otinish' },
      redirect: 'error',
      signal: deadline,
    })
    if (response.status !== 200 || response.body === null) throw new Unreachable(`HTTP ${response.status}`)
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of response.body) {
      length += part.length
      if (length > limit) throw new Unreachable('too long an answer')
      parts.push(part)
    }
    return new Uint8Array(Buffer.concat(parts))
  } catch (error) {
    if (error instanceof Unreachable) throw error
    if (deadline.aborted && round?.isBrokenOff() !== true) round?.heardNothingFrom(address)
    throw new Unreachable(error instanceof Error ? error.message : String(error))
  }
}
