import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** What no address is longer than, its port and zone included. */
const longest = 100

/**
 * An address as a socket or a proxy names it, in the one spelling that is counted and logged; null for what is none.
 * A port goes (`1.2.3.4:5678`, `[::1]:80`), and a zone (`fe80::1%eth0`); IPv4 inside IPv6 is IPv4 (RFC 4291, 2.5.5.2).
 */
export function plainAddress(text: string): string | null {
  if (text.length > longest) return null
  const named = text.trim()
  const host = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(named)?.[1] ?? named.replace(/^([\d.]+):\d{1,5}$/, '$1')
  if (isIPv4(host)) return host
  const [address = '', ...zones] = host.split('%')
  if (zones.length > 1 || !isIPv6(address)) return null
  const [a, b, c, d, e, mark, high = 0, low = 0] = groupsOf(address)
  if ([a, b, c, d, e].every((group) => group === 0) && mark === 0xffff) {
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  }
  return new SocketAddress({ address, family: 'ipv6' }).address
}

/**
 * What an address is counted by: of IPv6 the first 64 bits, since everybody who has one address of such a network has
 * all of it (RFC 6177).
 */
export function countedAddress(address: string): string {
  if (!isIPv6(address)) return address
  const network = groupsOf(address).slice(0, 4)
  return `${network.map((group) => group.toString(16)).join(':')}::/64`
}

/** The eight groups of an address that is IPv6. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = address.split('::')
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':').flatMap(groups)))
  const given = [...(first ?? []), ...(last ?? [])].length
  return [...(first ?? []), ...Array<number>(8 - given).fill(0), ...(last ?? [])]
}

/** One group, or the two of a dotted tail. */
function groups(part: string): number[] {
  if (!part.includes('.')) return [Number.parseInt(part, 16)]
  const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}
