import { BlockList, isIPv4 } from 'node:net'
import { plainAddress } from './network-address.ts'

/** Whose word for where a request came from is believed: of so many proxies in front, or of those in some networks. */
export type ProxyTrust = { readonly proxies: number } | { readonly networks: readonly Network[] }

/** One network, as it was written: an address and how many bits of it count. */
export interface Network {
  readonly address: string
  readonly bits: number
}

/** More proxies than anybody has; a longer way is not followed. */
const mostProxies = 10

/**
 * TRUST_PROXY: a number of proxies, or their addresses and networks (`10.0.0.0/8, fd00::/8`) separated by commas.
 * `true`, as it was once written, is one proxy. Null: nothing that can be believed.
 */
export function parseProxyTrust(text: string | undefined): ProxyTrust | null {
  const word = text?.trim() ?? ''
  if (word === '' || word === 'false') return { proxies: 0 }
  if (word === 'true') return { proxies: 1 }
  if (/^\d+$/.test(word)) return Number(word) <= mostProxies ? { proxies: Number(word) } : null
  const networks = word.split(',').map((part) => networkOf(part.trim()))
  const known = networks.filter((one) => one !== null)
  return known.length === networks.length ? { networks: known } : null
}

/** Everybody's network is nobody's proxy: it would let anybody say where they come from. */
function networkOf(text: string): Network | null {
  const [, written = '', bits] = /^([^/\s[\]%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const address = /^[\d.]+:/.test(written) ? null : plainAddress(written)
  if (address === null) return null
  const all = isIPv4(address) ? 32 : 128
  // A network of IPv4 written as IPv6 has 96 bits more.
  const count = bits === undefined ? all : Number(bits) - (all === 32 && written.includes(':') ? 96 : 0)
  return count >= 1 && count <= all ? { address, bits: count } : null
}

/**
 * Whether one on the way of a request is a proxy of ours, that many steps from us. Answers a function, since a list of
 * networks is looked up by each request.
 */
export function proxiesBy(trust: ProxyTrust): (address: string, step: number) => boolean {
  if ('proxies' in trust) return (_, step) => step < trust.proxies
  const list = new BlockList()
  for (const { address, bits } of trust.networks) list.addSubnet(address, bits, familyOf(address))
  return (address, step) => step < mostProxies && list.check(address, familyOf(address))
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6')
